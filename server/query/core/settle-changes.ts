import type { QueryPlan } from "../contract";
import type { SemanticLayer } from "./metric";
import { subjectOf } from "./plan-work";
import { isApplicable } from "./sql/filters";

const changed = /\b(?:chang(?:e|ed|es)|deploy(?:ed|ments?|s)?|releas(?:e|ed|es)|shipped|went out|rolled out|altered|modified|touched)\b/i;
const beforeTrouble = /\b(?:before|prior to|ahead of|leading up to|preced(?:e|ed|es|ing))\b.*?\b(inc-?\d+|outages?|downtimes?|crash(?:es)?|incidents?|failures?|breakdowns?|alerts?|pages?|went down|fell over|broke|failed|stopped)\b/i;
const measured = /\b(?:compared?|versus|vs|more|fewer|less|how many|how often|rate|count|number of)\b/i;
const troubleKind = (word: string): string => (/^incident/i.test(word) ? "incident" : /^(?:alert|page)/i.test(word) ? "alert" : "outage");

/** "What changed before the checkout outage?": the changes of the hour before the last trouble of that kind, before one by number, or before those within the time that is named. */
function settleBefore(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan | null {
  const trouble = beforeTrouble.exec(question)?.[1];
  const subject = subjectOf(layer, "change_before");
  if (trouble === undefined || !subject || !changed.test(question) || measured.test(question)) return null;
  const number = /^inc-?(\d+)$/i.exec(trouble)?.[1];
  // "The hour before" says how far back, not when.
  const time = plan.time?.explicit === true && number === undefined && !/\bhours? before\b/i.test(question) ? plan.time : null;
  const hasService = plan.entities.some((pair) => pair.startsWith("service:"));
  const filter = number !== undefined ? `incident:${number}` : `${time !== null ? "before_any" : hasService ? "before" : "before_last"}:${troubleKind(trouble)}`;
  return { ...plan, subject: subject.id, time, compareTo: null, dimensions: [], filters: [...plan.filters.filter((pair) => isApplicable(subject, pair)), filter], order: "desc" };
}

const moving = /\b(?:mov(?:e|ed|ing)|reschedul(?:e|ed|ing)|postpon(?:e|ed|ing)|delay(?:ed|ing)?|shift(?:ed|ing)?|push(?:ed|ing)? back|bring(?:ing)? forward|put off|better (?:time|slot|day|window))\b/i;
const work = /\b(?:windows?|maintenance|planned work|mw-\d+)\b/i;
const filler = new Set(
  ("should shall would could can do does did we you i it its the a an our this that these be is are was to of on for at in into and or off out back forward put push bring move moved moving reschedule rescheduled rescheduling postpone postponed postponing delay delayed delaying shift shifted shifting better best good bad time slot day week " +
    "window windows maintenance planned work monday tuesday wednesday thursday friday saturday sunday tomorrow tonight today weekend next coming upcoming morning evening night please safe wise ok okay there any what when which why how if not think recommend advise another other").split(" "),
);
const wordsOf = (question: string): string[] => [...new Set(question.toLowerCase().replace(/['’]s\b/g, "").match(/[a-z0-9][a-z0-9-]*/g) ?? [])].filter((word) => !filler.has(word)).sort().slice(0, 8);

/** "Should we move Saturday's database window?": the planned windows that the day and the words name, with what speaks for and against moving them. */
function settleAdvice(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan | null {
  const subject = subjectOf(layer, "window_advice");
  if (!subject || plan.intent === "explain" || plan.intent === "doc_lookup" || !moving.test(question) || !work.test(question)) return null;
  const entities = plan.entities.filter((pair) => pair.startsWith("service:"));
  const words = entities.length > 0 ? [] : wordsOf(question);
  return { ...plan, subject: subject.id, entities, compareTo: null, dimensions: [], filters: [], order: "desc", limit: plan.limit ?? 3, ...(words.length > 0 ? { words } : {}) };
}

const records: Readonly<Record<string, readonly [subject: string, filters: readonly string[]]>> = {
  maintenance_count: ["maintenance_window", []], maintenance_minutes: ["maintenance_window", []], deployment_frequency: ["deployment", ["environment:production"]], rollback_count: ["deployment", ["environment:production", "outcome:rolled_back"]], action_overdue: ["action", ["state:overdue"]], change_failure_rate: ["deployment", ["environment:production", "outcome:failed", "outcome:rolled_back"]],
};
const isListing = (plan: QueryPlan, question: string): boolean => plan.intent === "list_lookup" || (plan.intent === "metric_lookup" && /^\s*(?:please )?(?:list|show(?: me| us)?|name)\b/i.test(question) && !measured.test(question) && plan.dimensions.length === 0);

/** Windows and deployments that are listed rather than counted. */
function settleListed(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan | null {
  const [id, filters] = records[plan.metrics[0] ?? ""] ?? [];
  const subject = id === undefined || plan.subject !== null || !isListing(plan, question) ? undefined : subjectOf(layer, id);
  if (!subject || filters === undefined) return null;
  return { ...plan, intent: "list_lookup", subject: subject.id, compareTo: null, filters: [...new Set([...plan.filters.filter((pair) => isApplicable(subject, pair)), ...filters])] };
}

/** What is asked of change itself: what came before trouble, whether planned work should move, and its records. The kind of question stays as it was read. */
export function settleChanges(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan {
  if (plan.scope !== "in") return plan;
  return settleBefore(plan, question, layer) ?? settleAdvice(plan, question, layer) ?? settleListed(plan, question, layer) ?? plan;
}
