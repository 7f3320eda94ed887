import { describe, expect, it } from "vitest";
import { environmentOf, settleDeployment, usualKey, type DeploymentFacts, type DeploymentMessage } from "./settle-deployment";

const nowMs = Date.parse("2026-08-19T10:00:00Z");
const hour = 3_600_000;
const frame = { nowMs, aheadMs: 300_000, sender: "ci" };
const named = { serviceId: "svc_1", release: "1.4.0", environment: "production" };
const settled = (message: Partial<DeploymentMessage> = {}, before: DeploymentFacts | null = null) => settleDeployment(before, { ...named, ...message }, frame);
const factsOf = (result: ReturnType<typeof settled>): DeploymentFacts => {
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.facts;
};

describe("a message about a deployment", () => {
  it("is, when it says nothing else, of one that succeeded just now", () => {
    expect(settled()).toEqual({ ok: true, change: "created", facts: { ...named, deployedAtMs: nowMs, committedAtMs: null, commit: null, outcome: "succeeded", restoredAtMs: null, incidentId: null, actor: "ci" } });
  });

  it("changes what it says and leaves the rest, and said again changes nothing", () => {
    const first = factsOf(settled({ deployedAtMs: nowMs - 2 * hour, commit: "abcdef0", actor: "Ada" }));
    const second = settled({ outcome: "rolled_back", restoredAtMs: nowMs - hour }, first);
    expect(second).toMatchObject({ change: "updated", facts: { deployedAtMs: nowMs - 2 * hour, commit: "abcdef0", actor: "Ada", outcome: "rolled_back", restoredAtMs: nowMs - hour } });
    expect(settled({ outcome: "rolled_back", restoredAtMs: nowMs - hour }, factsOf(second))).toMatchObject({ change: "unchanged" });
  });

  it("takes the restoration back when it was well after all", () => {
    const failed = factsOf(settled({ deployedAtMs: nowMs - 2 * hour, outcome: "failed", restoredAtMs: nowMs - hour }));
    expect(factsOf(settled({ outcome: "succeeded" }, failed)).restoredAtMs).toBeNull();
  });

  const before = factsOf(settled({ deployedAtMs: nowMs - 2 * hour }));
  it.each<[string, Partial<DeploymentMessage>, DeploymentFacts | null, string]>([
    ["lies in the future", { deployedAtMs: nowMs + 301_000 }, null, "deployedAt"],
    ["was committed after it was deployed", { deployedAtMs: nowMs - hour, committedAtMs: nowMs }, null, "committedAt"],
    ["was restored before it was deployed", { outcome: "failed", deployedAtMs: nowMs - hour, restoredAtMs: nowMs - 2 * hour }, null, "restoredAt"],
    ["was restored in the future", { outcome: "failed", restoredAtMs: nowMs + hour }, null, "restoredAt"],
    ["was restored although it succeeded", { deployedAtMs: nowMs - hour, restoredAtMs: nowMs }, null, "restoredAt"],
    ["is of another service under the same key", { serviceId: "svc_2" }, before, "service"],
    ["is of another release under the same key", { release: "1.5.0" }, before, "release"],
    ["reached another environment under the same key", { environment: "staging" }, before, "environment"],
  ])("is refused when it %s", (_, message, stored, field) => {
    const result = settled(message, stored);
    expect(result.ok ? [] : result.faults.map((fault) => fault.field)).toEqual([field]);
  });

  it("may come from a clock that is five minutes ahead", () => expect(settled({ deployedAtMs: nowMs + 300_000 }).ok).toBe(true));
});

it("counts prod and live as production", () => expect(["prod", "LIVE", " production ", "staging"].map(environmentOf)).toEqual(["production", "production", "production", "staging"]));
it("keys a deployment without a key by service, environment and release, within the limit", () => {
  expect(usualKey("checkout", "production", "1.4.0")).toBe("checkout/production/1.4.0");
  expect(usualKey("s", "e", "x".repeat(300))).toHaveLength(200);
});
