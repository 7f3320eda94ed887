import { milliseconds, percentile, share } from "./facts.mjs";
import { periodsOf, within } from "./periods.mjs";

const opened = (period) => within("opened_at", period);
const count = (period, more = "true") => `select null as label, count(*) as value from told_ticket where ${opened(period)} and ${more}`;
const countBy = (by, period, more = "true") => `select ${by} as label, count(*) as value from told_ticket where ${opened(period)} and ${more} group by 1`;
const rateBy = (by, condition, where) => `select ${by} as label, ${share(condition)} as value from told_ticket where ${where} group by 1`;
const durationBy = (by, stat, { ended, where }) => `select ${by} as label, ${stat(milliseconds("opened_at", ended))} as value from told_ticket where ${ended} is not null and ${where} group by 1`;
const median = (value) => percentile(0.5, value);
const p90 = (value) => percentile(0.9, value);
const mean = (value) => `avg(${value})`;
const bucketOf = (unit, column) => `to_char(date_trunc('${unit}', ${column}), 'YYYY-MM-DD')`;
/** Every bucket of the period, also one without a ticket. */
const countPer = (unit, { from, to }) => `
select to_char(b, 'YYYY-MM-DD') as label, count(t.id) as value
from generate_series(date_trunc('${unit}', '${from}'::timestamptz), '${to}'::timestamptz - interval '1 second', interval '1 ${unit}') b
left join told_ticket t on date_trunc('${unit}', t.opened_at) = b and ${within("t.opened_at", { from, to })} group by 1`;
/** Open at an instant: the last event until then had neither resolved nor closed the ticket. */
const openAt = (instant) => `told_event e join told_ticket t on t.id = e.ticket_id where e.at <= '${instant}' and (e.until_at is null or e.until_at > '${instant}') and e.state_kind not in ('resolved', 'closed')`;
const missed = "not made_sla";
const pair = (first, second) => `select 'first' as label, (${first}) as value union all select 'second', (${second})`;

const volume = (id, question, rest) => ({ id, question, value: ["ticket_volume"], tolerance: 0, ...rest });
const ratio = (id, question, rest) => ({ id, question, tolerance: 0.005, ...rest });

const volumes = [
  volume("opened-month", "How many tickets were opened last month?", { compare: "number", sql: (now) => count(periodsOf(now).lastMonth) }),
  volume("opened-yesterday", "tickets opened yesterday", { compare: "number", sql: (now) => count(periodsOf(now).yesterday) }),
  volume("opened-p1-year", "How many P1 tickets were opened this year?", { compare: "number", sql: (now) => count(periodsOf(now).thisYear, "priority = 'p1'") }),
  volume("opened-enterprise", "How many tickets did enterprise customers open last month?", { compare: "number", sql: (now) => count(periodsOf(now).lastMonth, "customer_tier = 'enterprise'") }),
  volume("opened-eu", "How many tickets came from customers in the EU this year?", { compare: "number", sql: (now) => count(periodsOf(now).thisYear, "customer_region = 'eu'") }),
  volume("opened-checkout-90d", "Number of tickets about checkout in the last 90 days", { compare: "number", sql: (now) => count(periodsOf(now).rolling(90), "service = 'checkout'") }),
  volume("opened-priority", "tickets opened last week by priority", { compare: "table", by: "priority", sql: (now) => countBy("priority", periodsOf(now).lastWeek) }),
  volume("opened-channel", "Tickets by channel in July", { compare: "table", by: "channel", sql: (now) => countBy("channel", periodsOf(now).july) }),
  volume("opened-tier", "Tickets opened by customer tier this year", { compare: "table", by: "customer_tier", sql: (now) => countBy("customer_tier", periodsOf(now).thisYear) }),
  volume("opened-globex-category", "What did Globex open tickets about this year, by category?", { compare: "table", by: "category", sql: (now) => countBy("category", periodsOf(now).thisYear, "customer = 'globex'") }),
  volume("opened-weekday", "Tickets opened by day of the week in Q2", { compare: "table", by: "day_of_week", sql: (now) => countBy("extract(isodow from opened_at)::int", periodsOf(now).q2) }),
  volume("opened-hour", "Tickets opened by hour of the day last month", { compare: "table", by: "hour_of_day", sql: (now) => countBy("extract(hour from opened_at)::int", periodsOf(now).lastMonth) }),
  volume("opened-per-month", "Tickets opened per month in H1", { compare: "series", by: "month", sql: (now) => countPer("month", periodsOf(now).h1) }),
  volume("opened-per-week", "Tickets opened per week in Q2", { compare: "series", by: "week", sql: (now) => countPer("week", periodsOf(now).q2) }),
  volume("opened-per-day", "Tickets opened per day in the last two weeks", { compare: "series", by: "day", sql: (now) => countPer("day", periodsOf(now).lastTwoWeeks) }),
  volume("opened-top-categories", "Which five categories brought the most tickets last quarter?", { compare: "ranked", by: "category", limit: 5, sql: (now) => countBy("category", periodsOf(now).lastQuarter) }),
  volume("opened-top-customers", "Top 3 customers by tickets opened last quarter", { compare: "ranked", by: "customer", limit: 3, sql: (now) => countBy("customer", periodsOf(now).lastQuarter) }),
  volume("opened-services-default", "Which services get the most tickets?", { compare: "ranked", by: "service", sql: (now) => countBy("service", periodsOf(now).rolling(30)) }),
  volume("opened-july-june", "Tickets opened in July compared with June", { compare: "pair", sql: (now) => pair(count(periodsOf(now).july).replace("null as label, ", ""), count(periodsOf(now).june).replace("null as label, ", "")) }),
  { id: "closed-q2", question: "How many tickets did we close in the second quarter?", compare: "number", value: ["tickets_closed"], tolerance: 0, sql: (now) => `select null as label, count(*) as value from told_ticket where ${within("closed_at", periodsOf(now).q2)}` },
];

const stocks = [
  { id: "open-now", question: "How many tickets are open right now?", compare: "number", value: ["ticket_backlog"], tolerance: 0, sql: (now) => `select null as label, count(*) as value from ${openAt(now)}` },
  { id: "open-p3", question: "How many P3 tickets are open?", compare: "number", value: ["ticket_backlog"], tolerance: 0, sql: (now) => `select null as label, count(*) as value from ${openAt(now)} and t.priority = 'p3'` },
  { id: "open-team", question: "Open tickets by team", compare: "table", by: "team", value: ["ticket_backlog"], tolerance: 0, sql: (now) => `select t.team as label, count(*) as value from ${openAt(now)} group by 1` },
  { id: "open-end-of-june", question: "How big was the backlog at the end of June?", compare: "number", value: ["ticket_backlog"], tolerance: 0, sql: (now) => `select null as label, count(*) as value from ${openAt(periodsOf(now).july.from)}` },
  { id: "open-two-days", question: "How many tickets have been open for more than 2 days?", compare: "number", value: ["ticket_backlog"], tolerance: 0, sql: (now) => `select null as label, count(*) as value from ${openAt(now)} and t.opened_at < '${now}'::timestamptz - interval '2 days'` },
  { id: "open-list", question: "List the open tickets, oldest first", compare: "list", by: "number", value: ["opened_at"], order: "asc", tolerance: 0, sql: (now) => `select t.number as label, extract(epoch from t.opened_at) * 1000 as value from ${openAt(now)}` },
  { id: "open-age", question: "Median age of the open tickets", compare: "number", value: ["ticket_age"], tolerance: 0.005, sql: (now) => `select null as label, ${median(milliseconds("t.opened_at", `'${now}'::timestamptz`))} as value from ${openAt(now)}` },
];

const resolved = (period) => ({ ended: "resolved_at", where: within("resolved_at", period) });
const answered = (period, more = "true") => ({ ended: "first_response_at", where: `${within("first_response_at", period)} and ${more}` });
const durations = [
  ratio("resolve-median", "Median time to resolve last quarter", { compare: "number", value: ["resolution_time"], sql: (now) => durationBy("null", median, resolved(periodsOf(now).lastQuarter)) }),
  ratio("resolve-p90-priority", "p90 time to resolve by priority this year", { compare: "table", by: "priority", value: ["p90", "resolution_time"], sql: (now) => durationBy("priority", p90, resolved(periodsOf(now).thisYear)) }),
  ratio("resolve-p2-month", "Median time to resolve P2 tickets, month by month in H1", { compare: "series", by: "month", value: ["resolution_time"], sql: (now) => durationBy(bucketOf("month", "resolved_at"), median, { ended: "resolved_at", where: `${within("resolved_at", periodsOf(now).h1)} and priority = 'p2'` }) }),
  ratio("resolve-team", "Which team was slowest to resolve tickets last quarter?", { compare: "ranked", by: "team", value: ["resolution_time"], sql: (now) => durationBy("team", median, resolved(periodsOf(now).lastQuarter)) }),
  ratio("resolve-hooli-mean", "Average time to resolve for Hooli this year", { compare: "number", value: ["mean", "resolution_time"], sql: (now) => durationBy("null", mean, { ended: "resolved_at", where: `${within("resolved_at", periodsOf(now).thisYear)} and customer = 'hooli'` }) }),
  ratio("response-tier", "Median first response time by customer tier in Q2", { compare: "table", by: "customer_tier", value: ["first_response_time"], sql: (now) => durationBy("customer_tier", median, answered(periodsOf(now).q2)) }),
  ratio("response-two-tiers", "First response time of enterprise against free customers in Q2", { compare: "table", by: "customer_tier", value: ["first_response_time"], sql: (now) => durationBy("customer_tier", median, answered(periodsOf(now).q2, "customer_tier in ('enterprise', 'free')")) }),
];

const judged = (period) => `made_sla is not null and ${opened(period)}`;
const sla = { value: ["sla_breach_rate"] };
const rates = [
  ratio("sla-month", "What was the SLA breach rate last month?", { ...sla, compare: "number", sql: (now) => rateBy("null", missed, judged(periodsOf(now).lastMonth)) }),
  ratio("sla-p1", "SLA breach rate of P1 tickets this year", { ...sla, compare: "number", sql: (now) => rateBy("null", missed, `${judged(periodsOf(now).thisYear)} and priority = 'p1'`) }),
  ratio("sla-priority", "SLA breach rate by priority last quarter", { ...sla, compare: "table", by: "priority", sql: (now) => rateBy("priority", missed, judged(periodsOf(now).lastQuarter)) }),
  ratio("sla-per-month", "SLA breach rate per month this year", { ...sla, compare: "series", by: "month", sql: (now) => rateBy(bucketOf("month", "opened_at"), missed, judged(periodsOf(now).thisYear)) }),
  ratio("sla-quarters", "SLA breach rate this quarter against last quarter", { ...sla, compare: "pair", sql: (now) => ["thisQuarter", "lastQuarter"].map((name, index) => rateBy(index, missed, judged(periodsOf(now)[name]))).join(" union all ") }),
  { id: "sla-missed", question: "How many tickets opened in July missed their SLA?", compare: "number", value: ["count", "ticket_volume"], tolerance: 0, sql: (now) => count(periodsOf(now).july, missed) },
  { id: "sla-teams", question: "Which teams had the most SLA misses in Q2?", compare: "ranked", by: "team", value: ["count"], tolerance: 0, sql: (now) => countBy("team", periodsOf(now).q2, missed) },
  ratio("reopen-quarter", "Reopen rate last quarter", { compare: "number", value: ["reopen_rate"], sql: (now) => rateBy("null", "reopenings > 0", opened(periodsOf(now).lastQuarter)) }),
  ratio("reopen-category", "Reopen rate by category this year", { compare: "table", by: "category", value: ["reopen_rate"], sql: (now) => rateBy("category", "reopenings > 0", opened(periodsOf(now).thisYear)) }),
  { id: "escalated-q2", question: "How many tickets were escalated in Q2?", compare: "number", value: ["count", "ticket_volume"], tolerance: 0, sql: (now) => count(periodsOf(now).q2, "escalated_at is not null") },
  ratio("escalation-customer", "Escalation rate by customer this year", { compare: "table", by: "customer", value: ["escalation_rate"], sql: (now) => rateBy("customer", "escalated_at is not null", opened(periodsOf(now).thisYear)) }),
];

const handovers = (by, column, period) => `select ${by} as label, count(*) as value from told_event e left join team g on g.id = e.${column} where e.team_before <> e.team_id and ${within("e.at", period)} group by 1`;
const moves = [
  { id: "away-teams", question: "Which teams handed away the most tickets last quarter?", compare: "ranked", by: "team", value: ["handed_away"], tolerance: 0, sql: (now) => handovers("g.slug", "team_before", periodsOf(now).lastQuarter) },
  { id: "received-teams", question: "Which teams received the most tickets from other groups this year?", compare: "ranked", by: "team", value: ["received_by"], tolerance: 0, sql: (now) => handovers("g.slug", "team_id", periodsOf(now).thisYear) },
  { id: "handovers-month", question: "Tickets handed away per month in H1", compare: "series", by: "month", value: ["handed_away"], tolerance: 0, sql: (now) => handovers(bucketOf("month", "e.at"), "team_before", periodsOf(now).h1) },
];

export const ticketQuestions = [...volumes, ...stocks, ...durations, ...rates, ...moves];
