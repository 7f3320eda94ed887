const utc = (year, month, day = 1) => new Date(Date.UTC(year, month, day)).toISOString();
const DAY_MS = 86_400_000;

/**
 * The periods that the questions name, seen from `now`: half-open, UTC, weeks from Monday. "Last N weeks" are complete weeks,
 * "last N days" roll up to now; a running period is whole, and the records end at now.
 */
export function periodsOf(now) {
  const at = new Date(now);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  const quarter = month - (month % 3);
  const today = Date.UTC(year, month, at.getUTCDate());
  const day = (offset) => new Date(today + offset * DAY_MS).toISOString();
  const monday = -((at.getUTCDay() + 6) % 7);
  const of = (from, to) => ({ from, to });
  const months = (first, count) => of(utc(year, first), utc(year, first + count));
  return {
    yesterday: of(day(-1), day(0)),
    lastWeek: of(day(monday - 7), day(monday)),
    weekBefore: of(day(monday - 14), day(monday - 7)),
    lastTwoWeeks: of(day(monday - 14), day(monday)),
    nextWeek: of(day(monday + 7), day(monday + 14)),
    lastMonth: months(month - 1, 1),
    nextMonth: months(month + 1, 1),
    march: months(2, 1),
    june: months(5, 1),
    sinceJune: of(utc(year, 5), at.toISOString()),
    july: months(6, 1),
    lastQuarter: months(quarter - 3, 3),
    thisQuarter: months(quarter, 3),
    q1: months(0, 3),
    q2: months(3, 3),
    h1: months(0, 6),
    monthsOfH1: [0, 1, 2, 3, 4, 5].map((index) => months(index, 1)),
    thisYear: months(0, 12),
    lastSixWeeks: of(day(monday - 42), day(monday)),
    lastYear: of(utc(year - 1, 0), utc(year, 0)),
    fourteenthOfJuly: of(utc(year, 6, 14), utc(year, 6, 15)),
    firstHalfOfJuly: of(utc(year, 6, 1), utc(year, 6, 16)),
    rolling: (days) => of(new Date(at.getTime() - days * DAY_MS).toISOString(), at.toISOString()),
  };
}

/** A condition: the instant lies in the period. */
export const within = (column, { from, to }) => `${column} >= '${from}' and ${column} < '${to}'`;
