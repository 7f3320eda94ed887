import "server-only";
import type { MetricDefinition, SubjectDefinition } from "#core/query";
import { base, durationStats, filters, fromTickets, hasHistory, isAtRisk, openAtInstant, openFilters, openLives, rate, withoutHistory } from "./metric-parts";
import { clockMetrics } from "./clock-metrics";
import { effortMetrics } from "./effort-metrics";
import { handoverMetrics } from "./handover-metrics";
import { ratingMetrics } from "./rating-metrics";
import { timeMetrics } from "./time-metrics";

const counts: readonly MetricDefinition[] = [
  {
    ...base, id: "ticket_volume", label: "Tickets opened", unit: "count", isAdditive: true, goodDirection: "neutral", defaultDimension: "priority",
    synonyms: ["tickets opened", "ticket volume", "new tickets", "tickets created", "tickets logged", "incoming tickets"],
    noun: "tickets opened", phrase: "{value} tickets were opened", definition: "Tickets by the time at which they were opened.", stats: { count: "count(*)" }, defaultStat: "count",
  },
  {
    ...base, id: "tickets_closed", label: "Tickets closed", unit: "count", isAdditive: true, goodDirection: "up", timeSql: "t.closed_at", listQuery: { time: "closed" }, where: ["t.closed_at is not null"],
    synonyms: ["tickets closed", "closed tickets"],
    noun: "tickets closed", phrase: "{value} tickets were closed", definition: "Tickets by the time at which they were closed.", stats: { count: "count(*)" }, defaultStat: "count",
  },
  {
    ...base, id: "ticket_backlog", label: "Open tickets", unit: "count", kind: "stock", isAdditive: true, timeSql: null, where: openAtInstant, filters: openFilters, listQuery: { status: "open" }, defaultDimension: "priority",
    lives: openLives,
    synonyms: ["open tickets", "ticket backlog", "backlog", "unresolved tickets", "outstanding tickets"],
    noun: "open tickets", phrase: "{value} tickets are open", definition: "Tickets opened by the instant and neither resolved nor closed at it.", stats: { count: "count(*)" }, defaultStat: "count",
  },
  {
    ...base, id: "ticket_age", label: "Age of open tickets", unit: "ms", kind: "stock", timeSql: null, where: openAtInstant, filters: openFilters, listQuery: { status: "open" },
    lives: openLives,
    synonyms: ["ticket age", "age of open tickets", "age of the backlog"],
    noun: "age of open tickets", phrase: "The {stat} age of the open tickets was {value}", definition: "From opened to the instant, over the tickets open at it.", stats: durationStats("t.opened_at", "{at}"), defaultStat: "p50",
  },
  {
    ...base, ...rate("not t.made_sla", "t.made_sla is not null"), id: "sla_breach_rate", label: "SLA breach rate",
    synonyms: ["sla breach rate", "sla misses", "sla breaches", "missed sla", "breach rate"],
    noun: "SLA breaches", phrase: "{value} of tickets missed their SLA ({count} of {n})", definition: "Tickets whose last event says that the SLA was missed, of those that say either; by the time at which they were opened.",
    missing: { condition: "t.made_sla is null", timeSql: "t.opened_at", phrase: "without a word on whether the SLA was met" },
  },
  {
    ...base, ...rate("t.reopen_count > 0", hasHistory), missing: withoutHistory, id: "reopen_rate", label: "Reopen rate",
    synonyms: ["reopen rate", "reopened tickets"],
    noun: "reopened tickets", phrase: "{value} of tickets were reopened ({count} of {n})", definition: "Tickets reopened at least once, of those opened in the period; those without history are left out.",
  },
  {
    ...base, id: "sla_at_risk", label: "Tickets at risk of missing their SLA", unit: "count", kind: "stock", isAdditive: true, timeSql: null, where: ["t.opened_at <= {at}", isAtRisk], filters: openFilters, listPath: null, defaultDimension: "priority",
    synonyms: ["tickets at risk", "sla at risk", "about to breach", "about to miss their sla", "close to breaching"],
    noun: "tickets at risk of missing their SLA", phrase: "{value} tickets are at risk of missing the SLA",
    definition: "Open tickets past the warning of their promised resolution and not late. Of tickets without a clock those that have not missed their SLA and are older than three of four tickets of their priority were when they were resolved within it, over the half year before.",
    stats: { count: "count(*)" }, defaultStat: "count",
  },
];

export const ticketMetrics: readonly MetricDefinition[] = [...counts, ...timeMetrics, ...handoverMetrics, ...clockMetrics, ...ratingMetrics, ...effortMetrics];

export const ticketSubjects: readonly SubjectDefinition[] = [
  {
    id: "ticket", domain: "tickets", label: "Tickets", nouns: ["ticket", "tickets"], synonyms: ["tickets"], permission: "tickets.read",
    from: fromTickets, where: [], filters, quantities: base.quantities, listWords: base.listWords, listTakesSeveral: true, entities: base.entities, customerSql: "t.customer_id", requesterSql: base.requesterSql, teamSql: "t.team_id", listPath: "/tickets", timeSql: "t.opened_at", coverageSql: base.coverageSql,
    titleColumn: "number", hrefSql: "'/tickets/' || t.number",
    columns: [
      { key: "number", label: "Ticket", unit: "text", sql: "t.number" },
      { key: "priority", label: "Priority", unit: "text", sql: "upper(t.priority)" },
      { key: "state", label: "State", unit: "text", sql: "t.state" },
      { key: "team", label: "Group", unit: "text", sql: "g.name" },
      { key: "opened_at", label: "Opened", unit: "datetime", sql: "t.opened_at" },
      { key: "resolution", label: "Time to resolve", unit: "ms", sql: "(extract(epoch from t.resolved_at - t.opened_at) * 1000)::float8" },
      { key: "reassignments", label: "Reassignments", unit: "count", sql: "t.reassignment_count" },
      { key: "sla", label: "SLA", unit: "text", sql: "case when t.made_sla then 'met' when not t.made_sla then 'missed' end" },
    ],
    orders: {
      default: { column: "opened_at", direction: "desc" },
      sla_at_risk: { column: "opened_at", direction: "asc" },
      ticket_age: { column: "opened_at", direction: "asc" },
      resolution_time: { column: "resolution", direction: "desc" },
      handed_away: { column: "reassignments", direction: "desc" },
      reassignment_by_final_group: { column: "reassignments", direction: "desc" },
      reassignment_rate: { column: "reassignments", direction: "desc" },
    },
  },
];
