import type { Lexicon, LexiconEntity, LexiconMetric } from "./lexicon";

const ticketDimensions = ["team", "priority", "service", "customer", "customer_tier", "region", "category", "channel", "location", "state", "day", "week", "month"];
const ticketFilters = ["priority", "status", "sla", "reopened", "reassigned", "escalated", "customer_tier", "region", "category"];
const monitorDimensions = ["monitor", "service", "day", "week", "month"];
const percentiles = ["p50", "mean", "p90", "p95", "p99", "max"];

type Short = Pick<LexiconMetric, "id" | "label" | "synonyms"> & Partial<LexiconMetric>;
const ticket = (metric: Short): LexiconMetric => ({ unit: "count", kind: "flow", stats: ["count"], dimensions: ticketDimensions, filters: ticketFilters, ...metric });
const monitor = (metric: Short): LexiconMetric => ({ unit: "ratio", kind: "flow", stats: ["mean"], dimensions: monitorDimensions, filters: ["region"], ...metric });
const count = (metric: Short): LexiconMetric => ({ unit: "count", kind: "stock", stats: ["count"], dimensions: ["tier", "team", "region"], filters: ["tier", "region", "owner"], ...metric });

const metrics: LexiconMetric[] = [
  ticket({ id: "ticket_volume", label: "Tickets opened", synonyms: ["tickets opened", "ticket volume", "new tickets"] }),
  ticket({ id: "tickets_closed", label: "Tickets closed", synonyms: ["tickets closed", "closed tickets"] }),
  ticket({ id: "ticket_backlog", label: "Open tickets", synonyms: ["open tickets", "backlog", "unresolved tickets"], kind: "stock" }),
  ticket({ id: "resolution_time", label: "Time to resolve", synonyms: ["time to resolve", "resolution time"], unit: "ms", stats: percentiles }),
  ticket({ id: "first_response_time", label: "Time to first response", synonyms: ["first response time"], unit: "ms", stats: percentiles }),
  ticket({ id: "sla_breach_rate", label: "SLA breach rate", synonyms: ["sla breach rate", "sla misses"], unit: "ratio", stats: ["mean", "count"] }),
  ticket({ id: "reopen_rate", label: "Reopen rate", synonyms: ["reopen rate", "reopened tickets"], unit: "ratio", stats: ["mean", "count"] }),
  ticket({ id: "escalation_rate", label: "Escalation rate", synonyms: ["escalation rate", "escalated tickets"], unit: "ratio", stats: ["mean", "count"] }),
  ticket({ id: "handed_away", label: "Reassignments handed away", synonyms: ["tickets handed away", "reassignments"] }),
  ticket({ id: "received_by", label: "Reassignments received", synonyms: ["reassignments received"] }),
  ticket({ id: "reassignment_rate", label: "Reassignment rate", synonyms: ["reassignment rate"], unit: "ratio", stats: ["mean", "count"] }),
  monitor({ id: "availability", label: "Availability", synonyms: ["availability", "uptime"] }),
  monitor({ id: "outage_count", label: "Outages", synonyms: ["number of outages"], unit: "count", stats: ["count"] }),
  monitor({ id: "outage_minutes", label: "Downtime", synonyms: ["downtime", "outage minutes"], unit: "minutes", stats: ["sum", "max"] }),
  monitor({ id: "latency_p95", label: "p95 latency", synonyms: ["p95 latency", "latency"], unit: "ms", stats: ["p95", "p50", "p90", "mean", "max"] }),
  count({ id: "service_count", label: "Services", synonyms: ["number of services"] }),
  count({ id: "customer_count", label: "Customers", synonyms: ["number of customers"], dimensions: ["customer_tier", "region"] }),
  count({ id: "team_count", label: "Teams", synonyms: ["number of teams"] }),
  count({ id: "runbook_count", label: "Runbooks", synonyms: ["number of runbooks"] }),
];

const entity = (type: string) => (id: string): LexiconEntity => ({ type, id, name: id, aliases: [] });
const entities: LexiconEntity[] = [
  ...["checkout", "payments-api", "auth", "search", "notifications", "billing", "catalog", "orders-db", "data-pipeline", "api-gateway", "mobile-backend", "reporting"].map(entity("service")),
  ...["platform", "payments", "identity", "discovery", "support", "data", "sre", "mobile", "web"].map(entity("team")),
  { type: "team", id: "group-56", name: "Group 56", aliases: [] },
  { type: "team", id: "group-70", name: "Group 70", aliases: [] },
  ...["northwind", "globex", "initech", "umbrella", "hooli"].map(entity("customer")),
  { type: "monitor", id: "chat", name: "Chat", aliases: [] },
  { type: "monitor", id: "manual", name: "Manual", aliases: ["handbook"] },
  { type: "monitor", id: "manual-dev", name: "Manual (dev)", aliases: [] },
  { type: "monitor", id: "documentation", name: "Documentation", aliases: [] },
  { type: "runbook", id: "kube-pod-not-ready", name: "KubePodNotReady", aliases: [] },
  { type: "monitor", id: "main-website", name: "Main website", aliases: ["homepage"] },
];

/** A deployment for tests: the catalogue of the demo organisation, two numbered groups and four monitors. */
export const testLexicon: Lexicon = {
  metrics,
  entities,
  dimensions: [{ id: "team", synonyms: ["group", "team"] }, { id: "monitor", synonyms: ["site", "monitor"] }],
  filters: [{ field: "category", value: "hardware", synonyms: ["hardware"] }],
};
