import { milliseconds, percentile, share } from "./facts.mjs";
import { within } from "./periods.mjs";

export const opened = (period) => within("opened_at", period);
export const count = (period, more = "true") => `select null as label, count(*) as value from told_ticket where ${opened(period)} and ${more}`;
export const countBy = (by, period, more = "true") => `select ${by} as label, count(*) as value from told_ticket where ${opened(period)} and ${more} group by 1`;
export const rateBy = (by, condition, where) => `select ${by} as label, ${share(condition)} as value from told_ticket where ${where} group by 1`;
export const durationBy = (by, stat, { ended, where }) => `select ${by} as label, ${stat(milliseconds("opened_at", ended))} as value from told_ticket where ${ended} is not null and ${where} group by 1`;
export const median = (value) => percentile(0.5, value);
export const p90 = (value) => percentile(0.9, value);
export const p95 = (value) => percentile(0.95, value);
export const mean = (value) => `avg(${value})`;
export const bucketOf = (unit, column) => `to_char(date_trunc('${unit}', ${column}), 'YYYY-MM-DD')`;
/** Every bucket of the period, also one without a ticket. */
export const countPer = (unit, { from, to }) => `
select to_char(b, 'YYYY-MM-DD') as label, count(t.id) as value
from generate_series(date_trunc('${unit}', '${from}'::timestamptz), '${to}'::timestamptz - interval '1 second', interval '1 ${unit}') b
left join told_ticket t on date_trunc('${unit}', t.opened_at) = b and ${within("t.opened_at", { from, to })} group by 1`;
/** Open at an instant: the last event until then had neither resolved nor closed the ticket. */
export const openAt = (instant) => `told_event e join told_ticket t on t.id = e.ticket_id where e.at <= '${instant}' and (e.until_at is null or e.until_at > '${instant}') and e.state_kind not in ('resolved', 'closed')`;
/** Changes from one group to another; `column` tells which of the two is counted. */
export const handovers = (by, column, period) => `select ${by} as label, count(*) as value from told_event e left join team g on g.id = e.${column} where e.team_before <> e.team_id and ${within("e.at", period)} group by 1`;
