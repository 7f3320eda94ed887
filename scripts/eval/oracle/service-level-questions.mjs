import { asks, least, number, pair, ranked, series, table } from "./checks.mjs";
import { milliseconds } from "./facts.mjs";
import { within } from "./periods.mjs";
import { bucketOf, count, countBy, durationBy, handovers, mean, median, opened, p90, p95, rateBy } from "./ticket-queries.mjs";

const resolved = (period, more = "true") => ({ ended: "resolved_at", where: `${within("resolved_at", period)} and ${more}` });
const answered = (period, more = "true") => ({ ended: "first_response_at", where: `${within("first_response_at", period)} and ${more}` });
const resolve = asks(["resolution_time"], 0.005);
const response = asks(["first_response_time"], 0.005);
const assigned = (by, period) => `select ${by} as label, ${median(milliseconds("t.opened_at", "f.at"))} as value from told_ticket t join (select ticket_id, min(at) as at from told_event where assignee is not null group by 1) f on f.ticket_id = t.id where ${within("t.opened_at", period)} group by 1`;
/** Stays in a state added up per ticket; the stay that still lasts is left out. */
const stays = (period) => `
select state as label, ${median("ms")} as value from (
  select e.ticket_id, e.state, sum(${milliseconds("e.at", "e.until_at")}) as ms
  from (select l.*, max(seq) filter (where state <> last_state) over (partition by ticket_id) as ended_seq
    from (select *, last_value(state) over (partition by ticket_id order by seq rows between unbounded preceding and unbounded following) as last_state from told_event) l) e
  join told_ticket t on t.id = e.ticket_id
  where e.seq <= e.ended_seq and ${within("t.opened_at", period)} group by 1, 2
) s group by 1`;
const durations = [
  resolve("resolve-median", "Median time to resolve last quarter", number((p) => durationBy("null", median, resolved(p.lastQuarter)))),
  resolve("resolve-p90-priority", "p90 time to resolve by priority this year", { ...table("priority", (p) => durationBy("priority", p90, resolved(p.thisYear))), value: ["p90", "resolution_time"] }),
  resolve("resolve-p95-p1", "p95 time to resolve P1 tickets this year", { ...number((p) => durationBy("null", p95, resolved(p.thisYear, "priority = 'p1'"))), value: ["p95", "resolution_time"] }),
  resolve("resolve-p2-month", "Median time to resolve P2 tickets, month by month in H1", series("month", (p) => durationBy(bucketOf("month", "resolved_at"), median, resolved(p.h1, "priority = 'p2'")))),
  resolve("resolve-team", "Which team was slowest to resolve tickets last quarter?", ranked("team", (p) => durationBy("team", median, resolved(p.lastQuarter)))),
  resolve("resolve-fast-team", "Which team resolved tickets fastest last quarter?", least(ranked("team", (p) => durationBy("team", median, resolved(p.lastQuarter))))),
  resolve("resolve-hooli-mean", "Average time to resolve for Hooli this year", { ...number((p) => durationBy("null", mean, resolved(p.thisYear, "customer = 'hooli'"))), value: ["mean", "resolution_time"] }),
  resolve("resolve-quarters", "Median time to resolve last quarter against the quarter before", pair((p) => [durationBy("null", median, resolved(p.lastQuarter)), durationBy("null", median, resolved(p.q1))])),
  response("response-tier", "Median first response time by customer tier in Q2", table("customer_tier", (p) => durationBy("customer_tier", median, answered(p.q2)))),
  response("response-month", "Median time to first response per month in H1", series("month", (p) => durationBy(bucketOf("month", "first_response_at"), median, answered(p.h1)))),
  response("response-two-tiers", "First response time of enterprise against free customers in Q2", table("customer_tier", (p) => durationBy("customer_tier", median, answered(p.q2, "customer_tier in ('enterprise', 'free')")))),
  resolve("resolve-two-tiers", "Median time to resolve last quarter: enterprise against free customers", table("customer_tier", (p) => durationBy("customer_tier", median, resolved(p.lastQuarter, "customer_tier in ('enterprise', 'free')")))),
  asks(["time_in_state"], 0.005)("state-quarter", "Time in state by state last quarter", table("state", (p) => stays(p.lastQuarter))),
  asks(["time_to_assign"], 0.005)("assign-median", "Median time to assign last month", number((p) => assigned("null", p.lastMonth))),
  asks(["time_to_assign"], 0.005)("assign-month", "How long did tickets opened last month wait before they were assigned?", number((p) => assigned("null", p.lastMonth))),
  asks(["time_to_assign"], 0.005)("assign-channel", "Time to assign by channel this year", table("channel", (p) => assigned("t.channel", p.thisYear))),
];

const missed = "not made_sla";
const judged = (period, more = "true") => `made_sla is not null and ${opened(period)} and ${more}`;
const sla = asks(["sla_breach_rate"], 0.005);
const missCount = asks(["count", "ticket_volume"], 0);
const promises = [
  sla("sla-month", "What was the SLA breach rate last month?", number((p) => rateBy("null", missed, judged(p.lastMonth)))),
  sla("sla-p1", "SLA breach rate of P1 tickets this year", number((p) => rateBy("null", missed, judged(p.thisYear, "priority = 'p1'")))),
  sla("sla-enterprise", "How often did we miss the SLA of enterprise customers in Q2?", number((p) => rateBy("null", missed, judged(p.q2, "customer_tier = 'enterprise'")))),
  sla("sla-priority", "SLA breach rate by priority last quarter", table("priority", (p) => rateBy("priority", missed, judged(p.lastQuarter)))),
  sla("sla-per-month", "SLA breach rate per month this year", series("month", (p) => rateBy(bucketOf("month", "opened_at"), missed, judged(p.thisYear)))),
  sla("sla-worst-service", "Worst services by SLA breach rate this year", ranked("service", (p) => rateBy("service", missed, judged(p.thisYear)))),
  sla("sla-best-team", "Which teams had the lowest SLA breach rate last quarter?", least(ranked("team", (p) => rateBy("team", missed, judged(p.lastQuarter))))),
  sla("sla-two-teams", "Compare the SLA breach rate of the support team and the sre team in Q2", table("team", (p) => rateBy("team", missed, judged(p.q2, "team in ('support', 'sre')")))),
  sla("sla-quarters", "SLA breach rate this quarter against last quarter", pair((p) => [rateBy("null", missed, judged(p.thisQuarter)), rateBy("null", missed, judged(p.lastQuarter))])),
  missCount("sla-missed", "How many tickets opened in July missed their SLA?", number((p) => count(p.july, missed))),
  missCount("sla-customers", "SLA misses by customer this year", { ...table("customer", (p) => countBy("customer", p.thisYear, missed)), value: ["count"] }),
  missCount("sla-teams", "Which teams had the most SLA misses in Q2?", { ...ranked("team", (p) => countBy("team", p.q2, missed)), value: ["count"] }),
];

const again = "reopenings > 0";
const raised = "escalated_at is not null";
const reopen = asks(["reopen_rate"], 0.005);
const escalation = asks(["escalation_rate"], 0.005);
const troubles = [
  reopen("reopen-quarter", "Reopen rate last quarter", number((p) => rateBy("null", again, opened(p.lastQuarter)))),
  reopen("reopen-category", "Reopen rate by category this year", table("category", (p) => rateBy("category", again, opened(p.thisYear)))),
  reopen("reopen-checkout", "What share of the checkout tickets opened this year was reopened?", number((p) => rateBy("null", again, `${opened(p.thisYear)} and service = 'checkout'`))),
  missCount("reopened-count", "How many tickets opened in Q2 were reopened?", number((p) => count(p.q2, again))),
  missCount("escalated-q2", "How many tickets were escalated in Q2?", number((p) => count(p.q2, raised))),
  escalation("escalation-customer", "Escalation rate by customer this year", table("customer", (p) => rateBy("customer", raised, opened(p.thisYear)))),
  escalation("escalation-month", "Escalation rate per month in H1", series("month", (p) => rateBy(bucketOf("month", "opened_at"), raised, opened(p.h1)))),
  asks(["reassignment_rate"], 0.005)("reassigned-share", "Reassignment rate in Q2", number((p) => rateBy("null", "handovers > 0", opened(p.q2)))),
  asks(["handed_away"], 0)("away-teams", "Which teams handed away the most tickets last quarter?", ranked("team", (p) => handovers("g.slug", "team_before", p.lastQuarter))),
  asks(["received_by"], 0)("received-teams", "Which teams received the most tickets from other groups this year?", ranked("team", (p) => handovers("g.slug", "team_id", p.thisYear))),
  asks(["handed_away"], 0)("handovers-month", "Tickets handed away per month in H1", series("month", (p) => handovers(bucketOf("month", "e.at"), "team_before", p.h1))),
];

export const serviceLevelQuestions = [...durations, ...promises, ...troubles];
