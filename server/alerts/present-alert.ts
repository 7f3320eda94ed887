import "server-only";
import { pageSteps, ticketSteps } from "#core/alerts";
import type { AlertRecord } from "./alerts-repository";
import type { AlertDelivery, AlertDetail, AlertRow } from "./contract";

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export function presentAlert(record: AlertRecord, now: Date): AlertRow {
  const { number, title, source, service, team, occurrences, startedAt, lastSeenAt, endedAt, acknowledgedAt, acknowledgedBy, silencedUntil, isDemo } = record;
  const isSilent = endedAt === null && silencedUntil !== null && silencedUntil > now;
  return {
    number, title, source, service, team, occurrences, acknowledgedBy, isDemo, severity: record.severity as AlertRow["severity"], status: endedAt === null ? "firing" : "ended",
    startedAt: startedAt.toISOString(), lastSeenAt: lastSeenAt.toISOString(), endedAt: iso(endedAt), durationMs: Math.max(0, (endedAt ?? now).getTime() - startedAt.getTime()), acknowledgedAt: iso(acknowledgedAt),
    silencedUntil: isSilent ? silencedUntil.toISOString() : null, incident: record.incident?.number ?? null,
  };
}

interface DeliveryRecord {
  id: string;
  kind: string;
  channel: string | null;
  recipient: string;
  title: string;
  status: string;
  attempts: number;
  error: string | null;
  createdAt: Date;
  sentAt: Date | null;
  readAt: Date | null;
}

export const presentDelivery = ({ id, kind, channel, recipient, title, status, attempts, error, createdAt, sentAt, readAt }: DeliveryRecord): AlertDelivery => ({
  id, kind, channel, recipient, title, status: status as AlertDelivery["status"], attempts, error, createdAt: createdAt.toISOString(), sentAt: iso(sentAt), readAt: iso(readAt),
});

export const presentEvent = ({ seq, at, kind, actorName, data }: { seq: number; at: Date; kind: string; actorName: string; data: unknown }): AlertDetail["events"][number] => ({
  seq, at: at.toISOString(), kind, actorName, text: String((data as { text?: unknown } | null)?.text ?? ""),
});

/** The escalation of an alert with the times of its steps, counted from when it was received. */
export const presentSteps = (record: AlertRecord, receivedAt: Date): AlertDetail["steps"] =>
  (record.severity === "page" ? pageSteps : ticketSteps).map(({ to, afterMinutes }, index) => ({ to, dueAt: new Date(receivedAt.getTime() + afterMinutes * 60_000).toISOString(), isTaken: index < record.escalation }));
