import { describe, expect, it } from "vitest";
import { createMonitorInput } from "#contract/monitors";
import { draftOf, draftSchema, inputOf, newDraft } from "./monitor-draft";

const faults = (more: object): unknown[] => draftSchema.safeParse({ ...newDraft, name: "Checkout", url: "https://checkout.example", ...more }).error?.issues.map(({ path }) => path[0]) ?? [];

describe("a monitor in a form", () => {
  it("puts each fault beside the field where it was typed", () => {
    expect([faults({}), faults({ url: "checkout" }), faults({ timeoutSeconds: "60" }), faults({ intervalSeconds: "" }), faults({ expectedStatus: "2xx" }), faults({ headers: "no header" }), faults({ kind: "tcp", host: "db example", port: "99999" })]).toEqual([[], ["url"], ["timeoutSeconds"], ["intervalSeconds"], ["expectedStatus"], ["headers"], ["host", "port"]]);
  });
  it("may be checked more often than every 30 s only if it pages at once", () => {
    const often = (isP0: boolean, intervalSeconds: string) => draftSchema.safeParse({ ...newDraft, name: "Checkout", url: "https://checkout.example", timeoutSeconds: "0.5", isP0, intervalSeconds }).error?.issues.map(({ path, message }) => [path[0], message]) ?? [];
    expect([often(true, "1"), often(false, "30"), often(true, "0.5").length]).toEqual([[], [], 1]);
    expect(often(false, "29.9")).toEqual([["intervalSeconds", "Less than 30 s is for monitors that page at once (P0)."]]);
  });
  it("comes back as it was kept", () => {
    const draft = { ...newDraft, name: "Checkout", url: "https://checkout.example", headers: "accept: text/html\nx-a: b:c", matchText: "welcome", jsonPath: "$.state", jsonComparison: "equals", jsonValue: "ok", degradedMs: "800", intervalSeconds: "1.5", timeoutSeconds: "1", isP0: true, service: "checkout" };
    const input = createMonitorInput.parse(inputOf(draft));
    const settings = { ...input, version: 1, service: { slug: "checkout", name: "Checkout" }, secretHeaders: [], nextCheckAt: null, lastBeatAt: null };
    expect(draftOf(input, settings)).toEqual(draft);
  });
  it("sends secrets only when they were typed", () => expect([inputOf(newDraft), inputOf({ ...newDraft, secretHeaders: "authorization: Bearer x" })].map((input) => "secretHeaders" in input)).toEqual([false, true]));
});
