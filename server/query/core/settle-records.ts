import type { QueryPlan } from "../contract";
import type { SemanticLayer } from "./metric";
import { metricOf, subjectOf } from "./plan-work";
import { isApplicable, ownThresholds } from "./sql/filters";

/** Words that ask for records of one kind, and what narrows them besides the names in the question. */
interface Route {
  asked: RegExp;
  subject: string;
  /** What is counted instead where a number is asked for. */
  count: string | null;
  filters?: readonly string[];
  /** The kind of question stays as it was read: the records bear on it. */
  keepsKind?: true;
  /** Only where no thing is named: of a named one the figure itself is told. */
  isOfAll?: true;
}

const routes: readonly Route[] = [
  { asked: /\b(?:slos?|services?|budgets?|objectives?)\b.*\b(?:frozen|freezes?|freezing)\b|\b(?:frozen|freeze on|freezes? of|under a freeze)\b.*\b(?:slos?|services?)\b/i, subject: "slo", count: "frozen_slos", filters: ["freeze!:none"] },
  { asked: /\b(?:what|which|where)\b.*\b(?:is|are|has|have)\b.*\b(?:frozen|change freezes?)\b|\bchange freezes? (?:now|today|in force)\b/i, subject: "slo", count: "frozen_slos", filters: ["freeze!:none"] },
  { asked: /\b(?:the portal'?s|portal) (?:own )?promises\b|\bpromises (?:of|that) the portal\b|\b(?:how|is|are)\b.*\b(?:the portal|quarterdeck)(?: itself)?\b.*\b(?:healthy|doing|well|fine|fast|quick|slow|up|keeping up|reliable)\b|\b(?:how )?(?:healthy|well|reliable|the health of|the state of)\b.*\b(?:the portal|quarterdeck)(?: itself)?\b|\b(?:keep|kept|break|broken?)\b.*\bwhat (?:the portal|it) promises\b/i, subject: "promise", count: null },
  { asked: /\b(?:blind spots?|gaps in (?:our )?coverage|coverage gaps?)\b/i, subject: "blind_spot", count: "blind_spots" },
  { asked: /\bwho(?:'?s| is| are)? (?:now |currently )?(?:on[- ]?call|on duty|carrying the pager|has the pager)\b|\bwho (?:has|holds|carries) the pager\b|\bon[- ]?call (?:now|today|tonight|right now)\b/i, subject: "rota", count: null },
  { asked: /\b(?:when|how long|how soon|which|whose|what)\b.*\bbudgets?\b.*\b(?:run|runs|last|lasts|gone|out|exhausted|empty|used up)\b|\b(?:run|runs|running) out of (?:error )?budget\b/i, subject: "budget", count: null, keepsKind: true },
  { asked: /^(?!.*\b(?:raw|unadjusted|exclu\w+)\b).*\b(?:how|what|state|status)\b.*\berror budgets?\b(?!.*\b(?:polic\w+|burn\w*|spen[dt]\w*)\b)/i, subject: "budget", count: null, keepsKind: true, isOfAll: true },
  { asked: /^\W*(?:which|what|when|list|show|are there|do we have|any)\b.*\b(?:certificates?|certs?)\b.*\b(?:expir\w*|run out|end|ends|ending|due|renew\w*|left|valid)\b|\b(?:certificates?|certs?) (?:that |which )?(?:are )?(?:about to |due to )?(?:expir\w*|run out|end)\b/i, subject: "certificate", count: null },
  { asked: /\brunbooks?\b.*\b(?:never|not)\b.*\b(?:used|run|carried out|executed|exercised|tried|proved)\b|\b(?:unused|untested|untried|unproven)\b.*\brunbooks?\b/i, subject: "runbook", count: null, filters: ["used:never"] },
  { asked: /^\W*(?:what(?:'s| is| are)?|anything|show(?: me)?|list)\b.{0,20}\boverdue\b\W*$/i, subject: "action", count: "action_overdue", filters: ["state:overdue"] },
  { asked: /^\W*(?:please )?(?:list|show|give|which|what)\b(?!.*\b(?:overdue|late|due date|past due)\b).*(?:\b(?:action items?|actions|follow[- ]?ups?)\b.*\b(?:postmortems?|incidents?)|\b(?:postmortems?|incidents?) (?:action items?|actions|follow[- ]?ups?))\b/i, subject: "action", count: null },
  { asked: /\b(?:documents?|docs|documentation|runbooks?|polic(?:y|ies)|pages)\b.*\b(?:overdue|due|late|past due|behind)\b.*\breviews?\b|\b(?:documents?|docs|runbooks?|polic(?:y|ies)|pages)\b.*\breviews?\b.*\b(?:overdue|late|past due)\b|\boverdue reviews? of (?:documents?|docs|runbooks?)\b/i, subject: "document", count: null, filters: ["review:overdue"] },
  { asked: /\b(?:which|what|list|show)\b.{0,24}\b(?:goals?|okrs?)\b.*\b(?:missed|failed|overdue|past due)\b/i, subject: "goal", count: null, filters: ["due:past"] },
  { asked: /\b(?:which|what|list|show)\b.{0,24}\b(?:goals?|okrs?)\b.*\b(?:at risk|behind|off track|on track|slipping|in danger|met|reached|hit|achieved|done)\b/i, subject: "goal", count: null },
  { asked: /\b(?:how are|how do|how far|where are|where do|state of|progress (?:on|of|towards?)|are (?:we|our|the|all|any))\b.*\b(?:goals?|okrs?|key results?)\b/i, subject: "goal", count: null, keepsKind: true },
  { asked: /^(?!.*\b(?:services?|slos?|slas?|tickets?)\b).*\b(?:hit|meet|reach|miss|make|achieve|on track for)\b.*\b(?:goals?|targets?|okrs?|objectives?)\b/i, subject: "goal", count: null, keepsKind: true },
];

const lacks = /\b(?:no|without(?: an?| any)?|lack(?:s|ing)?(?: an?| any)?|miss(?:es|ing)(?: an?| any)?|ha(?:s|ve)n'?t(?: got)?(?: an?| any)?|not have(?: an?| any)?|don'?t have(?: an?| any)?)\s+((?:slos?|service level objectives?|runbooks?|owners?|owning teams?|monitors?|on[- ]?call)(?:(?:\s*,\s*|\s+(?:and|or)\s+)(?:no |an? )?(?:slos?|runbooks?|owners?|monitors?|on[- ]?call))*)\b/i;
/** "Every service should have a runbook by now; which ones still have none?" */
const hasNone = /\bservices? (?:\w+ ){0,3}(?:has|have|had|needs?) an? (slo|runbook|owner|monitor)s?\b[^?]{0,80}\bwhich\b(?: (?!have\b|has\b|had\b)\w+){0,4} (?:has|have|had) (?:got )?none\b/i;
const lacked: readonly (readonly [RegExp, string])[] = [[/slo|objective/i, "slo"], [/runbook/i, "runbook"], [/own/i, "owner"], [/monitor/i, "monitor"], [/call/i, "on_call"]];
const services = /\b(?:services?|applications?|apps|systems?)\b/i;
const others = /\b(?:tickets?|sites?|monitors? (?:have|are)|customers?|share|percentage|per ?cent|coverage)\b|%/i;
const counts = /\b(?:how many|number of|count of)\b/i;
/** What asks for more than the records: reasons, a course over time, a meaning, advice. */
const beyond: ReadonlySet<QueryPlan["intent"]> = new Set(["explain", "trend", "comparison", "root_cause", "doc_lookup", "exec_communication", "change_people", "org_design", "out_of_scope"]);

/** Kinds of question that records of goals and budgets answer as well as a list does. */
const kept: ReadonlySet<QueryPlan["intent"]> = new Set(["metric_lookup", "forecast", "status_summary", "risk_assessment", "decision", "prioritisation"]);

/** "Services without an owner or an SLO": what they lack, field by field. */
function lackedFields(question: string): string[] {
  const named = lacks.exec(question)?.[1] ?? hasNone.exec(question)?.[1];
  if (named === undefined || !services.test(question) || others.test(question)) return [];
  return lacked.filter(([word]) => word.test(named)).map(([, field]) => `${field}:none`);
}

const routeOf = (question: string, { entities }: QueryPlan): Omit<Route, "asked"> | undefined => {
  const filters = lackedFields(question);
  return filters.length > 0 ? { subject: "service", count: "service_count", filters } : routes.find(({ asked, isOfAll }) => asked.test(question) && !(isOfAll && entities.length > 0));
};

/** A question for a meaning that names nothing that has one. */
const isNothingNamed = ({ intent, metrics, subject }: QueryPlan): boolean => intent === "explain" && metrics.length === 0 && subject === null;

/** A goal is named by the figure that it is set for. */
function goalOf(question: string, layer: SemanticLayer): string[] {
  const words = ` ${question.toLowerCase().replace(/[^a-z0-9]+/g, " ")} `;
  const named = layer.metrics.find(({ id, label, synonyms }) => id !== "goal_progress" && [label, ...synonyms].some((name) => words.includes(` ${name.toLowerCase()} `)));
  return named === undefined ? [] : [`metric:${named.id}`];
}

/** "Customers in the EU" speaks of where customers are, not of where the service runs that a ticket without a customer is about. */
export function settleRegion(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan {
  const metric = metricOf(layer, plan.metrics[0] ?? "");
  if (!/\b(?:customers?|clients?|accounts?)\b (?:(?:in|from|of|within) )?(?:the )?(?:eu|europe|emea|us|usa|america|apac|asia)\b|\b(?:eu|european|us|american|apac|asian) (?:customers?|clients?|accounts?)\b/i.test(question) || metric?.filters.customer_region === undefined) return plan;
  return { ...plan, filters: plan.filters.map((pair) => pair.replace(/^region(?=!?:)/, "customer_region")) };
}

/** Records that a question asks for by what they are or lack, where no figure of its own was meant: they are listed, or counted when their number is asked for. */
export function settleRecords(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan {
  const route = plan.scope === "in" && (!beyond.has(plan.intent) || isNothingNamed(plan)) ? routeOf(question, plan) : undefined;
  const subject = route && subjectOf(layer, route.subject);
  if (!route || !subject) return plan;
  const isCount = counts.test(question) && route.count !== null && metricOf(layer, route.count) !== undefined;
  const filters = [...new Set([...plan.filters.filter((pair) => isApplicable(subject, pair) && !/^(?:status|slo_status|owner|metric|gap):/.test(pair)), ...(route.filters ?? []), ...(subject.id === "goal" ? goalOf(question, layer) : [])])];
  const bare = { ...plan, stats: [], dimensions: [], compareTo: null, time: subject.ofInstant || (subject.id === "goal" && plan.time?.explicit) ? plan.time : null, frameworks: [], orderBy: "value" as const, secondaryIntents: [] };
  if (isCount && route.count !== null) return { ...bare, intent: "metric_lookup", subject: null, metrics: [route.count], filters: route.count === "frozen_slos" ? filters.filter((pair) => !pair.startsWith("freeze")) : filters };
  const kind = route.keepsKind && kept.has(plan.intent) ? { intent: plan.intent, frameworks: plan.frameworks } : { intent: "list_lookup" as const };
  return { ...bare, ...kind, subject: subject.id, metrics: [], filters, order: "desc" };
}

const boundThings = /\b(services?|teams?|customers?)\b[^,;]*\b(?:below|under|above|over|less than|more than|worse than|better than)\b/i;

/** "Services below 99.9 % availability": a bound holds for the things that are named, not for those that are usual. */
export function settleBound(plan: QueryPlan, question: string, layer: SemanticLayer): QueryPlan {
  const thing = boundThings.exec(question)?.[1]?.toLowerCase().replace(/s$/, "");
  const metric = metricOf(layer, plan.metrics[0] ?? "");
  if (thing === undefined || !metric || plan.dimensions.length > 0 || ownThresholds(metric, plan.filters).length === 0) return plan;
  return metric.dimensions.some(({ id }) => id === thing) ? { ...plan, dimensions: [thing] } : plan;
}
