import type { IncidentStatus } from "../contract";

/** Instants of an incident's life, ISO; null = not reached. */
export interface IncidentTimes {
  startedAt: string;
  acknowledgedAt: string | null;
  mitigatedAt: string | null;
  resolvedAt: string | null;
  closedAt: string | null;
}

/** Where an incident may go from where it is. It may skip steps forward, and goes back to work when the trouble returns. */
const nextStatuses: Readonly<Record<IncidentStatus, readonly IncidentStatus[]>> = {
  triage: ["started", "mitigated", "resolved"],
  started: ["mitigated", "resolved"],
  mitigated: ["resolved", "started"],
  resolved: ["closed", "started"],
  closed: ["started"],
};

export const statusesAfter = (status: IncidentStatus): readonly IncidentStatus[] => nextStatuses[status];

const mayBecome = (from: IncidentStatus, to: IncidentStatus): boolean => nextStatuses[from].includes(to);

/**
 * Times after a change of status at `at` (ISO). A step that was skipped gets the time of the step that was taken, since by then it was reached;
 * going back to work forgets the times that are no longer true. `at` may lie before now: what happened is recorded afterwards. Returns null
 * when the change is not allowed or would end before it began.
 */
export function timesAfter(times: IncidentTimes, change: { from: IncidentStatus; to: IncidentStatus; at: string }): IncidentTimes | null {
  const { from, to, at } = change;
  if (!mayBecome(from, to) || Date.parse(at) < Date.parse(times.startedAt)) return null;
  const acknowledgedAt = times.acknowledgedAt ?? at;
  if (to === "started") return { ...times, acknowledgedAt, mitigatedAt: null, resolvedAt: null, closedAt: null };
  if (to === "mitigated") return { ...times, acknowledgedAt, mitigatedAt: at };
  const mitigatedAt = times.mitigatedAt ?? at;
  if (Date.parse(at) < Date.parse(mitigatedAt)) return null;
  if (to === "resolved") return { ...times, acknowledgedAt, mitigatedAt, resolvedAt: at };
  return Date.parse(at) < Date.parse(times.resolvedAt ?? at) ? null : { ...times, acknowledgedAt, mitigatedAt, closedAt: at };
}

const span = (from: string, to: string | null): number | null => (to === null ? null : Date.parse(to) - Date.parse(from));

/** Milliseconds from the beginning to each step; null = not reached. Restoring ends with the resolution. */
export const durationsOf = ({ startedAt, acknowledgedAt, mitigatedAt, resolvedAt }: IncidentTimes): { acknowledgeMs: number | null; mitigateMs: number | null; resolveMs: number | null } => ({
  acknowledgeMs: span(startedAt, acknowledgedAt), mitigateMs: span(startedAt, mitigatedAt), resolveMs: span(startedAt, resolvedAt),
});
