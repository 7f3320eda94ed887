import { asks, least, list, number, pair, ranked, series, table } from "./checks.mjs";
import { milliseconds, percentile } from "./facts.mjs";
import { within } from "./periods.mjs";
import { count, countBy, countPer, openAt } from "./ticket-queries.mjs";

const volume = asks(["ticket_volume"], 0);
const opened = [
  volume("opened-month", "How many tickets were opened last month?", number((p) => count(p.lastMonth))),
  volume("opened-yesterday", "tickets opened yesterday", number((p) => count(p.yesterday))),
  volume("opened-q1", "How many new tickets did we get in the first quarter?", number((p) => count(p.q1))),
  volume("opened-since-june", "Number of tickets opened since the start of June", number((p) => count(p.sinceJune))),
  volume("opened-p1-year", "How many P1 tickets were opened this year?", number((p) => count(p.thisYear, "priority = 'p1'"))),
  volume("opened-p2-march", "how many p2s came in during march", number((p) => count(p.march, "priority = 'p2'"))),
  volume("opened-enterprise", "How many tickets did enterprise customers open last month?", number((p) => count(p.lastMonth, "customer_tier = 'enterprise'"))),
  volume("opened-eu", "How many tickets came from customers in the EU this year?", number((p) => count(p.thisYear, "customer_region = 'eu'"))),
  volume("opened-phone", "tickets by phone last month", number((p) => count(p.lastMonth, "channel = 'phone'"))),
  volume("opened-weekends", "How many tickets were opened on Saturdays in Q2?", number((p) => count(p.q2, "extract(isodow from opened_at) = 6"))),
  volume("opened-team", "Ticket volume of the payments team in July", number((p) => count(p.july, "team = 'payments'"))),
  volume("opened-checkout-90d", "Number of tickets about checkout in the last 90 days", number((p) => count(p.rolling(90), "service = 'checkout'"))),
  volume("opened-both", "How many P3 tickets did Initech open by email this year?", number((p) => count(p.thisYear, "priority = 'p3' and customer = 'initech' and channel = 'email'"))),
  volume("opened-reassigned-twice", "How many tickets opened in Q2 were reassigned more than twice?", number((p) => count(p.q2, "handovers > 2"))),
  volume("opened-not-p3", "How many tickets opened in July were not P3?", number((p) => count(p.july, "priority <> 'p3'"))),
  volume("opened-not-portal", "How many tickets last month did not come through the portal?", number((p) => count(p.lastMonth, "channel <> 'portal'"))),
  volume("opened-without-hooli", "Tickets by category last month, without Hooli", table("category", (p) => countBy("category", p.lastMonth, "customer is distinct from 'hooli'"))),
  volume("opened-weekend-days", "tickets opened on weekends in July", number((p) => count(p.july, "extract(isodow from opened_at) in (6, 7)"))),
  volume("opened-one-day", "Tickets opened on 14 July", number((p) => count(p.fourteenthOfJuly))),
  volume("opened-between", "How many tickets were opened between 1 and 15 July?", number((p) => count(p.firstHalfOfJuly))),
  volume("opened-six-weeks", "tickets opened in the last 6 weeks", number((p) => count(p.lastSixWeeks))),
  volume("opened-seven-days", "tickets opened in the past 7 days", number((p) => count(p.rolling(7)))),
  volume("opened-last-year", "How many tickets were opened last year?", number((p) => count(p.lastYear))),
  volume("opened-priority", "tickets opened last week by priority", table("priority", (p) => countBy("priority", p.lastWeek))),
  volume("opened-channel", "Tickets by channel in July", table("channel", (p) => countBy("channel", p.july))),
  volume("opened-tier", "Tickets opened by customer tier this year", table("customer_tier", (p) => countBy("customer_tier", p.thisYear))),
  volume("opened-globex-category", "Tickets of Globex this year, by category", table("category", (p) => countBy("category", p.thisYear, "customer = 'globex'"))),
  volume("opened-two-customers", "Tickets opened by Northwind and by Globex last quarter", table("customer", (p) => countBy("customer", p.lastQuarter, "customer in ('northwind', 'globex')"))),
  volume("opened-weekday", "Tickets opened by day of the week in Q2", table("day_of_week", (p) => countBy("extract(isodow from opened_at)::int", p.q2))),
  volume("opened-hour", "Tickets opened by hour of the day last month", table("hour_of_day", (p) => countBy("extract(hour from opened_at)::int", p.lastMonth))),
  volume("opened-per-month", "Tickets opened per month in H1", series("month", (p) => countPer("month", p.h1))),
  volume("opened-per-week", "Tickets opened per week in Q2", series("week", (p) => countPer("week", p.q2))),
  volume("opened-per-day", "Tickets opened per day in the last two weeks", series("day", (p) => countPer("day", p.lastTwoWeeks))),
  volume("opened-month-priority", "Tickets opened per month by priority in H1", { ...series("month", (p) => countBy("to_char(opened_at, 'YYYY-MM') || ' ' || priority", p.h1)), also: "priority" }),
  volume("opened-top-categories", "Which five categories brought the most tickets last quarter?", ranked("category", (p) => countBy("category", p.lastQuarter), 5)),
  volume("opened-top-customers", "Top 3 customers by tickets opened last quarter", ranked("customer", (p) => countBy("customer", p.lastQuarter), 3)),
  volume("opened-least", "Which two channels bring the fewest tickets this year?", least(ranked("channel", (p) => countBy("channel", p.thisYear), 2))),
  volume("opened-services-default", "Which services get the most tickets?", ranked("service", (p) => countBy("service", p.rolling(30)))),
  volume("opened-july-june", "Tickets opened in July compared with June", pair((p) => [count(p.july), count(p.june)])),
  volume("opened-weeks", "tickets last week vs the week before", pair((p) => [count(p.lastWeek), count(p.weekBefore)])),
];

const shut = asks(["tickets_closed"], 0);
const closedIn = (period, by = "null") => `select ${by} as label, count(*) as value from told_ticket where ${within("closed_at", period)} group by 1`;
const closed = [
  shut("closed-q2", "How many tickets did we close in the second quarter?", number((p) => closedIn(p.q2))),
  shut("closed-teams", "Tickets closed by team in July", table("team", (p) => closedIn(p.july, "team"))),
  shut("closed-weeks", "tickets closed per week in Q2", series("week", (p) => closedIn(p.q2, "to_char(date_trunc('week', closed_at), 'YYYY-MM-DD')"))),
];

const stock = asks(["ticket_backlog"], 0);
const open = (now, { by = "null", more = "true" } = {}) => `select ${by} as label, count(*) as value from ${openAt(now)} and ${more} group by 1`;
const openCount = (now, more = "true") => `select null as label, count(*) as value from ${openAt(now)} and ${more}`;
const olderThan = (now, days) => `t.opened_at < '${now}'::timestamptz - interval '${days} days'`;
const openList = (now, more = "true") => `select t.number as label, extract(epoch from t.opened_at) * 1000 as value from ${openAt(now)} and ${more}`;
const listed = asks(["opened_at"], 0);
const stocks = [
  stock("open-now", "How many tickets are open right now?", number((_, now) => openCount(now))),
  stock("open-p3", "How many P3 tickets are open?", number((_, now) => openCount(now, "t.priority = 'p3'"))),
  stock("open-enterprise", "backlog of enterprise customers", number((_, now) => openCount(now, "t.customer_tier = 'enterprise'"))),
  stock("open-team", "Open tickets by team", table("team", (_, now) => open(now, { by: "t.team" }))),
  stock("open-customers", "Which customers have the most open tickets?", ranked("customer", (_, now) => open(now, { by: "t.customer" }))),
  stock("open-end-of-june", "How big was the backlog at the end of June?", number((p) => openCount(p.july.from))),
  stock("open-end-of-q1", "How many tickets were open at the end of Q1?", number((p) => openCount(p.q1.to))),
  stock("open-two-days", "How many tickets have been open for more than 2 days?", number((_, now) => openCount(now, olderThan(now, 2)))),
  stock("open-thirty-days", "How many tickets have been open for more than 30 days?", number((_, now) => openCount(now, olderThan(now, 30)))),
  listed("open-list", "List the open tickets, oldest first", list("number", (_, now) => openList(now), "asc")),
  listed("open-list-old", "List the tickets that have been open for more than 1 day", list("number", (_, now) => openList(now, olderThan(now, 1)))),
  listed("open-list-p3", "Show the open P3 tickets", list("number", (_, now) => openList(now, "t.priority = 'p3'"))),
  listed("open-list-none", "List the tickets that have been open for more than 30 days", list("number", (_, now) => openList(now, olderThan(now, 30)))),
  asks(["ticket_age"], 0.005)("open-age", "Median age of the open tickets", number((_, now) => `select null as label, ${percentile(0.5, milliseconds("t.opened_at", `'${now}'::timestamptz`))} as value from ${openAt(now)}`)),
];

export const volumeQuestions = [...opened, ...closed, ...stocks];
