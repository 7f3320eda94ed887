import type { QueryPlan } from "../contract";
import { overviewIntents } from "./intent-groups";
import { metricOf, subjectOf } from "./plan-work";
import type { SemanticLayer } from "./metric";
import { heldMetrics, type SettleStep } from "./settle-step";

/** What was promised to customers: objectives that are met and deadlines that are kept. The portal's promises of itself are records of their own. */
function settlePromises(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan {
  const isAsked = /\b(?:keep|kept|keeping|break|broke|broken|breaking|meet|met|meeting|honou?r\w*|deliver\w*)\b.*\b(?:promises?|commitments?)\b|\b(?:promises?|commitments?)\b.*\b(?:kept|broken?|met|honou?red)\b/i.test(question);
  const figures = heldMetrics(layer, ["slo_attainment", "sla_breach_rate"]);
  if (!isAsked || plan.metrics.length > 0 || plan.subject !== null || figures.length === 0) return plan;
  return { ...plan, intent: plan.intent === "list_lookup" || plan.intent === "decision" ? "metric_lookup" : plan.intent, metrics: figures };
}

/** Whether deployments are behind incidents is told by how many of them failed, not by how many there were. */
function settleFailedChanges(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan {
  const isAsked = /\b(?:deploy\w*|releases?|changes?|rollouts?)\b.*\b(?:caus\w+|behind|to blame|lead\w* to|break\w*|trigger\w*)\b.*\b(?:incidents?|outages?|failures?|problems?)\b|\b(?:incidents?|outages?)\b.*\b(?:caused by|due to|because of|from)\b.*\b(?:deploy\w*|releases?|changes?|rollouts?)\b/i.test(question);
  const isCounted = plan.metrics.length > 0 && plan.metrics.every((id) => id === "deployment_frequency" || id === "change_count");
  return isAsked && isCounted && metricOf(layer, "change_failure_rate") ? { ...plan, metrics: ["change_failure_rate"] } : plan;
}

/** "How long does a first response take": what takes long is the response, not the whole ticket. */
function settleResponse(plan: QueryPlan, question: string): QueryPlan {
  if (plan.metrics.includes("first_response_time") && plan.metrics.includes("time_in_state")) return settleResponse({ ...plan, metrics: plan.metrics.filter((id) => id !== "time_in_state") }, question);
  const isBoth = plan.metrics.includes("first_response_time") && plan.metrics.includes("resolution_time");
  return isBoth && !/\b(?:resol\w+|clos\w+|fix\w*|solv\w+|done|finish\w*|complet\w+)\b/i.test(question) ? { ...plan, metrics: plan.metrics.filter((id) => id !== "resolution_time") } : plan;
}

/** How fast changes come is how long one takes, not how many there are. */
function settleLeadTime(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan {
  const isAsked = /\bhow (?:long|fast|quickly|soon)\b.*\b(?:ship\w*|deploy\w*|releas\w+|deliver\w*|roll(?:ing)? out|live|production)\b|\b(?:releases?|deploy\w*|changes?|shipping|delivery)\b.*\b(?:faster|quicker|slower|speed\w*)\b/i.test(question);
  const isCounted = plan.metrics.some((id) => id === "deployment_frequency" || id === "change_count");
  return isAsked && isCounted && metricOf(layer, "change_lead_time") ? { ...plan, metrics: ["change_lead_time"] } : plan;
}

const openNow: Readonly<Record<string, string>> = { incident_count: "open_incidents", alert_volume: "open_alerts" };

/** "How many incidents are open?" counts those that go on at the instant, not those that began in a period. */
function settleOpenNow(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan {
  const own = openNow[plan.metrics[0] ?? ""];
  const isAsked = /\b(?:open|ongoing|active|unresolved|firing|still going)\b/i.test(question) && !/\b(?:opened|active hours)\b/i.test(question);
  const isCount = plan.metrics.length === 1 && (plan.intent === "metric_lookup" || plan.intent === "breakdown");
  return own !== undefined && isAsked && isCount && metricOf(layer, own) ? { ...plan, metrics: [own], filters: plan.filters.filter((pair) => pair !== "status:open") } : plan;
}

/** A number of people or tickets that wait is a count of what is open, not the time that it takes. */
function settleWaiting(plan: QueryPlan, question: string): QueryPlan {
  const isCount = /\bhow many (?!minutes|hours|days|weeks)/i.test(question) && /\b(?:wait\w*|unanswered|open)\b/i.test(question);
  return isCount && plan.metrics.length === 1 && (plan.metrics[0] === "first_response_time" || plan.metrics[0] === "resolution_time") ? { ...plan, metrics: ["ticket_backlog"] } : plan;
}

/** Tickets that will miss a deadline have not missed it. */
function settleWillMiss(plan: QueryPlan, question: string): QueryPlan {
  const isAhead = /\b(?:will|about to|going to|might|may|could|likely to)\b.*\b(?:miss|breach|overrun|break|blow)\b/i.test(question) && plan.filters.includes("sla:missed");
  return isAhead ? { ...plan, time: null, filters: plan.filters.map((pair) => (pair === "sla:missed" ? "sla:at_risk" : pair)) } : plan;
}

const lasting: ReadonlySet<string> = new Set(["incident", "alert"]);

/** Incidents and alerts that are still there, where the list of them is asked for. */
function settleOngoing(plan: QueryPlan, question: string): QueryPlan {
  const isAsked = /\b(?:open|ongoing|active|unresolved|firing|still (?:open|going|running|on))\b/i.test(question) && !/\bopened\b/i.test(question);
  const isListed = plan.intent === "list_lookup" && lasting.has(plan.subject ?? "") && !plan.filters.some((pair) => pair.startsWith("status"));
  return isAsked && isListed ? { ...plan, filters: [...plan.filters, "status:open"] } : plan;
}

/** What is still to come is told soonest first. */
function settleUpcoming(plan: QueryPlan, question: string): QueryPlan {
  const isAhead = /\b(?:upcoming|coming|planned|scheduled|next|tomorrow|ahead|soon)\b/i.test(question) && !/\b(?:last|past|previous|recent|latest|yesterday)\b/i.test(question);
  return isAhead && plan.subject === "maintenance_window" && plan.order === "desc" ? { ...plan, order: "asc" } : plan;
}

/** "Do we have maintenance this weekend?" asks what there is, and nothing is to be decided. */
function settleExistence(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan {
  const isAsked = /^\W*(?:do|does|is|are|have|has|any)\b.{0,12}\b(?:we|there|any|maintenance)\b.*\b(?:maintenance|planned work|windows?)\b/i.test(question);
  const isOpen = plan.intent === "decision" && plan.subject === null && plan.metrics.length === 1 && plan.metrics[0] === "maintenance_count";
  return isAsked && isOpen && subjectOf(layer, "maintenance_window") ? { ...plan, intent: "list_lookup", subject: "maintenance_window", order: "asc" } : plan;
}

const things: Readonly<Record<string, string>> = { customer: "customer", client: "customer", account: "customer", service: "service", team: "team", group: "team" };

/** "Compare the teams by time to resolve": all things of a kind side by side. */
function settleSides(plan: QueryPlan, question: string): QueryPlan {
  const thing = /\bcompare (?:the |our |all |all our |all the )?(customer|client|service|team|group)s\b/i.exec(question)?.[1]?.toLowerCase() ?? "";
  const dimension = things[thing];
  return dimension !== undefined && plan.intent === "comparison" && plan.dimensions.length === 0 && plan.compareTo === null && !plan.entities.some((pair) => pair.startsWith(`${dimension}:`)) ? { ...plan, dimensions: [dimension] } : plan;
}

/** "Which customers are we letting down?" names no figure: those that its kind of question rests on are told for each of the things. */
function settleThings(plan: QueryPlan, question: string): QueryPlan {
  const thing = /^\W*(?:(?:so|and|ok|please)\W+)?(?:tell me |show me )?(?:which|what) (customer|client|account|service|team|group)s?\b/i.exec(question)?.[1]?.toLowerCase() ?? "";
  const dimension = things[thing];
  const isOpen = overviewIntents.has(plan.intent) && plan.metrics.length === 0 && plan.dimensions.length === 0 && plan.subject === null;
  return dimension !== undefined && isOpen ? { ...plan, dimensions: [dimension] } : plan;
}

/** "Which alerts fire most?" asks for alerts by name. */
function settleAlerts(plan: QueryPlan, question: string): QueryPlan {
  const isAsked = /\b(?:which|what) (?:of (?:our|the) )?alerts?\b/i.test(question) && (plan.metrics[0] === "alert_volume" || plan.metrics[0] === "alert_noise_ratio");
  return isAsked && plan.dimensions.length === 0 && plan.intent !== "list_lookup" ? { ...plan, dimensions: ["alert"] } : plan;
}

const steps: readonly SettleStep[] = [settlePromises, settleFailedChanges, settleLeadTime, settleResponse, settleWaiting, settleOpenNow, settleWillMiss, settleExistence, settleThings, settleSides, settleAlerts, settleOngoing, settleUpcoming];

/** Figures and splits that only the question's words can settle. */
export const settleFigures: SettleStep = (plan, question, layer) => (plan.scope === "in" ? steps.reduce((settled, step) => step(settled, question, layer), plan) : plan);
