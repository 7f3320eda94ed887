import { expect, it } from "vitest";
import type { QueryPlan } from "../contract";
import { completeReading } from "./complete-plan";
import { choicesFor } from "./frameworks/describe-choices";

const plan = (over: Partial<QueryPlan>): QueryPlan => ({
  intent: "list_lookup", scope: "in", subject: "approval", metrics: [], stats: [], dimensions: [], entities: [], filters: [], time: null, compareTo: null, order: "desc", orderBy: "value",
  mine: false, secondaryIntents: [], frameworks: [], limit: null, words: [], persona: "change_manager", ...over,
});
const reading = { intent: { value: "list_lookup" as const, score: 0.9, because: "", next: null }, chips: [], notes: ["A note."] };

it("names the words that were not used, once the plan is settled", () => {
  const read = { plan: plan({}), reading, unread: ["approved", "CP", "hastily"] };
  const settled = completeReading(read, plan({ filters: ["decision:approved", "number:cp-3"] }));
  expect(settled.notes).toEqual(["A note.", 'I did not use "hastily".']);
  expect(settled.chips).toEqual([{ slot: "unknown", connective: "not used:", value: '"hastily"', assumed: true, options: [] }]);
  expect(completeReading({ ...read, unread: ["approved"] }, plan({ filters: ["decision:approved"] }))).toEqual(reading);
  expect(completeReading({ ...read, unread: ["a1", "a2", "a3", "a4", "a5", "a6"] }, plan({})).notes[1]).toMatch(/"a5" and more\.$/);
});

it("finds no method in a record that is asked for by its number", () => {
  const chosen = (filters: string[]): number => choicesFor("Who approved CP-3, and who decides?", plan({ filters }), reading.intent).chosen.length;
  expect(chosen(["number:cp-3"])).toBe(0);
  expect(chosen([])).toBeGreaterThan(0);
});
