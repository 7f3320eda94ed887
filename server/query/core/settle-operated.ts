import type { QueryPlan } from "../contract";
import { metricOf, subjectOf } from "./plan-work";
import type { SemanticLayer } from "./metric";
import { clockTime, minutesOfDay, writtenClock } from "./said-times";
import { heldMetrics, type SettleStep } from "./settle-step";

/** Incidents have times of their own, which are not those of the tickets about them. */
const ofIncidents: Readonly<Record<string, string>> = { resolution_time: "mttr", first_response_time: "mtta" };

function settleIncidentTimes(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan {
  if (!/\bincidents?\b/i.test(question) || /\b(?:tickets?|cases?|requests?)\b/i.test(question)) return plan;
  const metrics = plan.metrics.map((id) => heldMetrics(layer, [ofIncidents[id] ?? id])[0] ?? id);
  return { ...plan, metrics };
}

/** A typical time is the one in the middle: a few long ones pull the mean away from it. */
function settleTypical(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan {
  const isAsked = /\b(?:typical(?:ly)?|usual(?:ly)?|normally)\b/i.test(question) && !/\b(?:averages?|mean)\b/i.test(question) && plan.stats.every((stat) => stat === "mean");
  const hasMiddle = plan.metrics.length > 0 && plan.metrics.every((id) => metricOf(layer, id)?.unit === "ms" && metricOf(layer, id)?.stats.p50 !== undefined);
  return isAsked && hasMiddle ? { ...plan, stats: ["p50"] } : plan;
}

/** "The five longest incidents": records by how long they lasted. */
function settleLongest(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan {
  const found = /\b(longest|shortest)(?:[- ]running| lasting)? incidents?\b|\bincidents? (?:that )?(?:lasted|took|ran|went on) (?:the )?(longest|shortest)\b/i.exec(question);
  const isOfRecords = found !== null && plan.dimensions.length === 0 && (plan.intent === "ranking" || plan.intent === "list_lookup" || plan.intent === "metric_lookup");
  if (!isOfRecords || !subjectOf(layer, "incident")) return plan;
  return { ...plan, intent: "ranking", subject: "incident", metrics: ["incident_minutes"], stats: [], order: /shortest/i.test(found[0]) ? "asc" : "desc" };
}

/** "What were the root causes of our incidents": incidents by their cause. */
function settleCauses(plan: QueryPlan, question: string): QueryPlan {
  const isAsked = /\bcauses? (?:of|behind|for)\b.{0,24}\bincidents\b|\bwhat (?:caused|causes) (?:(?:most|many) of )?(?:our|the|all|these)? ?incidents\b|\bincidents\b.{0,24}\bcaused by what\b/i.test(question);
  const isOpen = plan.metrics[0] === "incident_count" && plan.metrics.length === 1 && plan.dimensions.length === 0 && (plan.intent === "breakdown" || plan.intent === "metric_lookup" || plan.intent === "list_lookup");
  return isAsked && isOpen ? { ...plan, intent: "breakdown", subject: null, dimensions: ["root_cause"] } : plan;
}

/** Time to restore after a failed change is not that of all incidents. */
function settleFailedChange(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan {
  const isAsked = /\bafter (?:an? |the |our )?(?:failed|bad|broken|rolled[- ]back) (?:changes?|deploy\w*|releases?|rollouts?)\b|\b(?:recover\w*|restor\w*) from (?:an? |the |our )?(?:failed|bad|broken) (?:changes?|deploy\w*|releases?|rollouts?)\b/i.test(question);
  return isAsked && plan.metrics.includes("mttr") && metricOf(layer, "change_restore_time") ? { ...plan, metrics: ["change_restore_time"] } : plan;
}

const outcomes: readonly (readonly [RegExp, string])[] = [
  [/\bfail(?:ed|s|ures?)?\b/i, "failed"], [/\broll(?:ed|s|ing)?[- ]?backs?\b/i, "rolled back"], [/\bcancell?ed\b/i, "cancelled"], [/\b(?:completed|carried out successfully|went well)\b/i, "completed"], [/\b(?:in progress|under way|running now|going on)\b/i, "in progress"],
];
const ofWindows: ReadonlySet<string> = new Set(["maintenance_count", "rollback_count", "change_failure_rate"]);

/** Windows of maintenance that ended in one way or another. */
function settleOutcomes(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan {
  const isAsked = /\b(?:maintenance|windows?)\b/i.test(question) && plan.metrics.every((id) => ofWindows.has(id)) && (plan.subject === "maintenance_window" || plan.metrics.includes("maintenance_count"));
  const states = isAsked && !plan.filters.some((pair) => /^(?:state|status)\b/.test(pair)) ? outcomes.filter(([words]) => words.test(question)).map(([, state]) => `state:${state}`) : [];
  return states.length > 0 && subjectOf(layer, "maintenance_window") ? { ...plan, metrics: plan.metrics.filter((id) => id === "maintenance_count"), filters: [...plan.filters, ...states] } : plan;
}

/** Whether maintenance was announced early enough. */
function settleNotice(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan {
  const isAsked = /\b(?:announc\w+|notice|notif\w+|warn\w*|told)\b.*\b(?:in time|on time|early enough|kept|ahead of time)\b|\b(?:keep|kept|gave|give|given)\b.*\bnotice\b/i.test(question);
  const isOfWork = plan.metrics.length > 0 && plan.metrics.every((id) => id.startsWith("maintenance_"));
  return isAsked && isOfWork && metricOf(layer, "maintenance_notice_kept") ? { ...plan, metrics: ["maintenance_notice_kept"] } : plan;
}

const siblings: Readonly<Record<string, readonly string[]>> = { category: ["kind"], state: ["status"], status: ["state"] };

/** "Changes by kind", "SLOs by status": a split by the name that the figure's own records give it. */
function settleSiblings(plan: QueryPlan, layer: SemanticLayer): QueryPlan {
  const held = metricOf(layer, plan.metrics[0] ?? "")?.dimensions.map(({ id }) => id) ?? [];
  if (held.length === 0) return plan;
  return { ...plan, dimensions: plan.dimensions.map((id) => (held.includes(id) ? id : (siblings[id]?.find((other) => held.includes(other)) ?? id))) };
}

const byThing = /\b(?:by|per|for each|for every|of each)(?: the| our)? (slo|objective|runbook|service|section)s?\b/i;
const thingNames: Readonly<Record<string, string>> = { objective: "slo" };

/** "Burn rate by SLO": a split by something that other words also name. */
function settleSplits(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan {
  const word = byThing.exec(question)?.[1]?.toLowerCase() ?? "";
  const dimension = thingNames[word] ?? word;
  const isHeld = plan.metrics.length > 0 && plan.metrics.every((id) => metricOf(layer, id)?.dimensions.some((each) => each.id === dimension));
  const isOpen = dimension !== "" && isHeld && plan.dimensions.length === 0 && (plan.intent === "metric_lookup" || plan.intent === "breakdown");
  return isOpen ? { ...plan, intent: "breakdown", dimensions: [dimension] } : plan;
}

/** "SLOs by status" counts them. */
function settleStatus(plan: QueryPlan, layer: SemanticLayer): QueryPlan {
  const isAsked = plan.metrics.length === 1 && plan.metrics[0] === "slo_attainment" && plan.dimensions.length === 1 && (plan.dimensions[0] === "state" || plan.dimensions[0] === "status");
  return isAsked && metricOf(layer, "slo_count") ? { ...plan, metrics: ["slo_count"], dimensions: ["status"], stats: [], time: plan.time?.explicit ? plan.time : null } : plan;
}

const objectives = /^\W*(?:please )?(?:which|what|list|show)(?: me)?(?: (?:of|our|the|all))* (?:slos?|service level objectives?|objectives)\b/i;
const plain: ReadonlySet<QueryPlan["intent"]> = new Set(["list_lookup", "metric_lookup", "breakdown", "ranking", "status_summary"]);

/** Which objectives a team has, which have no budget left, and which missed their target in a period. */
function settleObjectives(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan {
  const isAsked = plain.has(plan.intent) && objectives.test(question) && !/\b(?:tickets?|slas?)\b/i.test(question);
  if (!isAsked || !subjectOf(layer, "slo")) return plan;
  // A target that is missed reads like an agreement that is; what else narrows stays, or is said not to.
  const kept = plan.filters.filter((pair) => !/^(?:sla|slo_status|status|state)\b/.test(pair));
  const listed = { ...plan, intent: "list_lookup" as const, subject: "slo", metrics: [], dimensions: [], stats: [], compareTo: null, time: null };
  if (/\b(?:used up|exhausted|overspent|burnt|burned|spent|ran out of|run out of|out of|blown|no)\b.{0,24}\bbudgets?\b|\bbudgets? (?:is|are|were|was)? ?(?:used up|exhausted|gone|overspent|blown|empty)\b/i.test(question)) return { ...listed, filters: [...kept, "slo_status:exhausted"] };
  if (/\b(?:owns?|owned|belongs?|responsible|looks? after)\b/i.test(question) && plan.entities.some((pair) => pair.startsWith("team:"))) return { ...listed, filters: kept };
  const isMissed = !/\b(?:will|might|may|could|about to|at risk|likely|going to)\b/i.test(question) && /\b(?:miss(?:ed|es|ing)?|fail(?:ed|s|ing)?|not (?:met|meet|meeting|hit|keep|kept)|(?:did|do|does)n'?t (?:meet|hit|keep|make))\b/i.test(question) && plan.metrics.every((id) => id === "slo_attainment" || id === "slo_count");
  return isMissed && metricOf(layer, "slos_missed") ? { ...plan, intent: "breakdown", subject: null, metrics: ["slos_missed"], dimensions: ["slo"], stats: [], filters: kept } : plan;
}

/** Runbooks: how many there are, how often they were carried out, and whether they helped. */
function settleRunbooks(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan {
  if (!/\brunbooks?\b/i.test(question) || plan.intent === "doc_lookup" || plan.intent === "explain") return plan;
  const figure = (id: string, rest: Partial<QueryPlan> = {}): QueryPlan => (metricOf(layer, id) ? { ...plan, subject: null, metrics: [id], stats: [], filters: plan.filters.filter((pair) => !pair.startsWith("doc_type:")), ...rest } : plan);
  if (/\bsuccess(?:ful)? rate\b|\b(?:share|percentage|per ?cent|how many|how often|rate)\b.*\bruns?\b.*\b(?:help\w*|succe\w+|work(?:ed)?)\b|\bhow often\b.*\brunbooks?\b.*\b(?:help|work|succeed)\w*\b/i.test(question)) return figure("runbook_success");
  if (/\brunbooks?\b.*\b(?:carried out|run|ran|used|executed|gone through|followed)\b.*\b(?:most|least|more|often|frequently)\b|\b(?:most|least)(?: often| frequently)? (?:used|run|executed|followed) runbooks?\b/i.test(question)) return figure("runbook_runs", { intent: "ranking", dimensions: ["runbook"], order: /\bleast\b/i.test(question) ? "asc" : "desc" });
  if (/^\W*(?:the )?(?:number of |how many )?runbooks? (?:by|per|for each|of each)\b/i.test(question)) return figure("runbook_count", { intent: "breakdown" });
  return plan;
}

const hours = new RegExp(`\\b(?:between|from) ${clockTime} (?:and|to|until|till) ${clockTime}(?! ?(?:and|to)\\b)(?![\\w:.])`, "i");
const dayMs = 86_400_000;

/** "Between 22:00 and 06:00 this year": hours of every day of the period. */
function settleHours(plan: QueryPlan, question: string): QueryPlan {
  const found = hours.exec(question);
  if (!found) return plan;
  const [, hourA = "", minuteA, halfA, hourB = "", minuteB, halfB] = found;
  const isClock = minuteA !== undefined || minuteB !== undefined || halfA !== undefined || halfB !== undefined;
  const [from, to] = [minutesOfDay(hourA, minuteA, halfA ?? halfB), minutesOfDay(hourB, minuteB, halfB)];
  const isOfManyDays = plan.time === null || Date.parse(plan.time.to) - Date.parse(plan.time.from) > dayMs * 1.1;
  if (!isClock || from === null || to === null || from === to || !isOfManyDays) return plan;
  return { ...plan, filters: [...plan.filters.filter((pair) => !pair.startsWith("time_of_day:")), `time_of_day:${writtenClock(from)}-${writtenClock(to)}`] };
}

const steps: readonly SettleStep[] = [
  settleIncidentTimes, settleTypical, settleLongest, settleCauses, settleFailedChange, settleOutcomes, settleNotice, settleRunbooks, settleObjectives, (plan, _, layer) => settleStatus(plan, layer), settleSplits, (plan, _, layer) => settleSiblings(plan, layer), settleHours,
];

/** Questions of those who run services: incidents, windows, objectives, changes, runbooks, hours of the day. */
export const settleOperated: SettleStep = (plan, question, layer) => (plan.scope === "in" ? steps.reduce((settled, step) => step(settled, question, layer), plan) : plan);
