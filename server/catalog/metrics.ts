import "server-only";
import type { DimensionDefinition, FilterDefinitions, MetricDefinition, SubjectDefinition } from "#core/query";

const fromServices = "service s\nleft join team g on g.id = s.owner_team_id";
const serviceDimensions: readonly DimensionDefinition[] = [
  { id: "team", sql: "g.slug", labelSql: "g.name" },
  { id: "tier", sql: "s.tier::text", labelSql: "'Tier ' || s.tier", isOrdinal: true },
  { id: "region", sql: "s.region" },
  { id: "lifecycle", sql: "s.lifecycle" },
];
const serviceFilters: FilterDefinitions = {
  depends_on: "exists (select 1 from service_dependency d join service o on o.id = d.depends_on_id where d.service_id = s.id and o.slug = {value})",
  dependency_of: "exists (select 1 from service_dependency d join service o on o.id = d.service_id where d.depends_on_id = s.id and o.slug = {value})",
  tier: "s.tier::text",
  region: "s.region",
  lifecycle: "s.lifecycle",
  owner: "g.slug",
  runbook: "(select min(d.slug) from document d where d.service_id = s.id and d.kind = 'runbook')",
  monitor: "(select min(m.slug) from monitor m where m.service_id = s.id and m.archived_at is null)",
  slo: "(select min(o.slug) from slo o where o.service_id = s.id and o.archived_at is null)",
  on_call: "(select r.id from rota r where r.team_id = s.owner_team_id and cardinality(r.member_ids) > 0)",
};
/** Services whose use by the customer is in the catalogue. */
const usedBy = "exists (select 1 from customer_service u join customer c on c.id = u.customer_id where u.service_id = s.id and c.slug = {value})";
/** Customers whose use of the service is in the catalogue. */
const usesService = "exists (select 1 from customer_service u join service o on o.id = u.service_id where u.customer_id = c.id and o.slug = {value})";
const customerFilters: FilterDefinitions = { customer_tier: "c.tier", region: "c.region" };

const count = {
  domain: "catalog" as const,
  permission: "catalog.read",
  unit: "count" as const,
  kind: "stock" as const,
  goodDirection: "neutral" as const,
  isAdditive: true,
  timeSql: null,
  stats: { count: "count(*)" },
  defaultStat: "count" as const,
  sampleSql: "count(*)",
  minimumSample: 0,
  isStanding: true,
  isZeroMeasured: false,
  customerSql: null,
};

const coverageOf = (table: string): string => `select min(created_at) as from_at, max(created_at) as to_at from ${table}`;

export const catalogMetrics: readonly MetricDefinition[] = [
  {
    ...count, id: "service_count", label: "Services", synonyms: ["number of services", "service count"], noun: "services", phrase: "{value} services are in the catalogue",
    definition: "Services in the catalogue now, retired ones left out.", from: fromServices, where: ["s.lifecycle <> 'retired'"], sampleNoun: "services", dimensions: serviceDimensions, defaultDimension: "team",
    filters: serviceFilters, entities: { team: "g.slug", service: "s.slug" }, teamSql: "s.owner_team_id", coverageSql: coverageOf("service"), listPath: "/services",
  },
  {
    ...count, id: "team_count", label: "Teams", synonyms: ["number of teams", "team count"], noun: "teams", phrase: "{value} teams are in the catalogue",
    definition: "Teams in the catalogue now, support groups included.", from: "team g", where: [], sampleNoun: "teams", dimensions: [{ id: "kind", sql: "g.kind" }], defaultDimension: "kind",
    filters: {}, entities: { team: "g.slug" }, teamSql: "g.id", coverageSql: coverageOf("team"), listPath: "/teams",
  },
  {
    ...count, id: "customer_count", label: "Customers", synonyms: ["number of customers", "customer count"], noun: "customers", phrase: "{value} customers are in the catalogue",
    definition: "Customers in the catalogue now.", from: "customer c", where: [], sampleNoun: "customers", dimensions: [{ id: "customer_tier", sql: "c.tier" }, { id: "region", sql: "c.region" }], defaultDimension: "customer_tier",
    filters: customerFilters, entities: { customer: "c.slug", service: usesService }, customerSql: "c.id", teamSql: null, coverageSql: coverageOf("customer"), listPath: "/customers",
  },
];

export const catalogSubjects: readonly SubjectDefinition[] = [
  {
    id: "service", domain: "catalog", label: "Services", nouns: ["service", "services"], synonyms: ["services", "service"], permission: "catalog.read", from: fromServices, where: ["s.lifecycle <> 'retired'"],
    filters: serviceFilters, entities: { team: "g.slug", service: "s.slug", customer: usedBy }, customerSql: null, teamSql: "s.owner_team_id", listPath: "/services", timeSql: null, coverageSql: coverageOf("service"),
    titleColumn: "service", hrefSql: "'/services/' || s.slug", orders: { default: { column: "tier", direction: "asc" } }, told: "owner",
    columns: [
      { key: "service", label: "Service", unit: "text", sql: "s.name" },
      { key: "tier", label: "Tier", unit: "count", sql: "s.tier" },
      { key: "owner", label: "Owner", unit: "text", sql: "g.name" },
      { key: "region", label: "Region", unit: "text", sql: "s.region" },
      { key: "lifecycle", label: "Lifecycle", unit: "text", sql: "s.lifecycle" },
    ],
  },
  {
    id: "team", domain: "catalog", label: "Teams", nouns: ["team", "teams"], synonyms: ["teams", "team", "groups"], permission: "catalog.read", from: "team g", where: [], filters: {}, entities: { team: "g.slug" },
    customerSql: null, teamSql: "g.id", listPath: "/teams", timeSql: null, coverageSql: coverageOf("team"), titleColumn: "team", hrefSql: "'/teams/' || g.slug", orders: { default: { column: "team", direction: "asc" } },
    columns: [
      { key: "team", label: "Team", unit: "text", sql: "g.name" },
      { key: "kind", label: "Kind", unit: "text", sql: "g.kind" },
      { key: "services", label: "Services", unit: "count", sql: "(select count(*) from service s where s.owner_team_id = g.id)::int" },
    ],
  },
  {
    id: "customer", domain: "catalog", label: "Customers", nouns: ["customer", "customers"], synonyms: ["customers", "customer", "clients"], permission: "catalog.read", from: "customer c", where: [], filters: customerFilters,
    entities: { customer: "c.slug", service: usesService }, customerSql: "c.id", teamSql: null, listPath: "/customers", timeSql: null, coverageSql: coverageOf("customer"), titleColumn: "customer", hrefSql: "'/customers/' || c.slug",
    orders: { default: { column: "customer", direction: "asc" } },
    columns: [
      { key: "customer", label: "Customer", unit: "text", sql: "c.name" },
      { key: "tier", label: "Tier", unit: "text", sql: "c.tier" },
      { key: "region", label: "Region", unit: "text", sql: "c.region" },
    ],
  },
  {
    id: "goal", domain: "catalog", label: "Goals", nouns: ["goal", "goals"], synonyms: ["goals", "objectives", "targets"], permission: "catalog.read", from: "goal o", where: [], filters: { owner: "nullif(o.owner_name, '')", metric: "o.metric", due: "case when o.due_on < ({at} at time zone 'UTC')::date then 'past' else 'ahead' end" },
    entities: {}, customerSql: null, teamSql: null, listPath: "/goals", timeSql: "o.due_on::timestamptz", coverageSql: coverageOf("goal"), titleColumn: "goal", hrefSql: "'/goals/' || o.id", orders: { default: { column: "due_on", direction: "asc" } },
    columns: [
      { key: "goal", label: "Goal", unit: "text", sql: "o.title" },
      { key: "due_on", label: "Due", unit: "date", sql: "o.due_on::text" },
      { key: "owner", label: "Owner", unit: "text", sql: "nullif(o.owner_name, '')" },
      { key: "metric", label: "Figure", unit: "text", sql: "o.metric" },
      { key: "status", label: "Status", unit: "text", sql: "null::text" },
      { key: "progress", label: "Way done", unit: "ratio", sql: "null::float8" },
      { key: "note", label: "Note", unit: "text", sql: "null::text" },
    ],
    told: "status",
  },
];
