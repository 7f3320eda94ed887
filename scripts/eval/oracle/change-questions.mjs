import { asks, list, number, ranked, series, table } from "./checks.mjs";
import { milliseconds, percentile, share } from "./facts.mjs";
import { within } from "./periods.mjs";

const planned = (period) => `not w.is_draft and not w.is_cancelled and ${within("w.starts_at", period)}`;
const isOver = "w.began_at is not null and w.ended_at is not null";
const windowsBy = (by, value, where) => `select ${by} as label, ${value} as value from told_window w where ${where} group by 1`;
const windowCount = (where) => `select null as label, count(*) as value from told_window w where ${where}`;
const perService = (period) => `select s.slug as label, count(*) as value from told_window w join maintenance_window_service x on x.window_id = w.id join service s on s.id = x.service_id where ${planned(period)} group by 1`;
const lasted = "sum(extract(epoch from coalesce(w.ended_at - w.began_at, w.ends_at - w.starts_at))) / 60";
const windowList = (where) => `select 'MW-' || w.number || ' ' || w.title as label, 0 as value from told_window w where ${where}`;
const listed = asks([], 0);
const windows = asks(["maintenance_count"], 0);
const maintenance = [
  windows("windows-july", "How many maintenance windows did we have in July?", number((p) => windowCount(planned(p.july)))),
  windows("windows-services", "Maintenance windows by service in H1", table("service", (p) => perService(p.h1))),
  windows("windows-next-month", "How many maintenance windows are planned for next month?", number((p) => windowCount(planned(p.nextMonth)))),
  listed("windows-waiting", "How many maintenance windows are waiting for approval?", list("work", () => windowList("w.status = 'requested'"))),
  listed("windows-failed", "Which maintenance windows failed or were rolled back this year?", list("work", (p) => windowList(`w.status in ('failed', 'rolled_back') and ${within("w.starts_at", p.thisYear)}`))),
  asks(["maintenance_notice_kept"], 0.005)("windows-notice", "How often did we announce maintenance in time in Q2?", number((p) => windowsBy("null", share("w.announced_at <= w.starts_at - w.notice_ms * interval '1 millisecond'"), `w.notice_ms > 0 and (w.announced_at is not null or w.began_at is not null) and ${within("w.starts_at", p.q2)}`))),
  asks(["maintenance_minutes"], 0.005)("windows-hours", "How many hours did we spend in maintenance last quarter?", number((p) => windowsBy("null", lasted, planned(p.lastQuarter)))),
  asks(["maintenance_overrun_rate"], 0.005)("windows-overrun", "What share of maintenance windows overran in H1?", number((p) => windowsBy("null", share("w.ended_at > w.ends_at"), `${isOver} and ${planned(p.h1)}`))),
  listed("windows-next-week", "Which maintenance windows are coming up next week?", list("work", (p) => windowList(planned(p.nextWeek)))),
];

const deployed = (period) => within("d.deployed_at", period);
const deploymentsBy = (by, value, where) => `select ${by} as label, ${value} as value from told_deployment d where ${where} group by 1`;
const deploymentCount = (period, more = "true") => `select null as label, count(*) as value from told_deployment d where ${deployed(period)} and ${more}`;
const failed = share("d.is_failure");
const lead = milliseconds("d.committed_at", "d.deployed_at");
const deployments = asks(["deployment_frequency"], 0);
const failure = asks(["change_failure_rate"], 0.005);
const leadTime = asks(["change_lead_time"], 0.005);
const delivery = [
  deployments("deployments-services", "Which services were deployed most often this year?", ranked("service", (p) => deploymentsBy("d.service", "count(*)", deployed(p.thisYear)))),
  deployments("deployments-per-month", "Deployments per month in H1", series("month", (p) => deploymentsBy("to_char(date_trunc('month', d.deployed_at), 'YYYY-MM-DD')", "count(*)", deployed(p.h1)))),
  failure("failure-teams", "Change failure rate by team this year", table("team", (p) => deploymentsBy("d.team", failed, deployed(p.thisYear)))),
  leadTime("lead-teams", "Median lead time by team last quarter", { ...table("team", (p) => deploymentsBy("d.team", percentile(0.5, lead), `d.committed_at is not null and ${deployed(p.lastQuarter)}`)), value: ["p50", "median", "change_lead_time"] }),
  asks(["change_restore_time"], 0.005)("failure-restored", "Median time to restore after a failed change this year", { ...number((p) => deploymentsBy("null", percentile(0.5, milliseconds("d.deployed_at", "d.restored")), `d.is_failure and ${deployed(p.thisYear)}`)), value: ["p50", "median", "change_restore_time"] }),
  asks([], 0)("failure-listed", "Which deployments were rolled back last quarter?", list("deployment", (p) => `select d.service_name || ' ' || d.release as label, 0 as value from told_deployment d where d.outcome = 'rolled_back' and ${deployed(p.lastQuarter)}`)),
  asks(["rollback_count"], 0)("rollbacks", "How many deployments were rolled back this year?", number((p) => deploymentCount(p.thisYear, "d.outcome = 'rolled_back'"))),
];

/** A run within a window belongs to the window, a deployment that a run made to the run; a rehearsal changes nothing. */
const changesIn = (period) => `
select 'maintenance window' as kind, count(*) as n from told_window w where ${within("w.began_at", period)}
union all select 'change run', count(*) from change_run r where r.purpose = 'change' and r.window_id is null and ${within("r.started_at", period)}
union all select 'deployment', count(*) from told_deployment d where d.run_id is null and ${deployed(period)}`;
const made = asks(["change_count"], 0);
const changes = [
  made("changes-july", "How many changes did we make in July?", number((p) => `select null as label, sum(n) as value from (${changesIn(p.july)}) c`)),
  made("changes-kind", "Changes by kind last quarter", table("kind", (p) => `select kind as label, n as value from (${changesIn(p.lastQuarter)}) c`)),
];

export const changeQuestions = [...maintenance, ...delivery, ...changes];
