import { instantOf, nextOccurrences, occurrencesBetween, type Recurrence } from "#core/maintenance";

/** Something that is updated again and again: dates expand in floating local time and the zone applies afterwards. */
export interface Cycle {
  rrule: string;
  startsLocal: string;
  zone: string;
  lastDoneAtMs: number | null;
}

export interface CycleStanding {
  /** The earliest date that nobody has said is done; null = the rule gives none any more. */
  dueAtMs: number | null;
  state: "overdue" | "due_soon" | "planned" | "over";
  overdueMs: number;
  /** Dates that have passed since it was last done. */
  missed: number;
}

const dayMs = 86_400_000;
/** Done this long before its date, it counts for that date: an update is rarely made on the day itself. */
const earlyMs = 3 * dayMs;
const soonMs = 7 * dayMs;
const ruleOf = ({ rrule, startsLocal, zone }: Cycle): Recurrence => ({ rrule, startsLocal, zone, durationMs: dayMs, exdates: [], rdates: [] });

/** Where a cycle stands: a date is over once the update was done at or (three days at most) before it. */
export function standingOf(cycle: Cycle, nowMs: number): CycleStanding {
  const firstMs = instantOf(cycle.startsLocal, cycle.zone);
  const afterMs = cycle.lastDoneAtMs === null ? firstMs : Math.max(firstMs, cycle.lastDoneAtMs + earlyMs + 1);
  const [due] = nextOccurrences(ruleOf(cycle), afterMs, 1);
  if (due === undefined) return { dueAtMs: null, state: "over", overdueMs: 0, missed: 0 };
  const missed = due.startMs > nowMs ? 0 : occurrencesBetween(ruleOf(cycle), { fromMs: due.startMs, toMs: nowMs + 1, limit: 1_000 }).items.length;
  const state = missed > 0 ? "overdue" : due.startMs - nowMs <= soonMs ? "due_soon" : "planned";
  return { dueAtMs: due.startMs, state, overdueMs: Math.max(0, nowMs - due.startMs), missed };
}

/** Dates within [fromMs, toMs) that are still to be done, for a calendar. */
export function openDates(cycle: Cycle, range: { fromMs: number; toMs: number }): number[] {
  const { dueAtMs } = standingOf(cycle, range.fromMs);
  if (dueAtMs === null) return [];
  return occurrencesBetween(ruleOf(cycle), { fromMs: Math.max(range.fromMs, dueAtMs), toMs: range.toMs, limit: 400 }).items.map(({ startMs }) => startMs);
}
