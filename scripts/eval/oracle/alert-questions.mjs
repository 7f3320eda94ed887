import { asks, number, ranked, table } from "./checks.mjs";
import { share } from "./facts.mjs";
import { within } from "./periods.mjs";

const began = (period) => within("a.began_at", period);
const countBy = (by, period, more = "true") => `select ${by} as label, count(*) as value from told_alert a where ${began(period)} and ${more} group by 1`;
const count = (period, more = "true") => `select null as label, count(*) as value from told_alert a where ${began(period)} and ${more}`;
const paged = "a.severity = 'page' and a.is_told";
const isNoise = "a.ended_at <= a.began_at + interval '15 minutes' and a.acknowledged_at is null and a.incident_id is null";

const fired = asks(["alert_volume"], 0);
const pages = asks(["oncall_pages"], 0);
export const alertQuestions = [
  fired("alerts-severity", "Alerts by severity last quarter", table("severity", (p) => countBy("a.severity", p.lastQuarter))),
  fired("alerts-services", "Which three services raised the most alerts this year?", ranked("service", (p) => countBy("a.service", p.thisYear), 3)),
  asks(["open_alerts"], 0)("alerts-open", "How many alerts are firing right now?", number((_, now) => `select null as label, count(*) as value from told_alert a where a.began_at <= '${now}' and (a.ended_at is null or a.ended_at > '${now}')`)),
  asks(["alert_noise_ratio"], 0.005)("alerts-noise", "What share of our alerts was noise last quarter?", number((p) => `select null as label, ${share(isNoise)} as value from told_alert a where a.ended_at is not null and ${began(p.lastQuarter)}`)),
  pages("pages-quarter", "How often was on-call paged last quarter?", number((p) => count(p.lastQuarter, paged))),
  pages("pages-hours", "How many on-call pages came between 22:00 and 06:00 this year?", number((p) => count(p.thisYear, `${paged} and (extract(hour from a.began_at) >= 22 or extract(hour from a.began_at) < 6)`))),
  pages("pages-teams", "On-call pages by team this year", table("team", (p) => countBy("a.team", p.thisYear, paged))),
];
