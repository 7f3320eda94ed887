import { describe, expect, it } from "vitest";
import { stageSchema, type Stage } from "../contract";
import { blastRadius, changesSomething, fillStep, freshnessOf, isCallAllowed, obstaclesOf, readAllowList, refusalToApprove, riskOf, stepsWithoutWayBack, summaryOf, unknownVariables, valuesOf, type Evidence } from "./index";

const dayMs = 86_400_000;
const nowMs = Date.parse("2026-09-16T08:00:00Z");
const deploy = { kind: "http", title: "Deploy {{version}}", method: "POST", url: "https://ci.example.test/deploy/{{version}}", body: '{"v":"{{version}}"}' };
const undo = { kind: "http", title: "Deploy the old one", method: "POST", url: "https://ci.example.test/deploy/previous" };
const stage = (name: string, ...steps: object[]): Stage => stageSchema.parse({ name, steps });
const first = (one: Stage) => one.steps[0] as Stage["steps"][number];

describe("the way back", () => {
  const stages = [stage("test", deploy), stage("production", { ...deploy, rollback: undo }, { kind: "wait", title: "Soak", durationMs: 60_000 }, { kind: "http", title: "Look", method: "GET", url: "https://x.test/" }, { kind: "manual", title: "Tell the desk" })];
  it("is needed by what changes something, and by nothing else", () => expect([stepsWithoutWayBack(stages), stages[1]?.steps.map(changesSomething)]).toEqual([["Deploy {{version}}", "Tell the desk"], [true, false, false, true]]));
  it.each([[1, true], [2, false], [null, false]])("is a condition of approval for tier %s: %s", (tier, isRefused) => expect(refusalToApprove({ tier, stages }) !== null).toBe(isRefused));
});

describe("variables", () => {
  it("are put in everywhere, encoded in addresses, and never change what is unknown", () => {
    const filled = fillStep(first(stage("test", { ...deploy, headers: { Authorization: "Bearer {{secret.CI}}" }, rollback: { ...undo, url: "https://ci.example.test/deploy/{{version}}?to={{old}}" } })), { version: "../1?&", old: "0.9" });
    expect([filled.title, filled.kind === "http" && [filled.url, filled.body, filled.headers], filled.rollback?.kind === "http" && filled.rollback.url]).toEqual(["Deploy ../1?&", ["https://ci.example.test/deploy/..%2F1%3F%26", '{"v":"../1?&"}', { Authorization: "Bearer {{secret.CI}}" }], "https://ci.example.test/deploy/..%2F1%3F%26?to=0.9"]);
  });
  it("that steps use have to exist, and to have a value", () => {
    expect(unknownVariables([stage("test", { ...deploy, rollback: { ...undo, body: "{{old}} {{secret.X}}" } })], [{ name: "version", value: "" }])).toEqual(["old"]);
    expect(valuesOf([{ name: "a", value: "1" }, { name: "b", value: "" }], { a: "2", c: "3" })).toEqual({ values: { a: "2", b: "" }, missing: ["b"], unknown: ["c"] });
  });
});

describe("the risk of a plan", () => {
  const base = { kind: "normal", tier: 3, runs: { total: 10, bad: 0 }, incidents: 0, dependents: { direct: 0, further: 0 }, withoutWayBack: 0 } as const;
  it.each([
    ["low for a quiet service that nothing needs", {}, "low", 5], ["medium for tier 1", { tier: 1 }, "medium", 30], ["unknown history counts", { runs: { total: 0, bad: 0 } }, "low", 15],
    ["high when much needs it and it has been in trouble", { tier: 1, incidents: 4, dependents: { direct: 3, further: 4 } }, "high", 65], ["never beyond 100", { kind: "emergency" as const, tier: 1, incidents: 9, dependents: { direct: 9, further: 9 }, withoutWayBack: 9, runs: { total: 4, bad: 4 } }, "high", 100],
  ] as const)("%s", (_name, over, level, score) => {
    const risk = riskOf({ ...base, ...over });
    expect([risk.level, risk.score, Math.min(100, risk.reasons.reduce((sum, { points }) => sum + points, 0))]).toEqual([level, score, score]);
  });
  it("reaches what needs the service, two hops far and never round to itself", () => expect([...blastRadius("db", [["api", "db"], ["web", "api"], ["cdn", "web"], ["db", "api"], ["api", "web"]])]).toEqual([["api", 1], ["web", 2]]));
});

describe("evidence", () => {
  const stages = [stage("test", deploy), stage("production", deploy)];
  const told = (over: Partial<Evidence>): Evidence => ({ kind: "test", outcome: "passed", atMs: nowMs - dayMs, stages, ...over });
  const fresh = (...evidence: Evidence[]) => freshnessOf("test", evidence, { stages, nowMs });
  it.each([
    ["is missing", [], false, "No test"], ["passed yesterday", [told({})], true, "passed"], ["failed", [told({ outcome: "failed" })], false, "failed"], ["failed after it had passed", [told({}), told({ outcome: "failed", atMs: nowMs - 1 })], false, "failed"],
    ["is too old", [told({ atMs: nowMs - 15 * dayMs })], false, "15 days old"], ["is of other steps", [told({ stages: [stage("test", undo)] })], false, "changed since"], ["was told by a person", [told({ stages: null })], true, "passed"], ["is of the other kind", [told({ kind: "rollback" })], false, "No test"],
  ] as const)("that %s", (_name, evidence, isFresh, text) => expect(fresh(...evidence)).toMatchObject({ isFresh, text: expect.stringContaining(text) as string }));
  it("does not depend on the order of keys, in which a database may give them", () => expect(fresh(told({ stages: [{ steps: stages[0]?.steps ?? [], name: "test" }, ...stages.slice(1)] })).isFresh).toBe(true));
  it("of both kinds stands before production; the test may come on the way", () => {
    const freshness = [freshnessOf("test", [], { stages, nowMs }), freshnessOf("rollback", [], { stages, nowMs })];
    expect(obstaclesOf({ stages, freshness, isApproved: true, testsOnTheWay: true })).toEqual(["No rehearsal of the way back is on record."]);
    expect(obstaclesOf({ stages: stages.slice(0, 1), freshness, isApproved: false, testsOnTheWay: false })).toEqual(["The plan is not approved as it stands."]);
  });
});

describe("the allow-list", () => {
  const { rules, faults } = readAllowList("# deployments\nPOST https://ci.example.test/deploy\n* https://x.test:8443/a/   # all of it\n\nget http://y.test\n");
  it.each([
    ["POST", "https://ci.example.test/deploy", true], ["POST", "https://ci.example.test/deploy/1.2?x=1", true], ["post", "https://CI.example.test/deploy/1", true], ["DELETE", "https://x.test:8443/a/b", true], ["GET", "http://y.test/anything", true],
    ["GET", "https://ci.example.test/deploy", false], ["POST", "https://ci.example.test/deployments", false], ["POST", "http://ci.example.test/deploy", false], ["POST", "https://ci.example.test:444/deploy", false], ["POST", "https://ci.example.test/deploy/../admin", false], ["POST", "https://ci.example.test/deploy/%2e%2e/admin", false],
    ["POST", "https://ci.example.test/deploy/..%2fadmin", false], ["POST", "https://ci.example.test/deploy\\..\\admin", false], ["POST", "https://ci.example.test/deploy//x", false], ["POST", "https://ci.example.test@evil.test/deploy", false], ["POST", "https://user:pw@ci.example.test/deploy", false], ["POST", "https://ci.example.test.evil.test/deploy", false], ["POST", "nonsense", false], ["GET", "https://x.test:8443/a", false],
  ])("%s %s: %s", (method, url, isAllowed) => expect(isCallAllowed(rules, { method, url })).toBe(isAllowed));
  it("names the lines that it cannot read", () => expect([faults, readAllowList("POST ci.example.test\nPOST https://*.test/\nhttps://a.test/\nPOST https://a.test/?q").faults.map(({ line }) => line)]).toEqual([[], [1, 2, 3, 4]]));
});

it("says what a step does in a line", () => expect([deploy, { kind: "wait", title: "x", durationMs: 600_000 }, { kind: "check", title: "x", target: "monitor", slug: "web", holdMs: 300_000 }, { kind: "manual", title: "x" }].map((one) => summaryOf(first(stage("test", one))))).toEqual(["POST https://ci.example.test/deploy/{{version}}, expects 2xx within 60 s", "Waits 10 min", "Monitor web is up for 5 min, within 60 s", "By hand"]));
