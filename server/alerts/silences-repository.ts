import "server-only";
import type { Matcher, SilenceRule } from "#core/alerts";
import type { Prisma } from "@/server/generated/prisma/client";
import type { Scope } from "../platform/auth/actor";
import { db, type Tx } from "../platform/db";
import { alertsIn } from "./alerts-repository";

export interface SilenceRecord {
  id: string;
  matchers: readonly Matcher[];
  comment: string;
  ownerName: string;
  startsAt: Date;
  endsAt: Date;
  endedBy: string | null;
}

const toRecord = ({ matchers, ...row }: Omit<SilenceRecord, "matchers"> & { matchers: Prisma.JsonValue }): SilenceRecord => ({ ...row, matchers: matchers as unknown as Matcher[] });
export const ruleOf = ({ id, matchers, startsAt, endsAt }: SilenceRecord): SilenceRule => ({ id, matchers, startsAtMs: startsAt.getTime(), endsAtMs: endsAt.getTime() });

export const activeSilences = async (tx: Tx, now: Date): Promise<SilenceRule[]> => (await tx.silence.findMany({ where: { startsAt: { lte: now }, endsAt: { gt: now } } })).map((row) => ruleOf(toRecord(row)));

export const listSilenceRecords = async (query: { since: Date | null; limit: number }): Promise<SilenceRecord[]> =>
  (await db().silence.findMany({ where: query.since ? { endsAt: { gt: query.since } } : {}, orderBy: { endsAt: "desc" }, take: query.limit })).map(toRecord);

export async function findSilence(tx: Tx, id: string): Promise<SilenceRecord | null> {
  const row = await tx.silence.findUnique({ where: { id } });
  return row && toRecord(row);
}

export const insertSilence = (tx: Tx, { matchers, ...data }: Omit<SilenceRecord, "endedBy">): Promise<unknown> => tx.silence.create({ data: { ...data, matchers: matchers.map((matcher) => ({ ...matcher })) } });
export const changeSilence = (tx: Tx, id: string, data: { endsAt: Date; comment: string }): Promise<unknown> => tx.silence.update({ where: { id }, data });
export const closeSilence = (tx: Tx, id: string, end: { endsAt: Date; endedBy: string }): Promise<unknown> => tx.silence.update({ where: { id }, data: end });

/** True when a silence that was planned has begun since: its alerts have to be looked at again. */
export const hasSilenceBegun = async (since: Date, now: Date): Promise<boolean> => (await db().silence.count({ where: { startsAt: { gt: since, lte: now } } })) > 0;

export interface OpenLabels {
  id: string;
  labels: Record<string, string>;
  silencedUntil: Date | null;
}

export const openLabels = async (tx: Tx): Promise<OpenLabels[]> => (await tx.alert.findMany({ where: { openKey: { not: null } }, select: { id: true, labels: true, silencedUntil: true }, orderBy: { id: "asc" } })).map((row) => ({ ...row, labels: row.labels as Record<string, string> }));

/** Alerts that fire and that the reader may see, with their labels. */
export const listOpenAlerts = async (scope: Scope): Promise<{ number: number; title: string; labels: Record<string, string> }[]> =>
  (await db().alert.findMany({ where: { AND: [alertsIn(scope), { openKey: { not: null } }] }, select: { number: true, title: true, labels: true }, orderBy: { number: "desc" } })).map((row) => ({ ...row, labels: row.labels as Record<string, string> }));

export async function markSilenced(tx: Tx, rows: readonly { id: string; silencedUntil: Date | null }[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`update alert set silenced_until = s.silenced_until, version = alert.version + 1 from unnest(${rows.map(({ id }) => id)}::text[], ${rows.map(({ silencedUntil }) => silencedUntil)}::timestamptz[]) as s(id, silenced_until) where alert.id = s.id`;
}
