import "server-only";
import { defineOperation } from "@/server/platform/registry";
import { getMonitorInputSchema, listMonitorsInputSchema, listMonitorsOutputSchema, listOutagesInputSchema, listOutagesOutputSchema, monitorDetailSchema } from "./contract";
import { getMonitor } from "./get-monitor";
import { listMonitors } from "./list-monitors";
import { availabilityOf } from "./read-availability";
import { availabilityInput, availabilityOutput } from "./tool-contract";
import { listOutages } from "./list-outages";

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
};
