import "server-only";
import type { DimensionDefinition, FilterDefinitions, MetricDefinition, SubjectDefinition } from "#core/query";
import { fillBudgets } from "./fill-budgets";

const joins = "\nleft join service s on s.id = o.service_id\nleft join team g on g.id = o.owner_team_id\nleft join slo_status u on u.slo_id = o.id";
const dimensions: readonly DimensionDefinition[] = [
  { id: "slo", sql: "o.slug", labelSql: "concat_ws(' ', s.name, o.name)" },
  { id: "service", sql: "s.slug", labelSql: "s.name" },
  { id: "team", sql: "g.slug", labelSql: "g.name" },
  { id: "region", sql: "s.region" },
  { id: "tier", sql: "s.tier::text", isOrdinal: true },
];
// The hardest freeze in force now; one that is overridden does not hold.
const freezeSql = "(select min(f.kind) from slo_freeze f where f.slo_id = o.id and f.closed_at is null and f.kind in ('soft', 'hard') and (f.override_until is null or f.override_until <= now()))";
const filters: FilterDefinitions = { region: "s.region", tier: "s.tier::text", slo_status: "u.status", freeze: freezeSql };

const base = {
  domain: "slo" as const,
  permission: "slo.read",
  where: ["o.archived_at is null", "o.promise is null"] as readonly string[],
  filters,
  dimensions,
  entities: { service: "s.slug", team: "g.slug", slo: "o.slug" },
  customerSql: null,
  teamSql: "coalesce(o.owner_team_id, s.owner_team_id)",
  listPath: "/slos",
  minimumSample: 0,
  isAdditive: false,
  timeSql: null,
  sampleSql: "count(*)",
  sampleNoun: "SLOs",
  defaultDimension: "slo",
};

// Sums of the days inside the period, adjusted for exclusions or raw; an SLO without any has no data.
const daysOf = (accounting: "adjusted" | "raw"): string => `slo o${joins}
cross join lateral (select sum(d.${accounting}_good) as good, sum(d.${accounting}_total) as total from sli_day d where d.slo_key = o.key and d.day >= ({from} at time zone 'UTC')::date and d.day < ({to} at time zone 'UTC')::date) p`;
const span = { ...base, kind: "span" as const, from: daysOf("adjusted"), where: [...base.where, "p.total > 0"], isZeroMeasured: true, coverageSql: "select min(d.day)::timestamptz as from_at, (max(d.day) + 1)::timestamptz as to_at from sli_day d" };
const now = { ...base, kind: "stock" as const, from: `slo o${joins}`, isZeroMeasured: false, coverageSql: "select min(u.period_from) as from_at, max(u.evaluated_at) as to_at from slo_status u" };
const isMet = "p.good / p.total >= o.target";

export const sloMetrics: readonly MetricDefinition[] = [
  {
    ...span, id: "slo_attainment", label: "SLO attainment", unit: "ratio", goodDirection: "up", synonyms: ["slo attainment", "slo compliance", "slos met", "service level objectives met", "promises kept"],
    noun: "SLOs that met their target", phrase: "{value} of SLOs met their target ({count} of {n})", definition: "SLOs whose good over total in the period (whole UTC days, exclusions taken out) reached their own target, of those with data.",
    stats: { mean: `count(*) filter (where ${isMet})::float8 / nullif(count(*), 0)`, count: `count(*) filter (where ${isMet})` }, defaultStat: "mean",
  },
  {
    ...span, from: daysOf("raw"), id: "slo_attainment_raw", label: "SLO attainment, raw", unit: "ratio", goodDirection: "up", synonyms: ["raw slo attainment", "raw attainment", "unadjusted slo attainment", "unadjusted attainment"],
    noun: "SLOs that met their target with nothing excluded", phrase: "{value} of SLOs met their target with nothing excluded ({count} of {n})", definition: "SLOs whose good over total in the period (whole UTC days, exclusions left in) reached their own target, of those with data.",
    stats: { mean: `count(*) filter (where ${isMet})::float8 / nullif(count(*), 0)`, count: `count(*) filter (where ${isMet})` }, defaultStat: "mean",
  },
  {
    ...span, id: "slos_missed", label: "SLOs that missed their target", unit: "count", goodDirection: "down", isAdditive: true, where: [...span.where, `not (${isMet})`], synonyms: ["slos that missed their target", "missed slos", "slos missed", "objectives missed"],
    noun: "SLOs that missed their target", phrase: "{value} SLOs missed their target", definition: "SLOs whose good over total in the period (whole UTC days, exclusions taken out) stayed below their own target.", stats: { count: "count(*)" }, defaultStat: "count",
  },
  {
    ...span, id: "error_budget_burn_rate", label: "Burn rate", unit: "count", goodDirection: "down", synonyms: ["burn rate", "error budget burn", "budget burn"],
    noun: "burn rate", phrase: "The burn rate was {value} times the sustainable one", definition: "Bad over total in the period divided by the budget (1 - target); 1 spends the budget exactly over the SLO's own window. Of several SLOs, the mean.",
    stats: { mean: "avg((1 - p.good / p.total) / (1 - o.target))", max: "max((1 - p.good / p.total) / (1 - o.target))" }, defaultStat: "mean",
  },
  {
    ...now, id: "error_budget_remaining", label: "Error budget left", unit: "ratio", goodDirection: "up", where: [...base.where, "u.remaining is not null"], synonyms: ["error budget left", "error budget remaining", "remaining error budget", "error budget"],
    noun: "error budget left", phrase: "{value} of the error budget is left", definition: "One minus burn over each SLO's own window as of its last evaluation, exclusions taken out; negative when overspent. Of several SLOs, the mean.",
    stats: { mean: "avg(u.remaining)", p50: "percentile_cont(0.5) within group (order by u.remaining)" }, defaultStat: "mean",
  },
  {
    ...now, id: "error_budget_remaining_raw", label: "Error budget left, raw", unit: "ratio", goodDirection: "up", where: [...base.where, "u.raw_remaining is not null"], synonyms: ["raw error budget left", "raw error budget", "raw budget left", "unadjusted error budget"],
    noun: "error budget left with nothing excluded", phrase: "{value} of the error budget is left with nothing excluded", definition: "One minus burn over each SLO's own window as of its last evaluation, exclusions left in; negative when overspent. Of several SLOs, the mean.",
    stats: { mean: "avg(u.raw_remaining)", p50: "percentile_cont(0.5) within group (order by u.raw_remaining)" }, defaultStat: "mean",
  },
  {
    ...now, id: "budget_spent", label: "Error budget spent", unit: "ratio", goodDirection: "down", where: [...base.where, "u.remaining is not null"], synonyms: ["error budget spent", "budget spent", "error budget consumed"],
    noun: "error budget spent", phrase: "{value} of the error budget is spent", definition: "Burn over each SLO's own window as of its last evaluation, exclusions taken out. Of several SLOs, the mean.",
    stats: { mean: "avg(1 - u.remaining)", max: "max(1 - u.remaining)" }, defaultStat: "mean",
  },
  {
    ...now, id: "slo_count", isStanding: true, label: "SLOs", unit: "count", goodDirection: "neutral", isAdditive: true, defaultDimension: null, synonyms: ["number of slos", "slo count"],
    noun: "SLOs", phrase: "{value} SLOs are defined", definition: "Service level objectives in use now.", stats: { count: "count(*)" }, defaultStat: "count",
    dimensions: [...dimensions.slice(1), { id: "status", sql: "u.status" }], coverageSql: "select min(o.created_at) as from_at, max(o.created_at) as to_at from slo o",
  },
  {
    ...now, id: "frozen_slos", label: "Frozen SLOs", unit: "count", goodDirection: "down", isAdditive: true, isZeroMeasured: true, where: [...base.where, `${freezeSql} is not null`], synonyms: ["frozen slos", "change freezes", "slos under a freeze", "frozen services", "error budget freezes", "slos are frozen", "services are frozen", "slos are under a freeze"],
    noun: "SLOs under a change freeze", phrase: "{value} SLOs are under a change freeze", definition: "SLOs whose error budget policy holds a soft or hard freeze of change now, overridden ones left out.", stats: { count: "count(*)" }, defaultStat: "count",
    dimensions: [...dimensions, { id: "freeze", sql: freezeSql }], defaultDimension: "slo",
  },
];

export const sloSubjects: readonly SubjectDefinition[] = [
  {
    id: "slo", domain: "slo", label: "SLOs", nouns: ["SLO", "SLOs"], synonyms: ["slos", "slo", "service level objectives", "objectives"], permission: "slo.read",
    from: `slo o${joins}`, where: base.where, filters: { ...filters, status: "u.status" }, entities: base.entities, customerSql: null, teamSql: base.teamSql, listPath: "/slos", timeSql: null, coverageSql: "select min(o.created_at) as from_at, max(o.created_at) as to_at from slo o",
    titleColumn: "slo", hrefSql: "'/slos/' || o.slug",
    columns: [
      { key: "slo", label: "SLO", unit: "text", sql: "concat_ws(' ', s.name, o.name)" },
      { key: "status", label: "Status", unit: "text", sql: "coalesce(replace(u.status, '_', ' '), 'no data')" },
      { key: "target", label: "Target", unit: "ratio", sql: "o.target" },
      { key: "sli", label: "Attained", unit: "ratio", sql: "u.sli" },
      { key: "remaining", label: "Budget left", unit: "ratio", sql: "u.remaining" },
      { key: "freeze", label: "Change freeze", unit: "text", sql: freezeSql },
      { key: "owner", label: "Owner", unit: "text", sql: "g.name" },
    ],
    orders: { default: { column: "remaining", direction: "asc" }, error_budget_remaining: { column: "remaining", direction: "asc" } },
  },
  {
    id: "budget", domain: "slo", label: "Error budgets", nouns: ["error budget", "error budgets"], synonyms: ["error budgets", "budgets"], permission: "slo.read",
    from: `slo o${joins}`, where: base.where, filters, entities: base.entities, customerSql: null, teamSql: base.teamSql, listPath: "/slos", timeSql: null, coverageSql: "select min(o.created_at) as from_at, max(o.created_at) as to_at from slo o",
    titleColumn: "slo", hrefSql: "'/slos/' || o.slug",
    columns: [
      { key: "slo", label: "SLO", unit: "text", sql: "concat_ws(' ', s.name, o.name)" },
      { key: "remaining", label: "Budget left", unit: "ratio", sql: "u.remaining" },
      { key: "forecast", label: "If it goes on as it did", unit: "text", sql: "null::text" },
      { key: "runs_out", label: "Runs out", unit: "datetime", sql: "null::timestamptz" },
      { key: "chance", label: "Chance of running out", unit: "ratio", sql: "null::float8" },
    ],
    orders: { default: { column: "remaining", direction: "asc" } }, told: "forecast", fill: fillBudgets,
  },
  {
    id: "promise", domain: "slo", label: "Promises of the portal", nouns: ["promise of the portal", "promises of the portal"], synonyms: ["promises of the portal", "portal promises", "own promises", "our promises"], permission: "slo.read",
    from: `slo o${joins}`, where: ["o.archived_at is null", "o.promise is not null"], filters: { slo_status: "u.status" }, entities: {}, customerSql: null, teamSql: null, listPath: "/promises", timeSql: null,
    coverageSql: "select min(o.created_at) as from_at, max(u.evaluated_at) as to_at from slo o join slo_status u on u.slo_id = o.id where o.promise is not null", titleColumn: "promise", hrefSql: "'/slos/' || o.slug",
    columns: [
      { key: "promise", label: "Promise", unit: "text", sql: "o.name" },
      { key: "status", label: "Status", unit: "text", sql: "case u.status when 'healthy' then 'kept' when 'at_risk' then 'at risk' when 'exhausted' then 'broken' else 'no data' end" },
      { key: "target", label: "Target", unit: "ratio", sql: "o.target" },
      { key: "sli", label: "Attained", unit: "ratio", sql: "u.sli" },
      { key: "remaining", label: "Budget left", unit: "ratio", sql: "u.remaining" },
    ],
    orders: { default: { column: "remaining", direction: "asc" } },
  },
];
