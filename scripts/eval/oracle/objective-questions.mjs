import { asks, least, list, number, ranked, series, table } from "./checks.mjs";
import { share } from "./facts.mjs";

const secondsIn = (from, to) => `extract(epoch from least(upper(k.during), ${to}) - greatest(lower(k.during), ${from}))`;
const total = (from, to) => `coalesce(k.total, ${secondsIn(from, to)})`;
const bad = (from, to) => `coalesce(k.total - k.good, ${secondsIn(from, to)} * k.is_down::int)`;
const touches = (from, to) => `upper(k.during) > ${from} and lower(k.during) < ${to}`;
const instant = (text) => `'${text}'::timestamptz`;

/** Bad of total of each objective in a period: time of its sites, or samples of whole hours. */
const reached = ({ from, to }) => {
  const [first, end] = [instant(from), instant(to)];
  return `select o.slug, o.service, o.team, o.target, sum(${bad(first, end)}) / sum(${total(first, end)}) as lost from told_slo o join told_piece k on k.slo_id = o.id and ${touches(first, end)} group by 1, 2, 3, 4 having sum(${total(first, end)}) > 0`;
};
const keptBy = (by, period) => `select ${by} as label, ${share("1 - a.lost >= a.target")} as value from (${reached(period)}) a group by 1`;
const burntBy = (by, period, more = "true") => `select ${by} as label, avg(a.lost / (1 - a.target)) as value from (${reached(period)}) a where ${more} group by 1`;

/** What is left of the budget of each objective's own window: time has the budget of the whole window, samples that of those so far. */
const budgets = (now) => {
  const local = `date_trunc(o.unit, ${instant(now)} at time zone o.zone)`;
  const length = "case o.unit when 'quarter' then interval '3 months' when 'month' then interval '1 month' else interval '1 year' end";
  const spans = `select o.*, coalesce(${instant(now)} - o.rolling, ${local} at time zone o.zone) as since, case when o.rolling is null then (${local} + ${length}) at time zone o.zone else ${instant(now)} end as until from told_slo o`;
  return `
    select o.slug, o.service, o.team, 1 - sum(${bad("o.since", instant(now))}) / (1 - o.target) / coalesce(o.sites * extract(epoch from o.until - o.since), sum(k.total)) as value
    from (${spans}) o join told_piece k on k.slo_id = o.id and ${touches("o.since", instant(now))} group by 1, 2, 3, o.target, o.sites, o.since, o.until`;
};
const leftBy = (by, now) => `select ${by} as label, avg(b.value) as value from (${budgets(now)}) b group by 1`;
const frozen = (now) => `select null as label, count(distinct o.slug) as value from slo_freeze f join told_slo o on o.id = f.slo_id where f.closed_at is null and f.kind in ('soft', 'hard') and (f.override_until is null or f.override_until <= '${now}')`;
/** Objectives as the portal names them, with what is left of their budgets. */
const named = (now, where = "true") => `select concat_ws(' ', s.name, o.name) as label, b.value from (${budgets(now)}) b join slo o on o.slug = b.slug left join service s on s.id = o.service_id where ${where}`;

const kept = asks(["slo_attainment"], 0.005);
const left = asks(["error_budget_remaining"], 0.005);
export const objectiveQuestions = [
  kept("objectives-kept", "What share of our SLOs met their target in Q2?", number((p) => keptBy("null", p.q2))),
  kept("objectives-kept-month", "SLO attainment per month in H1", series("month", (p) => p.monthsOfH1.map((month) => keptBy(`'${month.from.slice(0, 10)}'`, month)).join(" union all "))),
  asks(["slos_missed"], 0)("objectives-missed", "Which SLOs missed their target in July?", table("slo", (p) => `select a.slug as label, 1 as value from (${reached(p.july)}) a where 1 - a.lost < a.target`)),
  asks(["error_budget_burn_rate"], 0.005)("objectives-burn-july", "Burn rate by SLO in July", table("slo", (p) => burntBy("a.slug", p.july))),
  asks(["budget_spent"], 0.005)("objectives-spent-teams", "Error budget spent by team", table("team", (_, now) => `select label, 1 - value as value from (${leftBy("b.team", now)}) x`)),
  asks(["error_budget_burn_rate"], 0.005)("objectives-burn", "What was the burn rate of the auth SLO in Q2?", number((p) => burntBy("null", p.q2, "a.service = 'auth'"))),
  asks(["slo_count"], 0)("objectives-count", "How many SLOs do we have?", number(() => "select null as label, count(*) as value from told_slo")),
  asks(["slo_count"], 0)("objectives-status", "SLOs by status", table("status", () => "select u.status as label, count(*) as value from told_slo o join slo_status u on u.slo_id = o.id group by 1")),
  asks(["frozen_slos"], 0)("objectives-frozen", "How many SLOs are under a change freeze?", number((_, now) => frozen(now))),
  asks(["remaining"], 0.005)("objectives-left", "How much error budget do we have left?", list("slo", (_, now) => named(now))),
  left("objectives-left-least", "Which SLOs have the least error budget left?", least(ranked("slo", (_, now) => leftBy("b.slug", now)))),
  asks([], 0)("objectives-listed", "Which SLOs does the payments team own?", list("slo", (_, now) => named(now, "b.team = 'payments'"))),
  asks([], 0)("objectives-spent", "Which SLOs have used up their error budget?", list("slo", (_, now) => named(now, "b.value <= 0"))),
];
