import { asks, least, list, number, pair, ranked, series, table } from "./checks.mjs";
import { availability, downMinutes, outageMinutes, outages, percentile, spells } from "./facts.mjs";
import { within } from "./periods.mjs";

const upBy = (by, period, more = "true") => `select ${by} as label, ${availability(period)} as value from ${spells(period)} and ${more} group by 1`;
const downBy = (by, period, more = "true") => `select ${by} as label, ${downMinutes(period)} as value from ${spells(period)} and ${more} group by 1`;
/** The same over the months of a period, each named by its first day. */
const perMonth = (months, query) => months.map((month) => query(`'${month.from.slice(0, 10)}'`, month)).join(" union all ");
const of = (service) => `m.service = '${service}'`;

const up = asks(["availability"], 0.005);
const availabilities = [
  up("up-checkout", "What was the availability of checkout in July?", number((p) => upBy("null", p.july, of("checkout")))),
  up("up-yesterday", "Availability yesterday", number((p) => upBy("null", p.yesterday))),
  up("up-week-rolling", "uptime of mobile-backend over the past 7 days", number((p) => upBy("null", p.rolling(7), of("mobile-backend")))),
  up("up-since-june", "Availability of payments-api since the start of June", number((p) => upBy("null", p.sinceJune, of("payments-api")))),
  up("up-services", "Availability by service last month", table("service", (p) => upBy("m.service", p.lastMonth))),
  up("up-sites", "Availability of each site last quarter", table("monitor", (p) => upBy("m.monitor", p.lastQuarter))),
  up("up-teams", "Availability by team this year", table("team", (p) => upBy("m.team", p.thisYear))),
  up("up-regions", "Availability by region in Q2", table("region", (p) => upBy("m.region", p.q2))),
  up("up-two", "Compare the availability of orders-db and auth last quarter", { ...table("service", (p) => upBy("m.service", p.lastQuarter, "m.service in ('orders-db', 'auth')")), orBy: "monitor" }),
  up("up-two-versus", "Availability of api-gateway against checkout in Q2", table("service", (p) => upBy("m.service", p.q2, "m.service in ('api-gateway', 'checkout')"))),
  up("up-below", "Which services were below 99.9% availability last quarter?", table("service", (p) => `${upBy("m.service", p.lastQuarter)} having ${availability(p.lastQuarter)} < 0.999`)),
  up("up-worst", "Which three services had the worst availability this year?", least(ranked("service", (p) => upBy("m.service", p.thisYear), 3))),
  up("up-search-month", "Availability of search per month in H1", series("month", (p) => perMonth(p.monthsOfH1, (label, month) => upBy(label, month, of("search"))))),
  up("up-quarters", "Availability last quarter compared with the quarter before", pair((p) => [upBy("null", p.lastQuarter), upBy("null", p.q1)])),
];

/** Everything that is watched has a row, also without an outage. */
const outagesBy = (by, period) => `select ${by} as label, count(o.started_at) as value from told_site m left join told_outage o on o.monitor_key = m.key and ${within("o.started_at", period)} group by 1`;
const outageCount = (period, more = "true") => `select null as label, count(*) as value from ${outages} where ${within("o.started_at", period)} and ${more}`;
const counted = asks(["outage_count"], 0);
const counts = [
  counted("outages-q2", "How many outages did we have in Q2?", number((p) => outageCount(p.q2))),
  counted("outages-payments", "How many outages did payments-api have this year?", number((p) => outageCount(p.thisYear, of("payments-api")))),
  counted("outages-hour", "How many outages this year lasted longer than 60 minutes?", number((p) => outageCount(p.thisYear, `${outageMinutes} > 60`))),
  counted("outages-short", "How many outages this year were shorter than 10 minutes?", number((p) => outageCount(p.thisYear, `${outageMinutes} < 10`))),
  counted("outages-weekends", "How many outages began on weekends this year?", number((p) => outageCount(p.thisYear, "extract(isodow from o.started_at) in (6, 7)"))),
  counted("outages-july-june", "Outages in July compared with June", pair((p) => [outageCount(p.july), outageCount(p.june)])),
  counted("outages-team", "Number of outages per team this year", table("team", (p) => outagesBy("m.team", p.thisYear))),
  counted("outages-sites", "Which sites had the most outages this year?", ranked("monitor", (p) => outagesBy("m.monitor", p.thisYear))),
  counted("outages-month", "Outages per month this year", series("month", (p) => `select to_char(date_trunc('month', o.started_at), 'YYYY-MM-DD') as label, count(*) as value from ${outages} where ${within("o.started_at", p.thisYear)} group by 1`)),
];

const minutes = asks(["outage_minutes"], 0.005);
const lasting = asks(["duration"], 0.005);
const outageList = (period, more = "true") => `select m.name as label, ${outageMinutes} as value from ${outages} where ${within("o.started_at", period)} and ${more}`;
const lengths = [
  minutes("minutes-quarter", "How many minutes of outage did we have last quarter?", number((p) => downBy("null", p.lastQuarter))),
  minutes("minutes-checkout", "Downtime of checkout in Q2", number((p) => downBy("null", p.q2, of("checkout")))),
  minutes("minutes-apac", "Outage minutes in the APAC region this year", number((p) => downBy("null", p.thisYear, "m.region = 'apac'"))),
  minutes("minutes-teams", "Outage minutes by team in H1", table("team", (p) => downBy("m.team", p.h1))),
  minutes("minutes-services", "Which services had the most outage minutes in H1?", ranked("service", (p) => downBy("m.service", p.h1))),
  minutes("minutes-month", "Outage minutes per month in H1", series("month", (p) => perMonth(p.monthsOfH1, (label, month) => downBy(label, month)))),
  lasting("longest-five", "What were the five longest outages this year?", ranked("monitor", (p) => outageList(p.thisYear), 5)),
  lasting("longest-catalog", "The longest outage of catalog this year", ranked("monitor", (p) => outageList(p.thisYear, of("catalog")))),
  lasting("longer-forty", "List the outages longer than 40 minutes this year", list("monitor", (p) => outageList(p.thisYear, `${outageMinutes} > 40`))),
  lasting("outages-listed", "List the outages of July", list("monitor", (p) => outageList(p.july))),
];

const latencyBy = (by, stat, { period, more = "true" }) => `select ${by} as label, ${stat} as value from told_spell k join told_site m on m.key = k.monitor_key where ${within("k.at", period)} and k.status <> 'down' and k.latency_ms is not null and ${more} group by 1`;
const p95 = percentile(0.95, "k.latency_ms");
const slow = asks(["latency_p95"], 0.005);
const latencies = [
  slow("slow-search", "p95 latency of search last week", number((p) => latencyBy("null", p95, { period: p.lastWeek, more: of("search") }))),
  slow("slow-gateway-median", "Median latency of the API gateway last month", { ...number((p) => latencyBy("null", percentile(0.5, "k.latency_ms"), { period: p.lastMonth, more: of("api-gateway") })), value: ["p50", "latency_p95"] }),
  slow("slow-mean-services", "Average latency by service yesterday", { ...table("service", (p) => latencyBy("m.service", "avg(k.latency_ms)", { period: p.yesterday })), value: ["mean", "latency_p95"] }),
  slow("slow-sites", "p95 latency by site last week", table("monitor", (p) => latencyBy("m.monitor", p95, { period: p.lastWeek }))),
  slow("slow-services", "Which services had the highest latency last month?", ranked("service", (p) => latencyBy("m.service", p95, { period: p.lastMonth }))),
  slow("slow-auth-day", "p95 latency of auth per day last week", series("day", (p) => latencyBy("to_char(date_trunc('day', k.at), 'YYYY-MM-DD')", p95, { period: p.lastWeek, more: of("auth") }))),
];

export const monitorQuestions = [...availabilities, ...counts, ...lengths, ...latencies];
