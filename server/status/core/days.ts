import { availabilityByDay, combineAvailability, dayMs, type Availability, type MonitorRecord, type Span } from "#core/monitors";
import { outageBelow, type DayKind, type PublicDay } from "../contract";

/** A component's UTC day. Observed and down time are added up over its monitors. */
export interface StatusDay {
  day: string;
  observedMs: number;
  downMs: number;
}

const mostDays = 4_000;

/** The UTC day that holds an instant. */
export const dayOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);
export const dayStart = (day: string): number => Date.parse(`${day}T00:00:00.000Z`);

/** The days of a component in a half-open window, oldest first; days on which nothing was observed are left out: they are no data. */
export function componentDays(records: readonly MonitorRecord[], window: Span): StatusDay[] {
  const perMonitor = records.map((record) => availabilityByDay(record, window, mostDays));
  const days = perMonitor[0] ?? [];
  return days
    .map(({ day }, index) => ({ day, ...combineAvailability(perMonitor.flatMap((each) => each[index] ?? [])) }))
    .filter(({ observedMs }) => observedMs > 0)
    .map(({ day, observedMs, downMs }) => ({ day, observedMs, downMs }));
}

/** Kept days and those computed just now; of one day the one that was observed longer, for a day never loses what is known of it. */
export function mergeDays(kept: readonly StatusDay[], computed: readonly StatusDay[]): StatusDay[] {
  const byDay = new Map(kept.map((each) => [each.day, each]));
  for (const each of computed) if (each.observedMs >= (byDay.get(each.day)?.observedMs ?? 0)) byDay.set(each.day, each);
  return [...byDay.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** What a day is called. Down time wins over planned work, so that nothing is hidden behind it; a day without data is never a good one. */
export function kindOfDay({ ratio, downMs }: Availability, hasMaintenance: boolean): DayKind {
  if (ratio === null) return hasMaintenance ? "maintenance" : "no_data";
  if (downMs > 0) return ratio < outageBelow ? "outage" : "disturbed";
  return hasMaintenance ? "maintenance" : "up";
}

/** The newest `count` days up to the one of `nowMs`, one for each, whether it was observed or not. */
export function shownDays(days: readonly StatusDay[], { nowMs, count, work }: { nowMs: number; count: number; work: readonly Span[] }): PublicDay[] {
  const byDay = new Map(days.map((each) => [each.day, each]));
  const todayMs = dayStart(dayOf(nowMs));
  return Array.from({ length: count }, (_, index) => {
    const fromMs = todayMs - (count - 1 - index) * dayMs;
    const day = dayOf(fromMs);
    const known = combineAvailability([{ observedMs: 0, downMs: 0, ...byDay.get(day), ratio: null }]);
    const hasMaintenance = work.some((span) => span.fromMs < fromMs + dayMs && span.toMs > fromMs);
    return { day, kind: kindOfDay(known, hasMaintenance), availability: known.ratio, observedMs: known.observedMs, downMs: known.downMs };
  });
}

/** Availability of several days together: those without data count neither way. Null when there is none. */
export const availabilityOfDays = (days: readonly Pick<StatusDay, "observedMs" | "downMs">[]): number | null => combineAvailability(days.map(({ observedMs, downMs }) => ({ observedMs, downMs, ratio: null }))).ratio;
