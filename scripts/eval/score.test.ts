import { describe, expect, it } from "vitest";
import { judge } from "./judge";
import { readLabels, type Labelled } from "./labels";
import { lowerWithoutPunctuation, withTypos } from "./mutate";
import type { Prediction } from "./prediction";
import { allScores, judgeAll, scoreNames, scoresOf, splitScores } from "./score";
import { failureList } from "./table";
import { wilson } from "./wilson";

const labelled = (changes: Record<string, unknown>): Labelled => {
  const [label] = readLabels([{ id: "a", q: "Tickets?", cls: "data", intent: "metric_lookup", metrics: ["ticket_volume"], persona: "support_lead", in_scope: true, ...changes }]);
  if (!label) throw new Error("No label was read.");
  return label;
};

const predicted = (plan: Partial<Prediction["plan"]> = {}, rest: Partial<Prediction> = {}): Prediction => ({
  id: "a", persona: "support_lead", frameworks: { chosen: [], shown: [] }, scope: "in", grounded: 0, brief: "", ...rest,
  plan: { intent: "metric_lookup", metrics: ["ticket_volume"], dimensions: [], time: null, compareTo: null, entities: [], filters: [], limit: null, ...plan },
});

const june = { token: "June", from: "2026-06-01T00:00:00Z", to: "2026-07-01T00:00:00Z" };
const range = (from: string, to: string) => ({ from, to });

describe("Wilson's interval", () => {
  it.each([
    ["8 of 10", 8, 10, 0.4902, 0.9433],
    ["none of 20", 0, 20, 0, 0.1611],
    ["all of 20", 20, 20, 0.8389, 1],
    ["114 of 120", 114, 120, 0.8952, 0.9769],
  ])("agrees with published values for %s", (_, successes, n, lo, hi) => {
    const one = wilson(successes, n);
    expect([one.value, one.n]).toEqual([successes / n, n]);
    expect(one.lo).toBeCloseTo(lo, 3);
    expect(one.hi).toBeCloseTo(hi, 3);
  });

  it("knows nothing of no cases", () => expect(wilson(0, 0)).toEqual({ value: null, n: 0, lo: null, hi: null }));
});

describe("a file of questions", () => {
  it("may write an end as now, and times of day without a zone", () => {
    const label = labelled({ time: { token: "since March", from: "2026-03-01", to: "now" }, compare_to: { token: "that morning", from: "2026-08-18T06:00:00", to: "2026-08-18T12:00:00" } });
    expect([label.time?.to, label.compare_to?.from]).toEqual(["2026-08-19T10:00:00.000Z", "2026-08-18T06:00:00Z"]);
    expect(judge(label, predicted({ time: range("2026-03-01T00:00:00.000Z", "2026-08-19T10:00:00.000Z"), compareTo: range("2026-08-18T06:00:00.000Z", "2026-08-18T12:00:00.000Z") })).time).toBe(true);
  });

  it("is a list or an object, and names the text in one of three ways", () => {
    const item = { intent: "trend" };
    expect(readLabels([{ ...item, question: "one" }]).map(({ id, q }) => [id, q])).toEqual([["1", "one"]]);
    expect(readLabels({ questions: [{ ...item, text: "two", context: ["one"] }] })[0]).toMatchObject({ q: "two", context: ["one"], tz: "UTC", now: "2026-08-19T10:00:00.000Z" });
  });

  it("gives the clock and the zone of the question before those of the file", () => {
    const [own, shared] = readLabels({ reference_now: "2026-01-01T00:00:00Z", tz: "Europe/Berlin", questions: [{ intent: "trend", q: "a", reference_now: "2025-01-01T00:00:00Z", tz: "Asia/Tokyo" }, { intent: "trend", q: "b" }] });
    expect([own?.now, own?.tz, shared?.now, shared?.tz]).toEqual(["2025-01-01T00:00:00.000Z", "Asia/Tokyo", "2026-01-01T00:00:00.000Z", "Europe/Berlin"]);
  });

  it("is refused with the place of its fault", () => {
    expect(() => readLabels([{ intent: "trend", q: "a" }, { q: "b" }])).toThrow("Question 2: intent");
    expect(() => readLabels([{ intent: "trend" }])).toThrow("Question 1 has no text");
  });
});

describe("a slot", () => {
  const slot = (name: "metrics" | "dimensions" | "time" | "compareTo" | "entities" | "filters" | "limit" | "plan", label: Record<string, unknown>, plan: Partial<Prediction["plan"]>) => judge(labelled(label), predicted(plan))[name];

  it.each<[string, Record<string, unknown>, Partial<Prediction["plan"]>, boolean]>([
    ["covers what is required", { metrics: ["mttr"] }, { metrics: ["mttr"] }, true],
    ["may add what is harmless", { metrics: ["mttr"], metrics_ok: ["mtta"] }, { metrics: ["mttr", "mtta"] }, true],
    ["lacks a required one", { metrics: ["mttr", "mtta"] }, { metrics: ["mttr"] }, false],
    ["adds another one", { metrics: ["mttr"] }, { metrics: ["mttr", "csat"] }, false],
    ["names one where none is asked for", { metrics: [] }, { metrics: ["csat"] }, false],
    ["is free in an overview that names none", { metrics: [], intent: "status_summary" }, { metrics: ["csat"] }, true],
  ])("of metrics %s", (_, label, plan, isRight) => expect(slot("metrics", label, plan)).toBe(isRight));

  it.each<[string, Record<string, unknown>, string[], boolean]>([
    ["is the required one", { dimensions: ["team"] }, ["team"], true],
    ["is an acceptable one instead", { dimensions: ["team"], dimensions_ok: ["service"] }, ["service"], true],
    ["is missing", { dimensions: ["team"], dimensions_ok: ["service"] }, [], false],
    ["is another one", { dimensions: ["team"] }, ["service"], false],
    ["has a bucket that the engine chose", { dimensions: [], intent: "trend" }, ["week"], true],
    ["has another bucket than the one said", { dimensions: ["month"], intent: "trend" }, ["week"], false],
    ["has a split that nobody asked for", { dimensions: [] }, ["team"], false],
  ])("of dimensions %s", (_, label, dimensions, isRight) => expect(slot("dimensions", label, { dimensions })).toBe(isRight));

  it.each<[string, Record<string, unknown>, Prediction["plan"]["time"], boolean]>([
    ["is the same range", { time: june }, range("2026-06-01T00:00:00.000Z", "2026-07-01T00:00:00.000Z"), true],
    ["begins a day early", { time: june }, range("2026-05-31T00:00:00Z", "2026-07-01T00:00:00Z"), false],
    ["ends a day late", { time: june }, range("2026-06-01T00:00:00Z", "2026-07-02T00:00:00Z"), false],
    ["is missing", { time: june }, null, false],
    ["was not asked for", { time: null }, range("2026-06-01T00:00:00Z", "2026-07-01T00:00:00Z"), false],
    ["is missing as it should", { time: null }, null, true],
    ["of a running month ends now", { time: { token: "this month", from: "2026-08-01", to: "2026-09-01" } }, range("2026-08-01T00:00:00Z", "2026-08-19T10:00:00Z"), true],
    ["of a past month ends too early", { time: june }, range("2026-06-01T00:00:00Z", "2026-06-19T10:00:00Z"), false],
    ["ends on the whole date of today", { time: { token: "past 7 days", from: "2026-08-12", to: "2026-08-19" } }, range("2026-08-12T10:00:00Z", "2026-08-19T10:00:00Z"), true],
    ["ends on the whole date of yesterday", { time: { token: "past 7 days", from: "2026-08-12", to: "2026-08-18" } }, range("2026-08-12T10:00:00Z", "2026-08-19T10:00:00Z"), false],
    ["rolls up to now", { time: { token: "past 7 days", from: "2026-08-12T10:00:00Z", to: "2026-08-19T10:00:00Z" } }, range("2026-08-12T00:00:00Z", "2026-08-19T10:01:00Z"), true],
    ["rolls over too many days", { time: { token: "past 7 days", from: "2026-08-12T10:00:00Z", to: "2026-08-19T10:00:00Z" } }, range("2026-08-10T10:00:00Z", "2026-08-19T10:00:00Z"), false],
    ["of an event without a date is open", { time: { token: "event:the merger", from: null, to: null } }, null, true],
    ["of an event without a date is invented", { time: { token: "event:the merger", from: null, to: null } }, range("2026-06-01T00:00:00Z", "2026-07-01T00:00:00Z"), false],
    ["is vague, and any range is sensible", { time: june, time_strict: false }, range("2026-01-01T00:00:00Z", "2026-07-01T00:00:00Z"), true],
  ])("of time %s", (_, label, time, isRight) => expect(slot("time", label, { time })).toBe(isRight));

  it.each<[string, Record<string, unknown>, string[], boolean]>([
    ["is the named one, whatever its case", { entities: ["person:Anna"] }, ["person:anna"], true],
    ["is an acceptable one instead", { entities: ["team:payments"], entities_ok: ["service:payments-api"] }, ["service:payments-api"], true],
    ["is one of two", { entities: ["team:web", "team:mobile"] }, ["team:web"], false],
    ["is another one", { entities: ["team:web"] }, ["team:data"], false],
    ["was not named", { entities: [] }, ["team:data"], false],
  ])("of entities %s", (_, label, entities, isRight) => expect(slot("entities", label, { entities })).toBe(isRight));

  it("of filters and of the limit is equal or wrong", () => {
    expect(slot("filters", { filters: ["priority:p1", "region:eu"] }, { filters: ["region:eu", "priority:p1"] })).toBe(true);
    expect(slot("filters", { filters: ["priority:p1"] }, { filters: [] })).toBe(false);
    expect(slot("filters", { filters: [] }, { filters: ["priority:p1"] })).toBe(false);
    expect([slot("limit", { limit: 5 }, { limit: 5 }), slot("limit", { limit: 5 }, {}), slot("limit", {}, { limit: 5 })]).toEqual([true, false, false]);
  });

  it("that is wrong makes the plan wrong, the second range and the intent among them", () => {
    expect(slot("plan", {}, {})).toBe(true);
    expect(slot("plan", { compare_to: june }, {})).toBe(false);
    expect(slot("plan", {}, { intent: "trend" })).toBe(false);
    expect(slot("plan", { intent_ok: ["trend"] }, { intent: "trend" })).toBe(true);
    expect(judge(labelled({}), predicted({}, { scope: "off_domain" })).plan).toBe(false);
  });

  it("of a question out of scope is not judged", () => {
    const verdict = judge(labelled({ cls: "out_of_scope", in_scope: false, intent: "out_of_scope", persona: "none" }), predicted({ intent: "out_of_scope" }, { scope: "chit_chat", persona: "none" }));
    expect(verdict).toMatchObject({ intentStrict: true, personaStrict: true, scope: true, metrics: null, time: null, plan: null });
  });
});

describe("the scores of a set", () => {
  const label = (id: string, changes: Record<string, unknown>): Labelled => labelled({ id, ...changes });
  const labels = [
    label("right", {}),
    label("lenient", { intent: "trend", intent_ok: ["metric_lookup"], persona: "exec_comms", persona_ok: ["support_lead"] }),
    label("refused", { context: ["Tickets last week?"] }),
    label("out", { cls: "out_of_scope", in_scope: false, intent: "out_of_scope", metrics: [], persona: "none", oos_reason: "off_domain", tags: ["near_domain_words"] }),
    label("missed", { cls: "out_of_scope", in_scope: false, intent: "out_of_scope", metrics: [], persona: "none", oos_reason: "chit_chat" }),
    label("strategic", { cls: "strategic", intent: "strategy", metrics: [], frameworks: ["pareto"], frameworks_ok: ["swot"] }),
    label("lost", {}),
  ];
  const none = { metrics: [], intent: "out_of_scope" };
  const predictions = new Map<string, Prediction>([
    ["right", predicted()],
    ["lenient", predicted({}, { frameworks: { chosen: ["pareto"], shown: [] } })],
    ["refused", predicted(none, { scope: "off_domain", persona: "none", grounded: 2 })],
    ["out", predicted(none, { scope: "off_domain", persona: "none" })],
    ["missed", predicted()],
    ["strategic", predicted({ metrics: [], intent: "strategy" }, { frameworks: { chosen: ["swot", "pareto", "raci"], shown: ["pareto"] } })],
  ]);
  const cases = judgeAll(labels, predictions);
  const scores = scoresOf(cases);
  const shares = (name: keyof typeof scores) => [scores[name].value === null ? null : Math.round(scores[name].value * scores[name].n), scores[name].n];

  it.each<[keyof typeof scores, number | null, number]>([
    ["intent_strict", 3, 7], ["intent_lenient", 4, 7], ["persona_strict", 3, 7], ["persona_lenient", 4, 7],
    ["oos_recall", 1, 2], ["oos_recall_near", 1, 1], ["false_refusal", 1, 5],
    ["framework_precision_chosen", 2, 4], ["framework_precision_shown", 1, 1], ["framework_hit", 1, 1], ["framework_none", 4, 6],
    ["metrics", 3, 5], ["plan", 3, 5], ["followups", 0, 1], ["grounded", 5, 6],
  ])("counts %s by hand", (name, right, n) => expect(shares(name)).toEqual([right, n]));

  it("have all names, and numbers stay unknown without a count over the records", () => {
    const all = allScores(cases, { typo: cases, lower: [], numbers: wilson(0, 0) });
    expect(Object.keys(all).sort()).toEqual([...scoreNames].sort());
    expect([all.numbers, all.lower_intent_lenient.n, all.typo_intent_lenient.n]).toEqual([wilson(0, 0), 0, 7]);
  });

  it("are split by tag, class and reason", () => {
    const groups = splitScores(cases).map(({ group, scores: own }) => [group, own.intent_lenient.n]);
    expect(groups).toContainEqual(["tag near_domain_words", 1]);
    expect(groups).toContainEqual(["out of scope: off_domain, near miss", 1]);
    expect(groups).toContainEqual(["class strategic", 1]);
  });

  it("come with the faulty questions and the slot at fault", () => {
    const text = failureList(cases);
    expect(text).toContain("refused  Tickets?\n    after: Tickets last week?\n    scope: in, was off_domain");
    expect(text).toContain("lost  Tickets?\n    no answer");
    expect(text).toContain("frameworks: pareto (or swot), also gave raci");
    expect(text).not.toContain("right  ");
    expect(failureList(cases, "grounded")).toBe("refused  Tickets?\n    after: Tickets last week?\n    grounded: 2 figures without evidence");
  });
});

describe("a copy of a question", () => {
  it("with typos differs in one or two places, always in the same ones", () => {
    const text = "How many tickets did the payments team close last quarter?";
    expect(withTypos(text)).toBe(withTypos(text));
    expect(withTypos(text)).not.toBe(withTypos(text, 2));
    const lengths = Array.from({ length: 200 }, (_, seed) => Math.abs(withTypos(text, seed).length - text.length));
    expect(Math.max(...lengths)).toBeLessThanOrEqual(2);
    expect(Array.from({ length: 200 }, (_, seed) => withTypos(text, seed)).filter((copy) => copy === text).length).toBeLessThan(5);
  });

  it("without punctuation keeps dates and decimals", () => {
    expect(lowerWithoutPunctuation("Was Payments-API's uptime above 99.9% on 2026-08-18, or not?")).toBe("was payments apis uptime above 99.9% on 2026-08-18 or not");
  });
});
