import { asks, list, number, pair, ranked, series, table } from "./checks.mjs";
import { milliseconds, percentile, share } from "./facts.mjs";
import { within } from "./periods.mjs";

const began = (period) => within("i.started_at", period);
const month = "to_char(date_trunc('month', i.started_at), 'YYYY-MM-DD')";
const figure = (value) => (by, period, more = "true") => `select ${by} as label, ${value} as value from told_incident i where ${began(period)} and ${more} group by 1`;
const countBy = figure("count(*)");
const count = (period, more = "true") => `select null as label, count(*) as value from told_incident i where ${began(period)} and ${more}`;

/** As the portal names an incident. */
const name = "'INC-' || i.number || ' ' || i.title";

const counted = asks(["incident_count"], 0);
const counts = [
  counted("incidents-sev1", "How many SEV1 incidents have there been this year?", number((p) => count(p.thisYear, "i.severity = 'sev1'"))),
  counted("incidents-severity", "Incidents by severity this year", table("severity", (p) => countBy("i.severity", p.thisYear))),
  counted("incidents-services", "Which services had the most incidents this year?", ranked("service", (p) => countBy("i.service", p.thisYear))),
  counted("incidents-causes", "What were the root causes of our incidents this year?", table("root_cause", (p) => countBy("i.root_cause", p.thisYear))),
  counted("incidents-quarters", "Incidents in Q2 compared with Q1", pair((p) => [count(p.q2), count(p.q1)])),
  asks(["open_incidents"], 0)("incidents-open", "How many incidents are open right now?", number((_, now) => `select null as label, count(*) as value from told_incident i where i.started_at <= '${now}' and (i.resolved_at is null or i.resolved_at > '${now}')`)),
  asks(["repeat_incident_rate"], 0.005)("incidents-repeat", "What share of the incidents this year repeated an earlier one?", number((p) => figure(share("i.repeat_of_id is not null"))("null", p.thisYear))),
  asks([], 0)("incidents-listed", "List the incidents of July", list("incident", (p) => `select ${name} as label, 0 as value from told_incident i where ${began(p.july)}`)),
];

const toRestore = milliseconds("i.started_at", "i.resolved_at");
const restored = "i.resolved_at is not null";
const mean = (value) => figure(`avg(${value})`);
const restore = asks(["mttr"], 0.005);
const durations = [
  asks(["incident_minutes"], 0.005)("incident-minutes-teams", "Incident minutes by team this year", table("team", (p) => figure(`sum(${toRestore}) / 60000`)("i.team", p.thisYear, restored))),
  restore("restore-median", "How long did it typically take to resolve an incident this year?", { ...number((p) => figure(percentile(0.5, toRestore))("null", p.thisYear, restored)), value: ["p50", "median", "mttr"] }),
  restore("restore-month", "MTTR per month in H1", series("month", (p) => mean(toRestore)(month, p.h1, restored))),
  asks(["duration"], 0.005)("incidents-longest", "What were the five longest incidents this year?", ranked("incident", (p) => `select ${name} as label, ${toRestore} as value from told_incident i where ${restored} and ${began(p.thisYear)}`, 5)),
  counted("incidents-long", "How many incidents this year lasted longer than an hour?", number((p) => count(p.thisYear, `${toRestore} > 3600000`))),
  restore("restore-slowest", "Which team took longest to resolve incidents this year?", ranked("team", (p) => mean(toRestore)("i.team", p.thisYear, restored))),
  asks(["mtta"], 0.005)("acknowledge-mean", "Mean time to acknowledge incidents in H1", number((p) => mean(milliseconds("i.started_at", "i.acknowledged_at"))("null", p.h1, "i.acknowledged_at is not null"))),
  asks(["mttd"], 0.005)("detect-service", "Mean time to detect incidents by service this year", table("service", (p) => mean(milliseconds("i.started_at", "i.declared_at"))("i.service", p.thisYear))),
];

const overdue = (now) => `from told_action a where a.due_on < '${now}'::timestamptz::date and a.done_at is null`;
const late = asks(["action_overdue"], 0);
const actions = [
  late("actions-overdue", "How many follow-up actions from incidents are overdue?", number((_, now) => `select null as label, count(*) as value ${overdue(now)}`)),
  late("actions-teams", "Overdue follow-up actions by team", table("team", (_, now) => `select a.team as label, count(*) as value ${overdue(now)} group by 1`)),
];

export const incidentQuestions = [...counts, ...durations, ...actions];
