import "server-only";
import type { DimensionDefinition, FilterDefinitions, MetricDefinition, SubjectDefinition } from "#core/query";
import { gapsSql, gapWords, kindWords } from "./gaps-sql";

const dimensions: readonly DimensionDefinition[] = [
  { id: "gap", sql: "b.gap", labelSql: gapWords },
  { id: "service", sql: "s.slug", labelSql: "s.name" },
  { id: "team", sql: "g.slug", labelSql: "g.name" },
  { id: "tier", sql: "b.tier::text", labelSql: "'Tier ' || b.tier", isOrdinal: true },
];
const filters: FilterDefinitions = { gap: "b.gap", kind: "b.kind", tier: "b.tier::text", owner: "g.slug" };

const base = {
  domain: "catalog" as const, permission: "catalog.read", from: gapsSql, where: [], filters, entities: { team: "g.slug", service: "s.slug" }, customerSql: null, teamSql: "b.team_id", listPath: "/blind-spots",
  coverageSql: "select min(created_at) as from_at, case when count(*) > 0 then now() end as to_at from service",
};

export const blindSpotMetrics: readonly MetricDefinition[] = [
  {
    ...base, id: "blind_spots", label: "Blind spots", synonyms: ["blind spots", "gaps in coverage", "coverage gaps", "unmonitored services"], noun: "blind spots", phrase: "There are {value} blind spots",
    definition: "Gaps now: live services without owner, on-call, monitor, SLO or runbook, and monitors and SLOs without data, each gap counted once.", unit: "count", goodDirection: "down", kind: "stock", isAdditive: true, timeSql: null,
    stats: { count: "count(*)" }, defaultStat: "count", sampleSql: "count(*)", sampleNoun: "gaps", minimumSample: 0, isZeroMeasured: true, dimensions, defaultDimension: "gap",
  },
];

export const blindSpotSubjects: readonly SubjectDefinition[] = [
  {
    ...base, id: "blind_spot", label: "Blind spots", nouns: ["blind spot", "blind spots"], synonyms: ["blind spots", "blind spot", "coverage gaps"], timeSql: null, titleColumn: "name",
    hrefSql: "case b.kind when 'service' then '/services/' when 'monitor' then '/monitors/' else '/slos/' end || b.slug", orders: { default: { column: "tier", direction: "asc" } },
    columns: [
      { key: "name", label: "Name", unit: "text", sql: "b.name" },
      { key: "kind", label: "Kind", unit: "text", sql: kindWords },
      { key: "gap", label: "What is missing", unit: "text", sql: gapWords },
      { key: "tier", label: "Tier", unit: "count", sql: "b.tier" },
      { key: "owner", label: "Owner", unit: "text", sql: "g.name" },
      { key: "since", label: "Last data", unit: "date", sql: "b.since::date::text" },
    ],
  },
];
