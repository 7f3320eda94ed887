import { expandRule, faultOfRule, isLocalTime, recurrenceBounds, type Recurrence } from "./rule";

const floatingMs = (local: string): number => Date.parse(`${local}:00Z`);
export const shiftLocal = (local: string, byMs: number): string => new Date(floatingMs(local) + byMs).toISOString().slice(0, 16);

/** The first time that a rule gives at or after a local time; null = none, or the rule or the time cannot be read. */
export function firstGiven({ rrule, startsLocal }: Pick<Recurrence, "rrule" | "startsLocal">): string | null {
  if (faultOfRule(rrule) !== null || !isLocalTime(startsLocal)) return null;
  const from = floatingMs(startsLocal);
  const last = Math.min(from + 30 * 366 * 86_400_000, Date.UTC(recurrenceBounds.lastYear, 11, 31));
  return expandRule({ rrule, startsLocal }, { from: new Date(from), to: new Date(last), limit: 1 })[0] ?? null;
}

/** The repetition with its start moved on to the first time that its rule gives: what "every Sunday from Saturday on" means. One that gives nothing stays as it is. */
export const fromFirstGiven = (recurrence: Recurrence): Recurrence => ({ ...recurrence, startsLocal: firstGiven(recurrence) ?? recurrence.startsLocal });

export interface Written {
  id: string;
  /** Local time that the old rule gave, which names the occurrence. */
  local: string;
  /** Changed on its own: it keeps its time and fields whatever becomes of the series. */
  isOverride: boolean;
}

export interface Reconciled {
  /** Windows that stay, under the name that the new rule gives them. */
  keep: { id: string; local: string; isOverride: boolean }[];
  /** Windows that the rule gives no more. */
  drop: string[];
  /** Times that the rule gives and no window stands for yet. */
  add: string[];
}

/**
 * Brings written occurrences into agreement with a changed rule: one of the same name stays, then one of the same day moves to that day's time; what is left over goes, and
 * what is missing is added. One that was changed on its own always stays, and stands for the occurrence of its day so that the work is not planned twice.
 */
export function reconcileOccurrences(written: readonly Written[], wanted: readonly string[]): Reconciled {
  const open = new Set(wanted);
  const keep: Reconciled["keep"] = [];
  const unmatched = written.filter((row) => {
    if (!open.delete(row.local)) return true;
    keep.push({ ...row });
    return false;
  });
  const drop: string[] = [];
  for (const row of unmatched) {
    const sameDay = [...open].find((local) => local.slice(0, 10) === row.local.slice(0, 10));
    if (sameDay !== undefined) open.delete(sameDay);
    if (sameDay !== undefined || row.isOverride) keep.push({ ...row, local: sameDay ?? row.local });
    else drop.push(row.id);
  }
  return { keep, drop, add: [...open] };
}
