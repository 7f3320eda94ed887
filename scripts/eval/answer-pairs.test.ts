import { describe, expect, it } from "vitest";
import { semanticLayer } from "../../server/api/semantic-layer";
import { roleActor } from "../../server/platform/auth/system-actor";
import type { Actor } from "../../server/platform/auth/actor";
import { answerKey, type AnswerSource } from "../../server/query/answer-key";
import { parseQuestion } from "../../server/query/core/parse/parse-question";
import { completePlan } from "../../server/query/core/complete-plan";
import { differentPairs, samePairs } from "./answer-pairs";
import { demoLexicon } from "./lexicon-only";

const lexicon = demoLexicon();
const noon = "2026-08-19T10:00:00.000Z";

type Asked = Partial<Omit<AnswerSource, "plan" | "layer">>;

function keyOf(question: string, asked: Asked = {}): string {
  const { now = noon, zone = "UTC" } = asked;
  const plan = completePlan(parseQuestion({ question, context: [], now, zone, lexicon, role: "admin" }), question, semanticLayer);
  return answerKey({ plan, layer: semanticLayer, actor: roleActor("admin"), now, isNowGiven: false, zone, engineVersion: "1", assumptions: {}, ...asked }).key;
}

const failing = (pairs: readonly (readonly [string, string])[], isShared: boolean): string[] => pairs.filter(([a, b]) => (keyOf(a) === keyOf(b)) !== isShared).map(([a, b]) => `${a} | ${b}`);

describe("answers of equal questions", () => {
  it(`are shared by nine of ten of ${samePairs.length} paraphrases at least`, () => {
    const missed = failing(samePairs, true);
    expect(samePairs.length).toBeGreaterThanOrEqual(60);
    expect(missed.length / samePairs.length, missed.join("\n")).toBeLessThanOrEqual(0.1);
  });

  it("are shared while a past period stays what it is", () => {
    const later = "2026-08-19T18:30:00.000Z";
    expect(keyOf("tickets opened last week")).toBe(keyOf("tickets opened last week", { now: later }));
    expect(keyOf("tickets opened by team")).toBe(keyOf("tickets opened by team", { now: "2026-08-19T09:52:00.000Z" }));
  });
});

describe("answers of other questions", () => {
  it(`are never shared, in none of ${differentPairs.length} pairs`, () => {
    expect(differentPairs.length).toBeGreaterThanOrEqual(60);
    expect(failing(differentPairs, false)).toEqual([]);
  });

  const question = "SLA breach rate by team last month";
  const narrowed = (scope: Actor["scope"]): Actor => ({ ...roleActor("support"), scope });
  const swaps: [string, Asked, Asked][] = [
    ["another role", { actor: roleActor("executive") }, { actor: roleActor("viewer") }],
    ["other customers", { actor: narrowed({ kind: "customers", customerIds: ["a"] }) }, { actor: narrowed({ kind: "customers", customerIds: ["b"] }) }],
    ["customers and everybody", { actor: narrowed({ kind: "customers", customerIds: [] }) }, { actor: narrowed({ kind: "all" }) }],
    ["other teams", { actor: narrowed({ kind: "teams", teamIds: ["a"] }) }, { actor: narrowed({ kind: "teams", teamIds: ["a", "b"] }) }],
    ["customers and teams of the same ids", { actor: narrowed({ kind: "customers", customerIds: ["a"] }) }, { actor: narrowed({ kind: "teams", teamIds: ["a"] }) }],
    ["another zone", { zone: "UTC" }, { zone: "Europe/Berlin" }],
    ["another engine", { engineVersion: "1" }, { engineVersion: "2" }],
    ["other assumptions", { assumptions: { "erlang.level": 0.8 } }, { assumptions: { "erlang.level": 0.9 } }],
    ["an assumption and none", { assumptions: { "erlang.level": 0.8 } }, {}],
  ];
  it.each(swaps)("are never shared with %s", (_, one, other) => expect(keyOf(question, one)).not.toBe(keyOf(question, other)));

  it("are never shared with another lens, other definitions, or another person's own records", () => {
    const { plan } = parseQuestion({ question, context: [], now: noon, zone: "UTC", lexicon, role: "admin" });
    const base = { layer: semanticLayer, actor: roleActor("admin"), now: noon, isNowGiven: false, zone: "UTC", engineVersion: "1", assumptions: {} };
    const key = (changes: Partial<AnswerSource>): string => answerKey({ plan, ...base, ...changes }).key;
    const lenses = [key({ plan: { ...plan, persona: "finance_lens" } }), key({ plan: { ...plan, persona: "support_lead" } })];
    const own = (userId: string): string => key({ plan: { ...plan, mine: true }, actor: { ...base.actor, userId } });
    expect(new Set([...lenses, key({ layer: { ...semanticLayer, metrics: semanticLayer.metrics.slice(1) } }), own("ann"), own("ben")]).size).toBe(5);
    expect(key({ plan: { ...plan, entities: ["team:web", "team:data"] } })).toBe(key({ plan: { ...plan, entities: ["team:data", "team:web"] } }));
  });

  it.each([
    ["what is open now", "how many tickets are open"],
    ["a period that still runs", "tickets opened this month"],
    ["availability up to now", "availability of checkout"],
    ["lists", "list open p1 tickets"],
    ["the state of things", "how are we doing"],
    ["the engine's own figures, which no version counts", "how many questions were asked yesterday"],
  ])("move with the clock: %s", (_, asked) => expect(keyOf(asked)).not.toBe(keyOf(asked, { now: "2026-08-19T10:01:00.000Z" })));

  it("leave out no record: the instant of a shared answer is never before now", () => {
    const { plan } = parseQuestion({ question: "tickets opened by team", context: [], now: noon, zone: "UTC", lexicon, role: "admin" });
    const at = (now: string, isNowGiven = false): string => answerKey({ plan, layer: semanticLayer, actor: roleActor("admin"), now, isNowGiven, zone: "UTC", engineVersion: "1", assumptions: {} }).at;
    expect([at("2026-08-19T10:00:00.000Z"), at("2026-08-19T10:00:01.000Z"), at("2026-08-19T10:00:01.000Z", true)]).toEqual(["2026-08-19T10:00:00.000Z", "2026-08-19T10:10:00.000Z", "2026-08-19T10:00:01.000Z"]);
  });
});
