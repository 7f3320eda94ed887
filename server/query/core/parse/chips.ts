import { intents, type QueryPlan, type Reading } from "../../contract";
import { recordNames } from "../record-names";
import { timeBuckets } from "./dimension-words";
import { intentLabels } from "./intent-words";
import { namedPeriod } from "./named-period";
import { personaLabels } from "./persona";
import type { Draft } from "./resolve";
import type { Slots } from "./read-slots";
import type { Match } from "./tokens";
import type { Vocabulary } from "./vocabulary";

type Chip = Reading["chips"][number];
type Option = Chip["options"][number];
const maxOptions = 6;
const timeless: ReadonlySet<string> = new Set(["doc_lookup", "explain"]);

/** The question with the words of a slot exchanged, or with words added at its end when the slot was not said. */
export function rewrite(slots: Slots, span: { from: number; to: number } | null, words: string): string {
  const { question, tokens } = slots;
  const [first, last] = span ? [tokens[span.from], tokens[span.to - 1]] : [];
  if (first && last) return `${question.slice(0, first.start)}${words}${question.slice(last.end)}`.replace(/\s+/g, " ").trim();
  const ending = /[\s?!.]*$/.exec(question)?.[0] ?? "";
  return `${question.slice(0, question.length - ending.length)} ${words}${ending.trim()}`.trim();
}

/** Labels, the words that say so, and the plan that they mean. */
type Phrase = readonly [label: string, words: string, plan: QueryPlan | null];
const options = (slots: Slots, span: { from: number; to: number } | null, phrases: readonly Phrase[]): Option[] => phrases.slice(0, maxOptions).map(([label, words, plan]) => ({ label, question: rewrite(slots, span, words), plan }));

/** The plan with another period, read from its name. */
function inPeriod(slots: Slots, plan: QueryPlan, phrase: string): QueryPlan | null {
  const time = namedPeriod(phrase, { now: slots.now, zone: plan.time?.zone ?? "UTC", isPast: false });
  return time === null ? null : { ...plan, time };
}

const bySplit = (plan: QueryPlan, id: string): QueryPlan => ({ ...plan, dimensions: [id], intent: plan.intent === "metric_lookup" || plan.intent === "breakdown" || plan.intent === "trend" ? (timeBuckets.has(id) ? "trend" : "breakdown") : plan.intent });

const prepositions = new Set(["in", "on", "during", "over", "for", "across", "throughout", "within"]);
const articles = new Set(["the", "its", "their", "our"]);

function periodOptions(slots: Slots, plan: QueryPlan): Option[] {
  const period: Match<unknown> | undefined = slots.periods[0];
  let from = period?.from ?? 0;
  if (period) {
    if (articles.has(slots.tokens[from - 1]?.text ?? "")) from -= 1;
    if (prepositions.has(slots.tokens[from - 1]?.text ?? "")) from -= 1;
  }
  const phrases = ["last 7 days", "last 30 days", "this month", "last month", "last quarter", "this year"].filter((phrase) => phrase !== plan.time?.label);
  const shown: Phrase[] = [...phrases.slice(0, maxOptions - 1).map((phrase): Phrase => [phrase, `in the ${phrase}`.replace("in the this", "this").replace(/in the last (month|quarter)$/, "last $1"), inPeriod(slots, plan, phrase)]), ["whole record", "over the whole record", inPeriod(slots, plan, "over the whole record")]];
  return options(slots, period ? { from, to: period.to } : null, shown);
}

function splitOptions(slots: Slots, plan: QueryPlan, vocabulary: Vocabulary): Option[] {
  const held = vocabulary.metricInfo.get(plan.metrics[0] ?? "")?.held?.dimensions ?? [];
  const splits = slots.dimensions.filter((match) => match.how === "split");
  if (splits.length > 1) return [];
  const match = splits[0];
  const named = match ? undefined : slots.dimensions.find((item) => plan.dimensions.includes(item.value));
  if (named) return options(slots, named, held.filter((id) => !plan.dimensions.includes(id)).map((id): Phrase => [label(id, vocabulary), label(id, vocabulary), bySplit(plan, id)]));
  const lead = match ? ["by", "per", "each", "every", "across"].includes(slots.tokens[match.from - 1]?.text ?? "") : false;
  const isEach = match && ["each", "every"].includes(slots.tokens[match.from - 1]?.text ?? "") && ["of", "for", "in"].includes(slots.tokens[match.from - 2]?.text ?? "");
  const span = match ? { from: match.from - (isEach ? 2 : lead ? 1 : 0), to: match.to } : null;
  const ids = [...held, "day", "week", "month"].filter((id) => !plan.dimensions.includes(id));
  return options(slots, span, [...new Set(ids)].map((id): Phrase => [label(id, vocabulary), `by ${label(id, vocabulary)}`, bySplit(plan, id)]));
}

const label = (id: string, vocabulary: Vocabulary) => vocabulary.dimensionLabels.get(id) ?? id.replaceAll("_", " ");

function measureChips(slots: Slots, plan: QueryPlan, vocabulary: Vocabulary): Chip[] {
  const names = plan.metrics.map((id) => vocabulary.metricInfo.get(id)?.label ?? id.replaceAll("_", " "));
  const stats = plan.stats.map((stat) => ({ count: "count", sum: "total", mean: "average", p50: "median", p90: "p90", p95: "p95", p99: "p99", max: "maximum" })[stat]);
  const value = [...names, ...stats].join(", ");
  const records = plan.subject && plan.metrics.length === 0 ? recordNames(plan.subject) : null;
  if (value === "" && records === null) return [];
  const own = slots.metrics[0];
  const family = vocabulary.metricInfo.get(plan.metrics[0] ?? "")?.family;
  const near = own && family ? [...vocabulary.metricInfo.values()].filter((info) => info.held && info.family === family && !plan.metrics.includes(info.id)) : [];
  const said = own !== undefined && slots.metrics.length === 1 && plan.metrics.includes(own.value);
  return [{ slot: "metric", connective: "of", value: value === "" ? (records ?? "") : value, assumed: slots.metrics.length === 0 && slots.subjects.length === 0, options: said ? options(slots, own, near.map((info): Phrase => [info.label, info.label.toLowerCase(), { ...plan, metrics: [info.id], stats: [] }])) : [] }];
}

function entityChips(slots: Slots, draft: Draft, plan: QueryPlan): Chip[] {
  const instead = (entity: string, other: string): QueryPlan => ({ ...plan, entities: plan.entities.map((item) => (item === entity ? other : item)) });
  return draft.entities.map((item) => ({
    slot: "entity", connective: "for", value: item.name, assumed: item.others.length > 0 || item.to === item.from,
    options: item.to > item.from ? options(slots, item, item.others.map((other): Phrase => [`${other.name} (${other.type})`, `${other.type} ${other.name}`, instead(item.entity, `${other.type}:${other.id}`)])) : [],
  }));
}

function filterValue(filter: string): string {
  const [, field = "", sign = "", value = ""] = /^([a-z_]+)([!<>]?):(.*)$/.exec(filter) ?? [];
  const name = field.replaceAll("_", " ");
  return `${name} ${sign === "!" ? "not " : sign === ">" ? "over " : sign === "<" ? "under " : ""}${value.replaceAll("_", " ")}`;
}

/** Below this probability of the intent a second reading is offered. */
export const unsure = 0.55;
const lenses = ["exec_comms", "reliability_lead", "support_lead", "engineering_director", "finance_lens", "change_manager"] as const;

/** The reading that came second, where the first is not sure. */
function otherReadings(slots: Slots, draft: Draft, plan: QueryPlan): Option[] {
  const next = draft.intent.score < unsure && draft.intent.next && draft.intent.next !== plan.intent ? intents.find((intent) => intent === draft.intent.next) : undefined;
  return next && next !== "out_of_scope" ? [{ label: intentLabels[next], question: slots.question, plan: { ...plan, intent: next } }] : [];
}

/** The reading as chips: "Ranking of SLA breaches by team in last 30 days, lens support lead". Picking an option asks its question. */
export function makeChips(input: { slots: Slots; draft: Draft; plan: QueryPlan; vocabulary: Vocabulary; isLensSaid: boolean; isInherited: boolean }): Chip[] {
  const { slots, draft, plan, vocabulary } = input;
  const chips: Chip[] = [{ slot: "intent", connective: "", value: intentLabels[plan.intent], assumed: draft.intent.score < unsure, options: plan.scope === "in" ? otherReadings(slots, draft, plan) : [] }];
  if (plan.scope !== "in") return chips;
  chips.push(...measureChips(slots, plan, vocabulary).map((chip) => ({ ...chip, assumed: chip.assumed && !input.isInherited })), ...entityChips(slots, draft, plan));
  for (const name of timeless.has(plan.intent) ? [] : slots.unknownNames) chips.push({ slot: "unknown", connective: "for", value: `${name.value} (not found)`, assumed: true, options: [] });
  for (const filter of plan.filters) chips.push({ slot: "filter", connective: "for", value: filterValue(filter), assumed: false, options: [{ label: "without it", question: slots.question, plan: { ...plan, filters: plan.filters.filter((item) => item !== filter) } }] });
  if (plan.dimensions.length > 0) chips.push({ slot: "dimension", connective: "by", value: plan.dimensions.map((id) => label(id, vocabulary)).join(", "), assumed: false, options: splitOptions(slots, plan, vocabulary) });
  if (plan.time) chips.push({ slot: "time", connective: "in", value: plan.time.label, assumed: !plan.time.explicit, options: plan.compareTo || slots.periods.length > 1 ? [] : periodOptions(slots, plan) });
  chips.push({ slot: "lens", connective: "lens", value: personaLabels[plan.persona], assumed: !input.isLensSaid, options: lenses.filter((persona) => persona !== plan.persona).map((persona) => ({ label: personaLabels[persona], question: slots.question, plan: { ...plan, persona } })) });
  return chips;
}
