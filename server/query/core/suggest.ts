import { isVisible, type Reader } from "./gate";
import type { MetricDefinition, SemanticLayer } from "./metric";
import { dimensionWords, inSentence } from "./vocabulary";

/** One question that each metric answers well, for metrics whose typical question is not "label, by its first dimension". */
const typical: Readonly<Record<string, string>> = {
  sla_breach_rate: "Which groups miss their SLA most?",
  resolution_time: "Median and p90 time to resolve by priority",
  ticket_volume: "How many tickets were opened per day?",
  outage_minutes: "What were the ten longest outages?",
  availability: "What is the availability of each site?",
  handed_away: "Which groups hand away the most tickets?",
  ticket_backlog: "How many tickets are open now?",
  service_count: "How many services are there by team?",
  runbook_count: "How many runbooks are there by section?",
};

const order: Readonly<Record<string, readonly string[]>> = {
  support: ["ticket_backlog", "sla_breach_rate", "handed_away", "resolution_time", "ticket_volume"],
  operator: ["outage_minutes", "availability", "ticket_volume", "sla_breach_rate", "service_count"],
  viewer: ["availability", "outage_minutes", "service_count", "runbook_count"],
  requester: ["ticket_backlog", "ticket_volume", "resolution_time"],
  default: ["sla_breach_rate", "availability", "resolution_time", "outage_minutes", "ticket_volume", "handed_away", "service_count", "runbook_count"],
};

/** Questions that compare the groups of the desk: not for somebody who sees their own tickets alone. */
const comparesGroups: ReadonlySet<string> = new Set(["sla_breach_rate", "handed_away"]);

const seesOwnAlone = ({ scope }: Reader): boolean => scope.kind === "customers" && scope.requesterKeys !== undefined;

const dimensionPhrase = (id: string): string => dimensionWords[id]?.synonyms[0] ?? id.replaceAll("_", " ");

const mostBeside = 3;

/** Questions that the reader's role, permissions and the data there is support; most fitting first. Those of the domain that was just asked about come before all others. */
export function suggestQuestions(layer: SemanticLayer, reader: Reader & { role: string }, { hasData, beside = null }: { hasData: (metric: MetricDefinition) => boolean; beside?: string | null }): string[] {
  const ids = [...layer.metrics.filter(({ domain }) => domain === beside).map(({ id }) => id).slice(0, mostBeside), ...(order[reader.role] ?? []), ...(order.default ?? [])];
  const metrics = [...new Set(ids)].map((id) => layer.metrics.find((metric) => metric.id === id)).filter((metric): metric is MetricDefinition => metric !== undefined);
  const isFor = ({ id }: MetricDefinition): boolean => !(seesOwnAlone(reader) && comparesGroups.has(id));
  return metrics.filter((metric) => isFor(metric) && isVisible(metric, reader) && hasData(metric)).map((metric) => typical[metric.id] ?? `${metric.label} by ${dimensionPhrase(metric.defaultDimension ?? "month")}`);
}

/** Whose names a split shows; without any, it would show nothing. */
const namedBy: Readonly<Record<string, string>> = { customer_tier: "customer", region: "service" };

/** What one would ask next about a metric: another split, the course over time, the records behind it. */
export function followUpQuestions(metric: MetricDefinition, asked: { dimensions: readonly string[]; period: string; hasNames: (type: string) => boolean }): string[] {
  const name = inSentence(metric.label);
  const isFilled = (id: string): boolean => asked.hasNames(namedBy[id] ?? id);
  const splits = metric.dimensions.map(({ id }) => id).filter((id) => !asked.dimensions.includes(id) && isFilled(id)).slice(0, 3).map((id) => `${metric.label} by ${dimensionPhrase(id)}${asked.period}`);
  const course = metric.kind === "stock" || asked.dimensions.some((id) => ["day", "week", "month"].includes(id)) ? [] : [`How did ${name} develop per day${asked.period}?`];
  const records = metric.domain === "monitors" ? ["What were the ten longest outages?"] : [];
  return [...splits.slice(0, 2), ...course, ...splits.slice(2), ...records];
}
