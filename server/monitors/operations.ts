import "server-only";
import { defineOperation } from "@/server/platform/registry";
import { z } from "zod";
import { allowNetworks, archiveMonitor, createMonitorNow, pauseMonitor, rotateBeat, testMonitor, updateMonitorNow } from "./change-monitor";
import { createMonitorInput, monitorChangedOutput, monitorVersionInput, networksSchema, pauseMonitorInput, testMonitorInput, testMonitorOutput, updateMonitorInput, getMonitorInputSchema, listMonitorsInputSchema, listMonitorsOutputSchema, listOutagesInputSchema, listOutagesOutputSchema, monitorDetailSchema } from "./contract";
import { getMonitor } from "./get-monitor";
import { listMonitors } from "./list-monitors";
import { availabilityOf } from "./read-availability";
import { availabilityInput, availabilityOutput } from "./tool-contract";
import { listOutages } from "./list-outages";
import { readNetworks } from "./watch-repository";

const write = { permission: "monitors.write", effect: "write" } as const;

export const monitorsOperations = {
  list: defineOperation({
    summary: "List monitors with availability, outages and latency in a window, and what their source says.",
    permission: "monitors.read", effect: "read", cost: "normal", rest: "GET /monitors", input: listMonitorsInputSchema, output: listMonitorsOutputSchema, run: listMonitors,
  }),
  get: defineOperation({
    summary: "One monitor: availability by UTC day and over its whole record, latency, outages, and its source's own claim.",
    permission: "monitors.read", effect: "read", cost: "normal", rest: "GET /monitors/{slug}", input: getMonitorInputSchema, output: monitorDetailSchema, run: getMonitor,
  }),
  availability: defineOperation({
    summary: "Availability, time down and outages of each monitor over a period, the least available first.",
    permission: "monitors.read", effect: "read", cost: "normal", rest: "GET /monitors/availability", input: availabilityInput, output: availabilityOutput, run: availabilityOf,
  }),
  outages: defineOperation({
    summary: "List outages by start or length.",
    permission: "monitors.read", effect: "read", cost: "normal", rest: "GET /outages", input: listOutagesInputSchema, output: listOutagesOutputSchema, run: listOutages,
  }),
  create: defineOperation({ ...write, summary: "Watch a site, a port or a heartbeat; the path of a heartbeat is told once.", rest: "POST /monitors", input: createMonitorInput, output: monitorChangedOutput, run: createMonitorNow }),
  update: defineOperation({ ...write, summary: "Change how a monitor checks.", rest: "PATCH /monitors/{slug}", input: updateMonitorInput, output: monitorChangedOutput, run: updateMonitorNow }),
  pause: defineOperation({ ...write, summary: "Stop checking for a while, or go on.", rest: "POST /monitors/{slug}/pause", input: pauseMonitorInput, output: monitorChangedOutput, run: pauseMonitor }),
  archive: defineOperation({ ...write, summary: "Stop checking for good; the record stays.", rest: "DELETE /monitors/{slug}", input: monitorVersionInput, output: monitorChangedOutput, run: archiveMonitor }),
  rotateBeat: defineOperation({ ...write, summary: "Give a heartbeat a new token; the old one is refused.", rest: "POST /monitors/{slug}/token", input: monitorVersionInput, output: monitorChangedOutput, run: rotateBeat }),
  test: defineOperation({ ...write, summary: "Check once with these settings, keep nothing, and tell what is seen.", rest: "POST /monitors/test", input: testMonitorInput, output: testMonitorOutput, run: testMonitor }),
  networks: defineOperation({ permission: "monitors.write", effect: "read", summary: "Private networks that monitors may reach.", rest: "GET /monitor-networks", input: z.object({}), output: networksSchema, run: async () => ({ networks: await readNetworks() }) }),
  allowNetworks: defineOperation({ permission: "platform.manage", effect: "write", summary: "Say which private networks monitors may reach.", rest: "POST /monitor-networks", input: networksSchema, output: networksSchema, run: allowNetworks }),
};
