import { availability, downMinutes, outageMinutes, outages, percentile, spells } from "./facts.mjs";
import { periodsOf, within } from "./periods.mjs";

const availabilityBy = (by, period, more = "true") => `select ${by} as label, ${availability(period)} as value from ${spells(period)} and ${more} group by 1`;
const minutesBy = (by, period, more = "true") => `select ${by} as label, ${downMinutes(period)} as value from ${spells(period)} and ${more} group by 1`;
/** Everything that is watched has a row, also without an outage. */
const outagesBy = (by, period) => `select ${by} as label, count(o.started_at) as value from told_site m left join told_outage o on o.monitor_key = m.key and ${within("o.started_at", period)} group by 1`;
const outageCount = (period, more = "true") => `select null as label, count(*) as value from ${outages} where ${within("o.started_at", period)} and ${more}`;
const outageList = (period, more = "true") => `select m.name as label, ${outageMinutes} as value from ${outages} where ${within("o.started_at", period)} and ${more}`;
const latencyBy = (by, q, { period, more = "true" }) => `select ${by} as label, ${percentile(q, "k.latency_ms")} as value from told_spell k join told_site m on m.key = k.monitor_key where ${within("k.at", period)} and k.status <> 'down' and k.latency_ms is not null and ${more} group by 1`;
const monthOf = (now, index) => {
  const at = (month) => new Date(Date.UTC(new Date(now).getUTCFullYear(), month, 1)).toISOString();
  return { from: at(index), to: at(index + 1) };
};
const nameOf = (period) => period.from.slice(0, 10);

const up = { value: ["availability"], tolerance: 0.005 };
const availabilities = [
  { ...up, id: "up-checkout", question: "What was the availability of checkout in July?", compare: "number", sql: (now) => availabilityBy("null", periodsOf(now).july, "m.service = 'checkout'") },
  { ...up, id: "up-yesterday", question: "Availability yesterday", compare: "number", sql: (now) => availabilityBy("null", periodsOf(now).yesterday) },
  { ...up, id: "up-services", question: "Availability by service last month", compare: "table", by: "service", sql: (now) => availabilityBy("m.service", periodsOf(now).lastMonth) },
  { ...up, id: "up-sites", question: "Availability of each site last quarter", compare: "table", by: "monitor", sql: (now) => availabilityBy("m.monitor", periodsOf(now).lastQuarter) },
  { ...up, id: "up-two", question: "Compare the availability of orders-db and auth last quarter", compare: "table", by: "service", sql: (now) => availabilityBy("m.service", periodsOf(now).lastQuarter, "m.service in ('orders-db', 'auth')") },
  { ...up, id: "up-worst", question: "Which three services had the worst availability this year?", compare: "ranked", by: "service", order: "asc", limit: 3, sql: (now) => availabilityBy("m.service", periodsOf(now).thisYear) },
  { ...up, id: "up-search-month", question: "Availability of search per month in H1", compare: "series", by: "month", sql: (now) => [0, 1, 2, 3, 4, 5].map((index) => monthOf(now, index)).map((month) => availabilityBy(`'${nameOf(month)}'`, month, "m.service = 'search'")).join(" union all ") },
];

const counted = { value: ["outage_count"], tolerance: 0 };
const minutes = { value: ["outage_minutes"], tolerance: 0.005 };
const troubles = [
  { ...counted, id: "outages-q2", question: "How many outages did we have in Q2?", compare: "number", sql: (now) => outageCount(periodsOf(now).q2) },
  { ...counted, id: "outages-payments", question: "How many outages did payments-api have this year?", compare: "number", sql: (now) => outageCount(periodsOf(now).thisYear, "m.service = 'payments-api'") },
  { ...counted, id: "outages-hour", question: "How many outages this year lasted longer than 60 minutes?", compare: "number", sql: (now) => outageCount(periodsOf(now).thisYear, `${outageMinutes} > 60`) },
  { ...counted, id: "outages-july-june", question: "Outages in July compared with June", compare: "pair", sql: (now) => ["july", "june"].map((name, index) => outageCount(periodsOf(now)[name]).replace("null", String(index))).join(" union all ") },
  { ...counted, id: "outages-team", question: "Number of outages per team this year", compare: "table", by: "team", sql: (now) => outagesBy("m.team", periodsOf(now).thisYear) },
  { ...counted, id: "outages-month", question: "Outages per month this year", compare: "series", by: "month", sql: (now) => `select to_char(date_trunc('month', o.started_at), 'YYYY-MM-DD') as label, count(*) as value from ${outages} where ${within("o.started_at", periodsOf(now).thisYear)} group by 1` },
  { ...minutes, id: "minutes-quarter", question: "How many minutes of outage did we have last quarter?", compare: "number", sql: (now) => minutesBy("null", periodsOf(now).lastQuarter) },
  { ...minutes, id: "minutes-apac", question: "Outage minutes in the APAC region this year", compare: "number", sql: (now) => minutesBy("null", periodsOf(now).thisYear, "m.region = 'apac'") },
  { ...minutes, id: "minutes-services", question: "Which services had the most outage minutes in H1?", compare: "ranked", by: "service", sql: (now) => minutesBy("m.service", periodsOf(now).h1) },
  { id: "longest-five", question: "What were the five longest outages this year?", compare: "ranked", by: "monitor", value: ["duration"], limit: 5, tolerance: 0.005, sql: (now) => outageList(periodsOf(now).thisYear) },
  { id: "longer-two-hours", question: "List the outages longer than 90 minutes this year", compare: "list", by: "monitor", value: ["duration"], order: null, tolerance: 0.005, sql: (now) => outageList(periodsOf(now).thisYear, `${outageMinutes} > 90`) },
];

const slow = { value: ["latency_p95"], tolerance: 0.005 };
const latencies = [
  { ...slow, id: "slow-search", question: "p95 latency of search last week", compare: "number", sql: (now) => latencyBy("null", 0.95, { period: periodsOf(now).lastWeek, more: "m.service = 'search'" }) },
  { ...slow, id: "slow-gateway-median", question: "Median latency of the API gateway last month", value: ["p50", "latency_p95"], compare: "number", sql: (now) => latencyBy("null", 0.5, { period: periodsOf(now).lastMonth, more: "m.service = 'api-gateway'" }) },
  { ...slow, id: "slow-sites", question: "p95 latency by site last week", compare: "table", by: "monitor", sql: (now) => latencyBy("m.monitor", 0.95, { period: periodsOf(now).lastWeek }) },
  { ...slow, id: "slow-services", question: "Which services were slowest last month?", compare: "ranked", by: "service", sql: (now) => latencyBy("m.service", 0.95, { period: periodsOf(now).lastMonth }) },
  { ...slow, id: "slow-auth-day", question: "p95 latency of auth per day last week", compare: "series", by: "day", sql: (now) => latencyBy("to_char(date_trunc('day', k.at), 'YYYY-MM-DD')", 0.95, { period: periodsOf(now).lastWeek, more: "m.service = 'auth'" }) },
];

const live = "lifecycle <> 'retired'";
const catalogue = [
  { id: "services", question: "How many services do we have?", compare: "number", value: ["service_count"], tolerance: 0, sql: () => `select null as label, count(*) as value from service where ${live}` },
  { id: "services-tier-one", question: "How many tier 1 services are there?", compare: "number", value: ["service_count"], tolerance: 0, sql: () => `select null as label, count(*) as value from service where ${live} and tier = 1` },
  { id: "services-team", question: "Services per team", compare: "table", by: "team", value: ["service_count"], tolerance: 0, sql: () => `select g.slug as label, count(*) as value from service s join team g on g.id = s.owner_team_id where s.${live} group by 1` },
  { id: "customers-enterprise", question: "How many enterprise customers do we have?", compare: "number", value: ["customer_count"], tolerance: 0, sql: () => "select null as label, count(*) as value from customer where tier = 'enterprise'" },
  { id: "services-data", question: "Which services does the data team own?", compare: "list", by: "service", value: [], order: null, tolerance: 0, sql: () => `select s.name as label, 0 as value from service s join team g on g.id = s.owner_team_id where g.slug = 'data' and s.${live}` },
  { id: "services-no-runbook", question: "Which services have no runbook?", compare: "list", by: "service", value: [], order: null, tolerance: 0, sql: () => `select s.name as label, 0 as value from service s where s.${live} and not exists (select from document d where d.service_id = s.id and d.kind = 'runbook')` },
];

export const monitorQuestions = [...availabilities, ...troubles, ...latencies, ...catalogue];
