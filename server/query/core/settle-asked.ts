import type { QueryPlan } from "../contract";
import { metricOf, subjectOf } from "./plan-work";
import { partAskedFor } from "./share-of";
import { heldMetrics, measuresOnly, type SettleStep } from "./settle-step";

const listed = (plan: QueryPlan, subject: string): QueryPlan => ({ ...plan, intent: "list_lookup", subject, dimensions: [], compareTo: null, frameworks: [], secondaryIntents: [] });

/** INC-46 and MW-215 are looked up, whatever is asked of them; what changed before an incident and whether a window should move are questions of their own. */
const settleNumber: SettleStep = (plan, question, layer) => {
  const [, kind = "", number = ""] = /\b(inc|mw)-(\d{1,6})\b/i.exec(question) ?? /\b(incident)(?: number)? #?(\d{1,6})\b(?! (?:days?|weeks?|hours?|months?|minutes?|%))/i.exec(question) ?? [];
  const subject = number === "" ? undefined : subjectOf(layer, /^mw$/i.test(kind) ? "maintenance_window" : "incident_story");
  if (!subject || plan.subject === "change_before" || plan.subject === "window_advice" || plan.subject === "postmortem") return plan;
  return { ...listed(plan, subject.id), metrics: [], entities: [], time: null, filters: [`number:${number}`], limit: 1 };
};

/** "Who approved MW-215?", "Who signed off last night's maintenance?": decisions are records of their own. */
const settleApproved: SettleStep = (plan, question, layer) => {
  const [, verb = ""] = /\b(?:who (?:all )?(?:has |have |had )?|by whom (?:was|were|is)\b.*)(approved|signed (?:it |this |that |them )?off|rejected|refused|declined)\b/i.exec(question) ?? [];
  if (verb === "" || subjectOf(layer, "approval") === undefined) return plan;
  const [, kind = "", number = ""] = /\b(mw|cp)-(\d{1,6})\b/i.exec(question) ?? [];
  const decision = /^(?:rej|ref|dec)/i.test(verb) ? "rejected" : "approved";
  return { ...listed(plan, "approval"), metrics: [], filters: [`decision:${decision}`, ...(number === "" ? [] : [`number:${kind.toLowerCase()}-${number}`])], order: "desc", ...(number === "" ? {} : { entities: [], time: null }) };
};

/** "When was the last sev1?", "How long since the last incident?": the latest record tells when. */
const settleLast: SettleStep = (plan, question, layer) => {
  const [, kind = ""] = /\b(?:when (?:was|did|were)|how long (?:is it |has it been )?(?:since|ago)|what was)\b.{0,24}\b(?:last|latest|most recent)\b.{0,12}\b(incident|outage|sev ?-?[1-4]|downtime)\b(?! (?:week|month|quarter|year))/i.exec(question) ?? [];
  const subject = subjectOf(layer, kind === "" ? null : /^(?:outage|downtime)$/i.test(kind) ? "outage" : "incident");
  const severity = /\bsev ?-?([1-4])\b/i.exec(question)?.[1];
  if (!subject) return plan;
  return { ...listed(plan, subject.id), metrics: [], time: null, filters: [...new Set([...plan.filters.filter((pair) => !pair.startsWith("status")), ...(severity === undefined ? [] : [`severity:sev${severity}`])])], order: "desc", limit: 1 };
};

/** Incidents that hurt most are those that lasted longest. */
const settleWorstIncidents: SettleStep = (plan, question, layer) => {
  const isAsked = /\b(?:which|what) (?:of (?:our|the) )?incidents?\b.*\b(?:hurt|harm|cost|worst|longest|heaviest|most damage|most harm)\b/i.test(question);
  return isAsked && subjectOf(layer, "incident") ? { ...listed(plan, "incident"), metrics: heldMetrics(layer, ["incident_minutes"]), order: "desc" } : plan;
};

/** "How much of our downtime comes from changes?": the minutes of incidents by what caused them. */
const settleShareOfCauses: SettleStep = (plan, question, layer) => {
  const isAsked = /\b(?:how much|what (?:share|part|portion|percentage)|how many)\b.*\b(?:downtime|outages?|incidents?)\b.*\b(?:from|due to|because of|caused by|cause[sd]?|down to)\b.*\b(?:changes?|releases?|deploy\w*|vendors?|suppliers?|ourselves)\b/i.test(question);
  const isOther = measuresOnly(plan, "change_count", "deployment_frequency", "change_failure_rate");
  return isAsked && isOther && metricOf(layer, "incident_minutes") ? { ...plan, intent: "breakdown", metrics: ["incident_minutes"], dimensions: ["root_cause"], filters: [] } : plan;
};

/** "Did we keep 99.9 % in October?", "How many nines?": what is kept in nines is availability; "which services miss 99.9 %" bounds it. */
const settleNines: SettleStep = (plan, question, layer) => {
  const share = /\b(9\d(?:\.\d+)?) ?(?:%|per ?cent)/i.exec(question)?.[1];
  const isNines = share !== undefined || /\b(?:how many|two|three|four|five) nines\b/i.test(question);
  if (!isNines || plan.metrics.length > 0 || metricOf(layer, "availability") === undefined || /\b(?:tickets?|customers?|slas?|slos?)\b/i.test(question)) return plan;
  const thing = /\b(?:which|what) (service|site|monitor|team)s?\b/i.exec(question)?.[1]?.toLowerCase();
  const isBelow = /\b(?:miss\w*|below|under|less than|fail\w*|not reach\w*|fell short)\b/i.test(question);
  if (thing === undefined || share === undefined) return { ...plan, intent: plan.intent === "comparison" || plan.intent === "list_lookup" ? "metric_lookup" : plan.intent, subject: null, metrics: ["availability"] };
  const bound = `availability${isBelow ? "<" : ">"}:${Number((Number(share) / 100).toFixed(6))}`;
  return { ...plan, intent: "ranking", subject: null, metrics: ["availability"], dimensions: [thing === "site" ? "monitor" : thing], filters: [...plan.filters.filter((pair) => !pair.startsWith("availability")), bound], order: isBelow ? "asc" : "desc" };
};

/** Answers that customers get are the desk's, not the portal's own. */
const settleDeskAnswers: SettleStep = (plan, question, layer) => {
  const isAsked = measuresOnly(plan, "query_latency_p95", "latency_p95", "latency") && /\b(?:customers?|clients?|vips?|users?)\b/i.test(question) && /\b(?:answers?|repl(?:y|ies)|responses?|service)\b/i.test(question);
  const isOfTiers = /\b(?:vips?|enterprise|premium|tiers?|gold|business)\b/i.test(question);
  return isAsked && metricOf(layer, "first_response_time") ? { ...plan, intent: "breakdown", metrics: ["first_response_time"], dimensions: isOfTiers ? ["customer_tier"] : plan.dimensions, filters: [], frameworks: [] } : plan;
};

/** Maintenance to come, and work that waits for somebody's approval, are listed. */
const settlePlanned: SettleStep = (plan, question, layer) => {
  if (!subjectOf(layer, "maintenance_window")) return plan;
  const isWaiting = /\b(?:wait(?:s|ing)? for|need(?:s|ing)?|pending|await(?:s|ing)?)\b.{0,12}\b(?:approv\w+|sign[- ]?off|a decision)\b/i.test(question) && measuresOnly(plan, "change_count", "maintenance_count");
  if (isWaiting) return { ...listed(plan, "maintenance_window"), metrics: [], time: null, filters: ["state:requested"], order: "asc" };
  const isAhead = measuresOnly(plan, "maintenance_count") && /^\W*(?:what|which|any|is there)\b/i.test(question) && /\b(?:coming up|upcoming|planned|scheduled|ahead|to come|next)\b/i.test(question) && !/\bhow many\b/i.test(question);
  return isAhead ? { ...listed(plan, "maintenance_window"), metrics: [], filters: plan.time?.explicit === true ? [] : ["ahead:yes"], order: "asc" } : plan;
};

/** "From commit to production" is the lead time of a change, whatever else takes time. */
const settleCommit: SettleStep = (plan, question, layer) =>
  /\bcommit\b.*\b(?:production|live|deploy\w*|release\w*)\b/i.test(question) && plan.metrics.length > 1 && metricOf(layer, "change_lead_time") ? { ...plan, metrics: ["change_lead_time"] } : plan;

/** Services that were changed are those with deployments; who is overloaded is told by what waits for each. */
const settleHolders: SettleStep = (plan, question, layer) => {
  const isChanged = /\b(?:which|what) services?\b.*\b(?:changed|deployed|released|shipped|updated)\b/i.test(question) && plan.subject === "service" && metricOf(layer, "deployment_frequency") !== undefined;
  if (isChanged) return { ...plan, intent: "ranking", subject: null, metrics: ["deployment_frequency"], dimensions: ["service"], order: "desc" };
  const isLoad = /\b(?:who|which (?:team|group)s?)\b.{0,12}\b(?:overload\w*|swamped|drowning|snowed under|overwhelmed|too much (?:work|on))\b/i.test(question) && (plan.metrics.length === 0 || measuresOnly(plan, "ticket_backlog"));
  return isLoad ? { ...plan, intent: "ranking", subject: null, metrics: heldMetrics(layer, ["ticket_backlog"]), dimensions: ["team"], filters: [], order: "desc" } : plan;
};

/** Tickets that are stuck longest are the open ones by age. */
const settleStuck: SettleStep = (plan, question, layer) => {
  const isAsked = /^\W*(?:so )?(?:what(?:'s| is)|anything) stuck\W*$|\b(?:which|what) tickets?\b.*\b(?:stuck|waiting|wait|unanswered|open|lying)\b.*\b(?:longest|oldest|too long)\b|\b(?:oldest|longest[- ](?:waiting|open)) (?:open )?tickets?\b/i.test(question);
  return isAsked && subjectOf(layer, "ticket") ? { ...listed(plan, "ticket"), metrics: heldMetrics(layer, ["ticket_age"]), time: null, filters: [...new Set([...plan.filters.filter((pair) => !pair.startsWith("status")), "status:open"])], order: "desc" } : plan;
};

/** Work that waits is what is open; targets are objectives met and deadlines kept. */
const settleNamed: SettleStep = (plan, question, layer) => {
  const isNameless = plan.metrics.length === 0 && plan.subject === null;
  if (isNameless && plan.intent === "metric_lookup" && /\b(?:work|tickets?|requests?|cases?)\b.{0,12}\b(?:waiting|waits|in the queue|left|undone|to do|outstanding|piled up)\b|\b(?:the queue|the pile|our queue)\b/i.test(question)) return { ...plan, metrics: heldMetrics(layer, ["ticket_backlog"]) };
  const isTargets = isNameless && plan.intent === "status_summary" && /\b(?:targets?|objectives?|commitments?)\b/i.test(question);
  return isTargets ? { ...plan, figures: heldMetrics(layer, ["slo_attainment", "sla_breach_rate", "availability"]) } : plan;
};

/** "What percentage of incidents are SEV1?": the part stands beside all that it is a part of. */
const settleShare: SettleStep = (plan, question, layer) => {
  const isAsked = /\b(?:(?:what|which|how (?:big|large|much|many)|the|a)\b.{0,12}\b(?:per ?cent(?:age)?|share|proportion|fraction|part|portion)|%) of\b/i.test(question);
  if (!isAsked || (plan.intent !== "metric_lookup" && plan.intent !== "breakdown")) return plan;
  const isOfIncidents = measuresOnly(plan, "repeat_incident_rate", "incident_count") && !/\b(?:repeat\w*|again|recurr\w*|same)\b/i.test(question);
  const counted = isOfIncidents ? { ...plan, metrics: ["incident_count"] } : plan;
  const shareOf = partAskedFor(counted, question, layer);
  return shareOf === null ? plan : { ...counted, intent: "metric_lookup", subject: null, shareOf };
};

const steps: readonly SettleStep[] = [settleNumber, settleApproved, settleLast, settleWorstIncidents, settleShareOfCauses, settleNines, settleDeskAnswers, settlePlanned, settleCommit, settleHolders, settleStuck, settleNamed, settleShare];

/** What a question asks for by the words around it: the latest, the worst, the share of a cause, a bound in nines, what is to come. */
export const settleAsked: SettleStep = (plan, question, layer) => (plan.scope === "in" && plan.intent !== "explain" && plan.intent !== "doc_lookup" ? steps.reduce((settled, step) => step(settled, question, layer), plan) : plan);
