import { describe, expect, it } from "vitest";
import { monitorMetrics } from "@/server/monitors/metrics";
import { ticketMetrics } from "@/server/tickets/metrics";
import { suggestQuestions } from "./suggest";

const layer = { metrics: [...ticketMetrics, ...monitorMetrics], subjects: [] };
const permissions = new Set(["tickets.read", "monitors.read"]);
const always = (): boolean => true;

describe("the questions that are offered", () => {
  it("to somebody who sees their own tickets alone compare no groups and name no sites", () => {
    const own = { permissions, role: "requester", scope: { kind: "customers", customerIds: ["cus_1"], requesterKeys: ["usr_1"] } } as const;
    const offered = suggestQuestions(layer, own, always);
    expect(offered).toContain("How many tickets are open now?");
    expect(offered.filter((question) => /group|site|outage/i.test(question))).toEqual([]);
  });

  it("to the desk do compare its groups", () => {
    expect(suggestQuestions(layer, { permissions, role: "support", scope: { kind: "all" } }, always)).toContain("Which groups miss their SLA most?");
  });
});
