import type { IncidentRow } from "../contract";

/** How often those who wait hear of an open incident, in minutes; the graver, the more often. Source: Google SRE book, ch. 14 (a live incident state is told regularly), with intervals as incident handbooks use them. */
export const updateEveryMinutes: Readonly<Record<IncidentRow["severity"], number>> = { sev1: 30, sev2: 60, sev3: 240, sev4: 1_440 };

export interface NextUpdate {
  everyMinutes: number;
  /** ISO. */
  dueAt: string;
  lastAt: string | null;
  isOverdue: boolean;
}

/** When the next update for stakeholders is due: an interval after the last one, or after the declaration. Null once the incident is resolved. `updates` are instants (ISO) in any order. */
export function nextUpdateOf({ severity, declaredAt, resolvedAt, updates }: { severity: IncidentRow["severity"]; declaredAt: string; resolvedAt: string | null; updates: readonly string[] }, nowMs: number): NextUpdate | null {
  if (resolvedAt !== null) return null;
  const lastAt = [...updates].sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1) ?? null;
  const everyMinutes = updateEveryMinutes[severity];
  const dueMs = Date.parse(lastAt ?? declaredAt) + everyMinutes * 60_000;
  return { everyMinutes, dueAt: new Date(dueMs).toISOString(), lastAt, isOverdue: dueMs < nowMs };
}
