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
    const offered = suggestQuestions(layer, own, { hasData: always });
    expect(offered).toContain("How many tickets are open now?");
    expect(offered.filter((question) => /group|site|outage/i.test(question))).toEqual([]);
  });

  it("to the desk do compare its groups", () => {
    expect(suggestQuestions(layer, { permissions, role: "support", scope: { kind: "all" } }, { hasData: always })).toContain("Which groups miss their SLA most?");
  });

  it("put first what lies beside the question before", () => {
    const offered = (beside: string | null, hasData = always): string[] => suggestQuestions(layer, { permissions, role: "support", scope: { kind: "all" } }, { hasData, beside });
    expect(offered("monitors")[0]).toBe("What is the availability of each site?");
    expect(offered(null)[0]).toBe("How many tickets are open now?");
    expect(offered("monitors", () => false)).toEqual([]);
  });
});
