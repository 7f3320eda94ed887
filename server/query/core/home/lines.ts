import type { QueryPlan } from "../../contract";
import type { MetricDefinition, SemanticLayer } from "../metric";

const dayMs = 86_400_000;

/** One line of a home page before it is answered: the words that it is known by, and the exact plan. */
export interface HomeLine {
  id: string;
  question: string;
  plan: QueryPlan;
  metric: MetricDefinition | null;
}

export interface HomeClock {
  now: string;
  zone: string;
}

const emptyPlan: QueryPlan = {
  intent: "metric_lookup", subject: null, metrics: [], stats: [], dimensions: [], time: null, compareTo: null, entities: [], filters: [], order: "desc", orderBy: "value", mine: false,
  secondaryIntents: [], frameworks: [], limit: null, persona: "exec_comms", scope: "in",
};

const back = (iso: string, days: number): string => new Date(Date.parse(iso) - days * dayMs).toISOString();

/** A stock is compared with what it was 30 days ago; a flow with the equal period before, which the engine adds itself. */
function compareWith(metric: MetricDefinition, { now }: HomeClock): QueryPlan["compareTo"] {
  return metric.kind === "stock" ? { from: back(now, 60), to: back(now, 30) } : null;
}

/** The figure over the default period, with its course by day. */
export function figureLine(metric: MetricDefinition, clock: HomeClock): HomeLine {
  const time = { from: back(clock.now, 30), to: clock.now, label: "the last 30 days", explicit: false, zone: clock.zone };
  const question = metric.kind === "stock" ? `${metric.label} now` : `${metric.label} in the last 30 days`;
  return { id: metric.id, question, metric, plan: { ...emptyPlan, metrics: [metric.id], dimensions: ["day"], time, compareTo: compareWith(metric, clock) } };
}

/** The last seven days against the seven before. */
export function changeLine(metric: MetricDefinition, { now, zone }: HomeClock): HomeLine {
  const time = { from: back(now, 7), to: now, label: "last 7 days", explicit: true, zone };
  return { id: `${metric.id}_week`, question: `${metric.label} in the last 7 days`, metric, plan: { ...emptyPlan, metrics: [metric.id], time, compareTo: { from: back(now, 14), to: back(now, 7) } } };
}

/** Records that wait for somebody. */
export interface Waiting {
  id: string;
  question: string;
  subject: string;
  filters: readonly string[];
  /** Singular and plural of what the count says. */
  words: readonly [string, string];
}

export const waitingLists: readonly Waiting[] = [
  { id: "incidents_open", question: "Which incidents are open?", subject: "incident", filters: ["status:open"], words: ["incident is open", "incidents are open"] },
  { id: "slos_frozen", question: "Which SLOs are under a change freeze?", subject: "slo", filters: ["freeze!:none"], words: ["SLO is under a change freeze", "SLOs are under a change freeze"] },
  { id: "windows_requested", question: "Which maintenance windows wait for approval?", subject: "maintenance_window", filters: ["state:requested"], words: ["maintenance window waits for approval", "maintenance windows wait for approval"] },
  { id: "actions_overdue", question: "Which follow-up actions are overdue?", subject: "action", filters: ["state:overdue"], words: ["follow-up action is overdue", "follow-up actions are overdue"] },
  { id: "sites_down", question: "Which outages are open?", subject: "outage", filters: ["status:open"], words: ["site is down now", "sites are down now"] },
  { id: "p1_open", question: "List open P1 tickets", subject: "ticket", filters: ["status:open", "priority:p1"], words: ["P1 ticket is open", "P1 tickets are open"] },
  { id: "sla_missed", question: "Which open tickets missed their SLA?", subject: "ticket", filters: ["status:open", "sla:missed"], words: ["open ticket has missed its SLA", "open tickets have missed their SLA"] },
  { id: "no_owner", question: "Which services have no owner?", subject: "service", filters: ["owner:none"], words: ["service has no owner", "services have no owner"] },
  { id: "no_runbook", question: "Which services have no runbook?", subject: "service", filters: ["runbook:none"], words: ["service has no runbook", "services have no runbook"] },
];

export const waitingLine = ({ id, question, subject, filters }: Waiting): HomeLine => ({ id, question, metric: null, plan: { ...emptyPlan, intent: "list_lookup", subject, filters: [...filters], limit: 5 } });

/** Open tickets that will miss their SLA soon, where the records say so. */
export const atRiskLine = (metric: MetricDefinition): HomeLine => ({ id: metric.id, question: `${metric.label} now`, metric, plan: { ...emptyPlan, metrics: [metric.id] } });

const usual = ["slo_attainment", "incident_minutes", "sla_breach_rate", "ticket_backlog", "availability", "resolution_time", "outage_minutes", "ticket_volume", "runbook_coverage", "service_count"];
export const watched = ["incident_minutes", "incident_count", "slo_attainment", "outage_minutes", "availability", "ticket_volume", "sla_breach_rate", "resolution_time", "first_response_time", "reopen_rate", "escalation_rate", "handed_away", "deployment_frequency", "change_failure_rate", "oncall_pages", "latency_p95"];
const shownFigures = 5;
/** Some of the usual ones hold nothing where nobody records what they count. */
const triedFigures = 8;

/** The figures to ask for: those that goals are set on, the next due first, then the usual ones, with some to spare where goals leave room. */
export function chooseFigures(layer: SemanticLayer, goalMetrics: readonly string[]): MetricDefinition[] {
  const held = (ids: readonly string[]): MetricDefinition[] => ids.flatMap((id) => layer.metrics.filter((metric) => metric.id === id));
  const isFilled = held(goalMetrics).length >= shownFigures;
  return held([...new Set([...goalMetrics, ...usual])]).slice(0, isFilled ? shownFigures : triedFigures);
}

/** The five that are shown: those of goals and those that hold something, in their order; others only where there are too few. */
export function bestFigures<T extends { id: string; value: string | null }>(figures: readonly T[], goalMetrics: readonly string[]): T[] {
  const isWanted = ({ id, value }: T): boolean => value !== null || goalMetrics.includes(id);
  const chosen = new Set([...figures.filter(isWanted), ...figures.filter((figure) => !isWanted(figure))].slice(0, shownFigures));
  return figures.filter((figure) => chosen.has(figure));
}
