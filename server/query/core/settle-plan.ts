import type { QueryPlan } from "../contract";
import { metricOf } from "./plan-work";
import { readFilter } from "./sql/filters";
import type { SemanticLayer } from "./metric";
import { settleChanges } from "./settle-changes";
import { settleFigures } from "./settle-figures";
import { settleOperated } from "./settle-operated";
import { settleAccounting } from "./settle-accounting";
import { settleAsked } from "./settle-asked";
import { settleBound, settleRecords, settleRegion } from "./settle-records";
import { settleSpoken } from "./settle-spoken";
import type { SettleStep } from "./settle-step";

const rateWords = /\b(rates?|ratios?|shares?|per ?cent|percentages?|proportions?|compliance|attainment|adherence|worst|best|highest|lowest)\b|%/i;
const countWords = /\b(most|fewest|least|number|count|how many)\b/i;
const openWords = /\b(open|unresolved|outstanding|unclosed|waiting|backlog)\b/i;

/** A ranking of a rate by "most" means the most cases unless the question speaks of a rate; the rate stands beside the count either way. */
function settleRatioOrder(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan {
  const metric = metricOf(layer, plan.metrics[0] ?? "");
  const isOpen = plan.intent === "ranking" && plan.stats.length === 0 && metric?.unit === "ratio" && metric.stats.count !== undefined;
  return isOpen && countWords.test(question) && !rateWords.test(question) ? { ...plan, stats: ["count"] } : plan;
}

const isAbout = (plan: QueryPlan, field: string): boolean => plan.filters.some((pair) => readFilter(pair).field === field && readFilter(pair).operator !== "is");

/** How long an open ticket lasts is its age, and what has an age is open: the count is that of the backlog. */
function settleAge(plan: QueryPlan, question: string): QueryPlan {
  const isTicket = plan.subject === "ticket" || plan.metrics.some((id) => id === "ticket_volume" || id === "ticket_backlog");
  if (!isTicket) return plan;
  const filters = openWords.test(question) ? plan.filters.map((pair) => pair.replace(/^duration(?=[<>]:)/, "age")) : plan.filters;
  const settled = { ...plan, filters };
  return isAbout(settled, "age") ? { ...settled, metrics: plan.metrics.map((id) => (id === "ticket_volume" ? "ticket_backlog" : id)) } : settled;
}

/** "Were open at the end of March" asks for what was open at that instant, not for what was opened until then. */
function settleInstant(plan: QueryPlan, question: string): QueryPlan {
  const isInstant = /\b(?:open|unresolved|outstanding)\b.*\b(?:at|as of|by) (?:the )?(?:end|close|start|beginning) of\b/i.test(question) && !/\bopened\b/i.test(question);
  return isInstant ? { ...plan, metrics: plan.metrics.map((id) => (id === "ticket_volume" ? "ticket_backlog" : id)) } : plan;
}

/** Who resolves fastest is asked of the time that it takes, not of how many are closed. */
function settleSpeed(plan: QueryPlan, question: string): QueryPlan {
  const speed = /\b(fastest|quickest|slowest)\b/i.exec(question)?.[1]?.toLowerCase();
  if (plan.intent !== "ranking" || speed === undefined || plan.metrics[0] !== "tickets_closed") return plan;
  return { ...plan, metrics: ["resolution_time"], order: speed === "slowest" ? "desc" : "asc" };
}

/** "Reassigned more than twice" counts tickets, not the handovers that they made. */
function settleReassigned(plan: QueryPlan): QueryPlan {
  const isCount = plan.intent === "metric_lookup" && plan.dimensions.length === 0 && isAbout(plan, "reassignments");
  return isCount ? { ...plan, metrics: plan.metrics.map((id) => (id === "handed_away" || id === "reassignment_rate" ? "ticket_volume" : id)) } : plan;
}

/** A category that bears a measure's name ("Availability") is no condition where the measure is asked for. */
function settleNames(plan: QueryPlan, layer: SemanticLayer): QueryPlan {
  const names = new Set(plan.metrics.flatMap((id) => metricOf(layer, id) ?? []).flatMap(({ label, synonyms }) => [label, ...synonyms]).map((name) => name.toLowerCase()));
  const filters = plan.filters.filter((pair) => readFilter(pair).field !== "category" || !names.has(readFilter(pair).value.toLowerCase()));
  return filters.length === plan.filters.length ? plan : { ...plan, filters };
}

const worseWords = /\b(?:worse|worsened|worsening|deteriorat\w+|degraded)\b/i;
const betterWords = /\b(?:(?:got|gotten|getting|become|became) better|improv\w+)\b/i;
const moreWords = /\b(?:rose|risen|rises?|rising|grew|grown|grows?|growing|increased?|jumped|climbed)\b/i;
const lessWords = /\b(?:fell|falls|falling|shrinks?|shrinking|fallen|dropped|decreased?|declined|shrank|shrunk)\b/i;

/** "Got worse", "improved most": groups are ranked by their change, and worse is whichever way the figure should not go. */
function settleChange(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan {
  const metric = metricOf(layer, plan.metrics[0] ?? "");
  if (plan.intent !== "ranking" || !metric || plan.orderBy === "change") return plan;
  const worse = metric.goodDirection === "up" ? "asc" : "desc";
  const better = worse === "asc" ? "desc" : "asc";
  const order = worseWords.test(question) ? worse : betterWords.test(question) ? better : moreWords.test(question) ? "desc" : lessWords.test(question) ? "asc" : null;
  return order === null ? plan : { ...plan, orderBy: "change", order };
}

/** What comes first is what weighs most: cases are counted, not shared out. */
const settleWeight = (plan: QueryPlan): QueryPlan => (plan.intent === "prioritisation" && plan.stats.length === 0 ? { ...plan, stats: ["count"] } : plan);

const plainWords = new Set(
  ("a an and any are as at be been but by can could did do does doing done for from get give had has have how i if in into is it its let like may me might must my need no not of on or our please say says should show so some tell than that the their them then there these " +
    "they this those to up us use was we were what whats when where which who why will with would you your about after before during find look read open quote summarise summarize explain document documents documentation doc docs runbook runbooks playbook procedure guide policy page steps step instructions happens happen").split(" "),
);

/** The words of a question that a document may hold, each once, in alphabetical order, so that word order makes no other plan. */
export function searchWords(question: string): string[] {
  const words = question.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}_.-]*[\p{L}\p{N}]|[\p{L}\p{N}]/gu) ?? [];
  const parts = words.flatMap((word) => (/[_.-]/.test(word) ? word.split(/[_.-]+/) : []));
  return [...new Set([...words, ...parts].filter((word) => word.length > 1 && !plainWords.has(word)))].sort().slice(0, 12);
}

const steps: readonly SettleStep[] = [settleAccounting, settleOperated, settleRecords, settleChanges, settleBound, settleRegion, settleFigures, settleSpoken, settleAsked];
const laterSteps: readonly SettleStep[] = [(plan, _, layer) => settleNames(plan, layer), settleRatioOrder, settleAge, settleInstant, settleSpeed, settleReassigned, settleWeight, settleChange];

/** What the plan leaves open and only the question's words or the semantic layer can settle. */
export function settlePlan(read: QueryPlan, question: string, layer: SemanticLayer): QueryPlan {
  const plan = steps.reduce((settled, step) => step(settled, question, layer), read);
  const settled = laterSteps.reduce((before, step) => step(before, question, layer), plan);
  return plan.intent === "doc_lookup" && plan.scope === "in" ? { ...settled, words: searchWords(question) } : settled;
}

const isOfRunbooks = ({ entities, filters }: QueryPlan): boolean => filters.includes("doc_type:runbook") || entities.some((pair) => pair.startsWith("runbook:"));

/** What depends on a service is not that service. */
const isOfRelation = ({ filters, subject, metrics }: QueryPlan): boolean => (subject === "service" || metrics.includes("service_count")) && filters.some((pair) => /^depend(?:s_on|ency_of):/.test(pair));

/** A document need not be linked to the thing that it speaks of: names and conditions are sought as words. Runbooks are listed whole where they are asked for or named. */
export const soughtByWords = (plan: QueryPlan): QueryPlan => (isOfRelation(plan) ? { ...plan, entities: plan.entities.filter((pair) => !pair.startsWith("service:")) } : plan.intent === "doc_lookup" ? { ...plan, subject: plan.subject ?? (isOfRunbooks(plan) ? "runbook" : null), entities: [], filters: [] } : plan);
