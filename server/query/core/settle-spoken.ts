import type { QueryPlan } from "../contract";
import { metricOf, subjectOf } from "./plan-work";
import { heldMetrics, measuresOnly, type SettleStep } from "./settle-step";

const isBare = (plan: QueryPlan): boolean => plan.metrics.length === 0 && plan.subject === null;

/** "What did we learn from the last sev1?": what the reviews of incidents say that is changed. */
const settleLessons: SettleStep = (plan, question, layer) => {
  const isAsked = /\b(?:(?<!\bto )learn(?:ed|t|ing|ings)?|lessons?|takeaways?)\b.*\b(?:incidents?|outages?|failures?|postmortems?|sev ?-?[1-4])\b|\b(?:incidents?|outages?|postmortems?)\b.*\b(?:taught|teach|lessons?|learnings?)\b/i.test(question);
  const subject = subjectOf(layer, "postmortem");
  if (!isAsked || !subject || /\b(?:how (?:do|should|can|could) (?:we|i)|how to|culture)\b/i.test(question)) return plan;
  const severity = /\bsev ?-?([1-4])\b/i.exec(question)?.[1];
  const isLast = /\b(?:last|latest|most recent)\b(?! (?:\d+|few|two|three|week|month|quarter|year))/i.test(question) && !/\b(?:incidents|outages|failures|postmortems|sev ?-?[1-4]s)\b/i.test(question);
  const filters = [...plan.filters.filter((pair) => pair.startsWith("severity:")), ...(severity === undefined ? [] : [`severity:sev${severity}`])];
  return { ...plan, intent: "list_lookup", subject: subject.id, metrics: [], dimensions: [], compareTo: null, frameworks: [], filters: [...new Set(filters)], order: "desc", ...(isLast ? { limit: 1 } : {}) };
};

/** "What is happening right now?" is told by what is open and firing, not by the figures of a month. */
const settleNow: SettleStep = (plan, question, layer) => {
  const isAsked = /\b(?:right now|at the moment|currently|as we speak|this (?:very )?(?:minute|moment)|what(?:'s| is) (?:going on|happening|on fire|broken|down)\b(?!.*\b(?:with|in|at)\b))/i.test(question);
  return isAsked && plan.intent === "status_summary" && isBare(plan) && plan.time?.explicit !== true ? { ...plan, figures: heldMetrics(layer, ["open_incidents", "open_alerts", "sla_at_risk", "ticket_backlog"]) } : plan;
};

/** How incidents are handled is how fast, not how many there are. */
const settleHandling: SettleStep = (plan, question, layer) => {
  const isAsked = /\b(?:handl\w+|deal\w* with|respond\w*(?: to)?|manag(?:e|ing)|recover\w* from|resolv\w+|react\w* to|cop(?:e|ing) with)\b.{0,24}\bincidents?\b|\bincident (?:handling|response|management)\b/i.test(question);
  return isAsked && measuresOnly(plan, "incident_count") && plan.intent !== "list_lookup" && !/\bhow many\b/i.test(question) ? { ...plan, metrics: heldMetrics(layer, ["mttr", "mtta"]) } : plan;
};

/** What customers live through is promises that were missed and what they say, not how much they write. */
const settleExperience: SettleStep = (plan, question, layer) => {
  const isAsked = /\b(?:(?:worst|bad|poor|best|good) (?:experience|service|treatment|support)|(?:un)?happi(?:est|er)|(?:un)?happy|angr(?:y|iest)|let down|suffer\w*|treated (?:worst|badly|best|well))\b/i.test(question) && /\b(?:customers?|clients?|accounts?|users?)\b/i.test(question);
  return isAsked && (isBare(plan) || measuresOnly(plan, "ticket_volume")) && (plan.intent === "ranking" || plan.dimensions.includes("customer")) ? { ...plan, metrics: heldMetrics(layer, ["sla_breach_rate"]), dimensions: ["customer"] } : plan;
};

/** "Which SLO is in the worst shape?": the one with least of its budget left. */
const settleWorstSlo: SettleStep = (plan, question, layer) => {
  const order = /\b(?:worst|weakest|most (?:at risk|trouble|danger)|in trouble|in danger|closest|nearest)\b/i.test(question) ? "asc" : /\b(?:best|strongest|healthiest|safest)\b/i.test(question) ? "desc" : null;
  return order !== null && measuresOnly(plan, "slo_count") && metricOf(layer, "error_budget_remaining") ? { ...plan, intent: "ranking", metrics: ["error_budget_remaining"], dimensions: plan.dimensions.length > 0 ? plan.dimensions : ["slo"], order } : plan;
};

/** A desk that gets slower answers later; its sites may be as fast as ever. */
const settleSlowDesk: SettleStep = (plan, question, layer) => {
  const isAsked = /\b(?:support|service ?desk|help ?desk|agents?|the desk|customer service)\b/i.test(question) && /\b(?:slow\w*|fast\w*|quick\w*|speed\w*)\b/i.test(question);
  return isAsked && measuresOnly(plan, "latency", "latency_p95", "latency_p99", "latency_p50") ? { ...plan, metrics: heldMetrics(layer, ["first_response_time", "resolution_time"]) } : plan;
};

/** Tickets name no cause; what they are about is their category. */
const settleCauses: SettleStep = (plan, _question, layer) => {
  const metric = metricOf(layer, plan.metrics[0] ?? "");
  const isHeld = metric?.dimensions.some(({ id }) => id === "root_cause") ?? true;
  return !isHeld && plan.dimensions.includes("root_cause") && metric?.dimensions.some(({ id }) => id === "category") ? { ...plan, dimensions: [...new Set(plan.dimensions.map((id) => (id === "root_cause" ? "category" : id)))] } : plan;
};

/** Customers make noise by writing; what they complain about is what their tickets are about. */
const settleVoices: SettleStep = (plan, question, layer) => {
  if (measuresOnly(plan, "alert_noise_ratio", "alert_volume") && plan.dimensions.includes("customer") && metricOf(layer, "ticket_volume")) return { ...plan, metrics: ["ticket_volume"] };
  const isAbout = /\b(?:complain\w*|grumbl\w*|moan\w*|write (?:in|to us)|contact us|come to us|ask(?:ing)? (?:us )?(?:for|about)|struggl\w+)\b/i.test(question) && /^\W*(?:so )?what\b/i.test(question);
  if (isAbout && plan.metrics.length === 0 && plan.entities.some((pair) => pair.startsWith("customer:")) && metricOf(layer, "ticket_volume")) return { ...plan, intent: "breakdown", subject: null, metrics: ["ticket_volume"], dimensions: ["category"] };
  return isAbout && measuresOnly(plan, "ticket_volume") && plan.dimensions.length === 0 ? { ...plan, intent: "breakdown", dimensions: ["category"] } : plan;
};

const longestEventsMs = 8 * 86_400_000;
const isShort = ({ time }: QueryPlan): boolean => time?.explicit === true && Date.parse(time.to) - Date.parse(time.from) <= longestEventsMs;

/** "What happened on Monday?", "Did anything break?": what befell the services, what was done to them and what people wrote. */
const settleEvents: SettleStep = (plan, question, layer) => {
  const isAsked = /\bwhat happened\b|\b(?:did|has|have) (?:anything|something|any(?:thing)? \w+)\b.{0,16}\b(?:br(?:ea|o)k\w*|go(?:ne)? wrong|fail\w*|happen\w*|go down|crash\w*)/i.test(question);
  return isAsked && plan.intent === "status_summary" && isBare(plan) && isShort(plan) ? { ...plan, figures: heldMetrics(layer, ["incident_count", "outage_minutes", "change_count", "ticket_volume"]), frameworks: [] } : plan;
};

/** Services that are degraded now are those of the incidents that go on; sites that fail are told by their state. */
const settleBroken: SettleStep = (plan, question, layer) => {
  const isNow = /\b(?:down|degraded|broken|failing|unhealthy|unavailable|red|in trouble|affected)\b/i.test(question) && /^\W*(?:so )?(?:which|what|how many|list|show|are any|is any|any)\b/i.test(question) && plan.time?.explicit !== true && !/\b(?:was|were|been|went|most|often)\b/i.test(question);
  const [sites, incidents] = [subjectOf(layer, "monitor"), subjectOf(layer, "incident")];
  if (isNow && sites && (measuresOnly(plan, "monitor_count") || plan.subject === "monitor")) return { ...plan, intent: "list_lookup", subject: "monitor", metrics: [], filters: [...new Set([...plan.filters.filter((pair) => !pair.startsWith("status:")), "status:down"])], dimensions: [] };
  const isOfServices = isBare({ ...plan, subject: null }) && plan.subject === "service" && plan.filters.length === 0;
  return isNow && incidents && isOfServices ? { ...plan, intent: "list_lookup", subject: "incident", filters: ["status:open"], order: "desc" } : plan;
};

/** "What got worse this month?": which of the usual figures moved, the worst first. */
const settleMoved: SettleStep = (plan, question) => {
  const isAsked = /^\W*(?:so )?what(?:'s| is| has| have| did)? (?:we )?(?:changed (?:most|for)|improved?|got(?:ten)?|become|became|worsened|deteriorated|moved|getting|gone)\b.{0,12}\b(?:most|worse|better|the worse|the better|for the|since|this|over|in)\b/i.test(question);
  return isAsked && (plan.subject === null || plan.intent !== "root_cause") && plan.metrics.length === 0 && plan.entities.length === 0 && plan.dimensions.length === 0 ? { ...plan, intent: "status_summary", subject: null, filters: [], frameworks: ["pyramid_scqa"] } : plan;
};

/** "Runbooks that nobody has updated since January": those that are older than that, not those of that time. */
const settleUnkept: SettleStep = (plan, question) => {
  if (plan.subject !== "runbook" || plan.time?.explicit !== true || plan.filters.some((pair) => pair.startsWith("age"))) return plan;
  if (!/\b(?:nobody|no[- ]?one|not|never|hasn'?t|haven'?t|weren'?t|without (?:anyone|anybody|being))(?: \w+){0,5}? (?:touch|updat|review|chang|edit|revis|refresh|look)\w*(?: \w+){0,4}? since\b/i.test(question)) return plan;
  const days = Math.floor((Date.parse(plan.time.to) - Date.parse(plan.time.from)) / 86_400_000);
  return { ...plan, intent: "list_lookup", time: null, filters: [...plan.filters, `age>:${String(days)}d`] };
};

/** How good what is written is: how old it is and how much of it there is. Runbooks that are out of date come oldest first. */
const settleWriting: SettleStep = (plan, question, layer) => {
  if (plan.subject === "runbook" && /\b(?:out of date|outdated|stale|oldest|rotten|rotting|not current|obsolete)\b/i.test(question)) return { ...plan, intent: "list_lookup", metrics: heldMetrics(layer, ["doc_age"]), filters: plan.filters.filter((pair) => !pair.startsWith("doc_type:")), order: "desc" };
  const isAsked = /\bhow (?:good|fresh|current|complete|up[- ]to[- ]date|old|well kept|trustworthy)\b.*\b(?:documentation|docs|documents|runbooks|knowledge base|knowledge)\b/i.test(question);
  return isAsked && plan.metrics.length === 0 ? { ...plan, intent: "status_summary", subject: null, metrics: heldMetrics(layer, ["doc_age", "runbook_coverage"]), filters: [] } : plan;
};

/** Weekends against weekdays are days of the week side by side. */
const settleWeekdays: SettleStep = (plan, question) =>
  plan.intent === "comparison" && /\bweekends?\b/i.test(question) && /\b(?:weekdays?|working days|during the week|the week)\b/i.test(question) && plan.metrics.length > 0 ? { ...plan, intent: "breakdown", dimensions: ["day_of_week"], compareTo: null, filters: plan.filters.filter((pair) => !pair.startsWith("day_of_week")) } : plan;

/** What burns fastest burns most. */
const settleBurn: SettleStep = (plan, question) => (plan.metrics[0] === "error_budget_burn_rate" && plan.intent === "ranking" && /\b(?:fast\w*|quick\w*|hard\w*|most)\b/i.test(question) ? { ...plan, order: "desc" } : plan);

/** Whether there are enough hands is a matter of capacity, not of what else may go wrong. */
const settleStaffing: SettleStep = (plan, question) =>
  plan.intent === "risk_assessment" && /\b(?:under-?staffed|over-?staffed|short[- ]staffed|enough (?:people|staff|agents|hands|engineers)|too few (?:people|agents|hands))\b/i.test(question) ? { ...plan, frameworks: ["capacity_planning"] } : plan;

/** "Which SLOs were missed in October?": attainment in that time, objective by objective. */
const settleMissedSlos: SettleStep = (plan, question, layer) => {
  const isAsked = measuresOnly(plan, "slo_count") && plan.time?.explicit === true && /\b(?:miss\w*|br(?:ea|o)k\w*|fail\w*|violat\w*|met|meet|kept|keep|breach\w*)\b/i.test(question);
  return isAsked && metricOf(layer, "slo_attainment") ? { ...plan, intent: "breakdown", metrics: ["slo_attainment"], dimensions: ["slo"], filters: [] } : plan;
};

/** Everything about a thing is how it is doing, not its entry in the catalogue. */
const settleEverything: SettleStep = (plan, question) =>
  plan.intent === "list_lookup" && plan.entities.length > 0 && plan.metrics.length === 0 && /\b(?:everything|all) (?:there is )?(?:about|on|of)\b|\b(?:overview|picture) of\b/i.test(question) ? { ...plan, intent: "status_summary", subject: null } : plan;

/** Whom an incident that goes on affects stands beside it. */
const settleAffected: SettleStep = (plan, question, layer) => {
  const isAsked = /\b(?:affect\w*|impact\w*|hit|hurt)\b/i.test(question) && /\b(?:current|ongoing|open|this|running|active)\b.{0,12}\b(?:incidents?|outages?)\b/i.test(question);
  const subject = subjectOf(layer, "incident");
  return isAsked && subject && plan.subject === null ? { ...plan, intent: "list_lookup", subject: subject.id, metrics: [], dimensions: [], time: null, compareTo: null, frameworks: [], filters: ["status:open"], order: "desc" } : plan;
};

/** "Which alerts are noise?": each alert by its share of noise. */
const settleNoise: SettleStep = (plan, question) =>
  measuresOnly(plan, "alert_noise_ratio") && plan.intent === "list_lookup" && plan.subject === null && /\b(?:which|what) (?:of (?:our|the) )?alerts?\b/i.test(question) ? { ...plan, intent: "ranking", dimensions: ["alert"], order: "desc" } : plan;

/** Why a service failed is looked for in its own outages and availability before what people wrote. */
const settleFailing: SettleStep = (plan, question, layer) => {
  const isAsked = /\b(?:fail\w*|down|outages?|crash\w*|br(?:ea|o)k\w*|unavailable|unreachable|fell over|offline)\b/i.test(question) && plan.entities.some((pair) => /^(?:service|monitor):/.test(pair));
  return isAsked && plan.intent === "root_cause" && isBare(plan) ? { ...plan, figures: heldMetrics(layer, ["outage_minutes", "availability", "incident_count"]) } : plan;
};

const carriedOut: Readonly<Record<string, string>> = { maintenance_count: "maintenance_window", maintenance_minutes: "maintenance_window", deployment_frequency: "deployment", change_count: "deployment" };

/** "Did last night's maintenance go well?": each piece of the work with how it ended. */
const settleWentWell: SettleStep = (plan, question, layer) => {
  const isAsked = /\b(?:go|goes|went|gone|work(?:ed)? out|turn(?:ed)? out|end(?:ed)?|finish(?:ed)?|succeed(?:ed)?|complete(?:d)?)\b(?: \w+){0,2} ?(?:well|fine|ok|okay|smoothly|badly|wrong|cleanly|on time|as planned|successfully|all right)?\W*$/i.test(question) && /^\W*(?:so )?(?:did|has|have|how did|how has|how have)\b/i.test(question);
  const subject = subjectOf(layer, carriedOut[plan.metrics[0] ?? ""] ?? null);
  return isAsked && subject && plan.time?.explicit === true && plan.subject === null ? { ...plan, intent: "list_lookup", subject: subject.id, metrics: [], dimensions: [], compareTo: null, order: "desc" } : plan;
};

/** A trend that is asked for by name is a course over time; what something costs is asked of now, unless the future is named. */
const settleKind: SettleStep = (plan, question) => {
  if (plan.intent === "metric_lookup" && plan.metrics.length > 0 && plan.dimensions.length === 0 && /\b(?:trends?|trending|trajectory)\b|\bover time\b/i.test(question)) return { ...plan, intent: "trend" };
  const isCost = (plan.intent === "forecast" || plan.intent === "explain") && plan.time?.explicit !== true && /^\W*(?:so )?what (?:does|do|did|is|are)\b.*\bcost(?:s|ing)?\b/i.test(question) && !/\b(?:will|would|next|forecast|expect\w*|if)\b/i.test(question);
  return isCost ? { ...plan, intent: "metric_lookup", frameworks: [] } : plan;
};

const steps: readonly SettleStep[] = [settleLessons, settleNow, settleHandling, settleExperience, settleWorstSlo, settleSlowDesk, settleCauses, settleAffected, settleMissedSlos, settleEverything, settleVoices, settleEvents, settleBroken, settleMoved, settleStaffing, settleUnkept, settleWriting, settleWeekdays, settleBurn, settleNoise, settleFailing, settleWentWell, settleKind];

/** What is meant by everyday words that name no figure, or another one than they mean. */
export const settleSpoken: SettleStep = (plan, question, layer) => (plan.scope === "in" ? steps.reduce((settled, step) => step(settled, question, layer), plan) : plan);
