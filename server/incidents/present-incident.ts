import "server-only";
import { durationsOf, nextUpdateOf, statusesAfter } from "#core/incidents";
import type { z } from "zod";
import type { HistoryEntry, IncidentHistory } from "../alerts";
import type { IncidentAction, IncidentRow, IncidentStatus, incidentDetailSchema } from "./contract";
import type { IncidentDetailRecord, IncidentRecord } from "./incidents-repository";
import type { ActionRecord } from "./timeline-repository";

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export const timesOf = (record: Pick<IncidentRecord, "startedAt" | "acknowledgedAt" | "mitigatedAt" | "resolvedAt" | "closedAt">) => ({
  startedAt: record.startedAt.toISOString(), acknowledgedAt: iso(record.acknowledgedAt), mitigatedAt: iso(record.mitigatedAt), resolvedAt: iso(record.resolvedAt), closedAt: iso(record.closedAt),
});

export function presentIncident(record: Omit<IncidentRecord, "postmortem"> & { postmortem: { state: string } | null }, now: Date): IncidentRow {
  const { number, title, service, team, commander, isDemo } = record;
  return {
    number, title, service, team, commander, isDemo, ...timesOf(record),
    severity: record.severity as IncidentRow["severity"], status: record.status as IncidentStatus, rootCause: record.rootCause as IncidentRow["rootCause"],
    durationMs: Math.max(0, (record.resolvedAt ?? now).getTime() - record.startedAt.getTime()),
    alerts: record._count.alerts, tickets: record._count.tickets, openActions: record._count.actions, postmortem: (record.postmortem?.state ?? null) as IncidentRow["postmortem"],
  };
}

const day = (at: Date | null): string | null => at?.toISOString().slice(0, 10) ?? null;

/** `today` is a UTC day; an action is overdue from the day after it was due. */
export function presentAction(record: Omit<ActionRecord, "incident">, incident: number, today: string): IncidentAction {
  const dueOn = day(record.dueOn);
  return { id: record.id, incident, kind: record.kind === "task" ? "task" : "action", title: record.title, owner: record.ownerName, dueOn, doneAt: iso(record.doneAt), isOverdue: record.doneAt === null && dueOn !== null && dueOn < today, version: record.version };
}

type Detail = z.input<typeof incidentDetailSchema>;

/** The log and what alerts and messages add, in order of time; at one instant the log goes first. */
function timelineOf(events: IncidentDetailRecord["events"], history: readonly HistoryEntry[]): Detail["timeline"] {
  const written = events.map(({ seq, at, kind, actorName, text, isPublic }) => ({ seq, at: at.toISOString(), kind, actorName, text, isPublic, alert: null }));
  const added = history.map(({ at, kind, actorName, text, alert }) => ({ seq: null, at: at.toISOString(), kind, actorName, text, isPublic: false, alert }));
  return [...written, ...added].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

const updatesOf = (events: IncidentDetailRecord["events"]): string[] => events.flatMap(({ kind, at }) => (kind === "update" ? [at.toISOString()] : []));

export function presentDetail(record: IncidentDetailRecord, { similar, repeatOf, services, history }: Pick<Detail, "similar" | "repeatOf" | "services"> & { history: IncidentHistory }, now: Date): Detail {
  const { postmortem } = record;
  const row = presentIncident(record, now);
  return {
    row, summary: record.summary, communicator: record.communicator, detectedBy: record.detectedBy, declaredAt: record.declaredAt.toISOString(), isPublic: record.isPublic,
    repeatOf, version: record.version, next: [...statusesAfter(record.status as IncidentStatus)], durations: durationsOf(timesOf(record)),
    services,
    alerts: record.alerts.map(({ startedAt, endedAt, ...alert }) => ({ ...alert, startedAt: startedAt.toISOString(), endedAt: iso(endedAt) })),
    tickets: record.tickets.map(({ ticket: { openedAt, ...ticket } }) => ({ ...ticket, openedAt: openedAt.toISOString() })),
    timeline: timelineOf(record.events, history.entries),
    nearbyAlerts: history.unlinked.map(({ number, title, startedAt }) => ({ number, title, startedAt: startedAt.toISOString() })),
    nextUpdate: nextUpdateOf({ severity: row.severity, declaredAt: record.declaredAt.toISOString(), resolvedAt: row.resolvedAt, updates: updatesOf(record.events) }, now.getTime()),
    actions: record.actions.map((action) => presentAction(action, record.number, now.toISOString().slice(0, 10))),
    postmortem: postmortem ? { state: postmortem.state as "draft" | "in_review" | "published", body: postmortem.body, reviewer: postmortem.reviewerName, reviewedBy: postmortem.reviewedBy, reviewedAt: iso(postmortem.reviewedAt), version: postmortem.version } : null,
    similar,
  };
}
