import "server-only";
import { Prisma } from "@/server/generated/prisma/client";
import type { Interval } from "#core/slo";
import { db, type Tx } from "../platform/db";
import { budgetPolicySchema, type BudgetPolicy } from "./contract";

/** The steps as they are stored; null = the usual ones. What this version does not understand acts as the usual policy. */
export function storedPolicy(value: unknown): BudgetPolicy | null {
  const parsed = budgetPolicySchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}

const slo = { select: { slug: true, name: true, serviceId: true, isDemo: true } } as const;
export type FreezeRecord = Prisma.SloFreezeGetPayload<{ include: { slo: typeof slo } }>;

const judged = {
  select: { id: true, slug: true, isPaused: true, isDemo: true, archivedAt: true, hysteresis: true, budgetPolicy: true, status: { select: { status: true, remaining: true } }, freezes: { where: { closedAt: null }, select: { id: true, kind: true } } },
} as const;
export type JudgedSlo = Prisma.SloGetPayload<typeof judged>;

/** SLOs with what their policies go by: the last evaluation and what is open. One out of use is among them as long as something of it is open. */
export const listJudged = (ids?: readonly string[]): Promise<JudgedSlo[]> =>
  db().slo.findMany({ where: { ...(ids === undefined ? {} : { id: { in: [...ids] } }), OR: [{ archivedAt: null }, { freezes: { some: { closedAt: null } } }] }, orderBy: { slug: "asc" }, ...judged });

export type FreezeRow = Prisma.SloFreezeCreateManyInput;

/** False when one of that kind is open already: another process was first. */
export const openFreeze = async (tx: Tx, row: FreezeRow): Promise<boolean> => (await tx.sloFreeze.createMany({ data: row, skipDuplicates: true })).count > 0;

/** False when it was closed already. */
export const closeFreeze = async (tx: Tx, id: string, at: Date): Promise<boolean> => (await tx.sloFreeze.updateMany({ where: { id, closedAt: null }, data: { closedAt: at, openKey: null } })).count > 0;

export const recordFreezeEvent = async (tx: Tx, event: Prisma.SloEventCreateManyInput): Promise<void> => void (await tx.sloEvent.createMany({ data: event }));

export const listFreezesOf = (sloId: string): Promise<FreezeRecord[]> => db().sloFreeze.findMany({ where: { sloId }, orderBy: { openedAt: "desc" }, take: 50, include: { slo } });

/** Freezes, warnings left out, that hold somewhere in a stretch. */
export const listFreezesIn = ({ fromMs, toMs }: Interval): Promise<FreezeRecord[]> =>
  db().sloFreeze.findMany({ where: { kind: { in: ["soft", "hard"] }, openedAt: { lt: new Date(toMs) }, OR: [{ closedAt: null }, { closedAt: { gt: new Date(fromMs) } }], slo: { archivedAt: null } }, orderBy: [{ openedAt: "desc" }, { id: "asc" }], include: { slo } });

export interface OpenFreeze {
  slug: string;
  name: string;
  service: string | null;
  team: string | null;
  kind: string;
  remaining: number | null;
  openedAt: Date;
}

/** Freezes that hold now: open, and not overridden. Those of the demo are left out: they wake nobody. */
export const listHolding = (at: Date): Promise<OpenFreeze[]> =>
  db().$queryRaw<OpenFreeze[]>`
    select o.slug, o.name, s.slug as service, t.slug as team, f.kind, st.remaining, f.opened_at as "openedAt"
    from slo_freeze f join slo o on o.id = f.slo_id left join slo_status st on st.slo_id = o.id left join service s on s.id = o.service_id left join team t on t.id = o.owner_team_id
    where f.closed_at is null and f.kind in ('soft', 'hard') and (f.override_until is null or f.override_until <= ${at}) and o.archived_at is null and not o.is_demo`;

export const findFreeze = (tx: Tx, key: { id: string; sloId: string }): Promise<FreezeRecord | null> => tx.sloFreeze.findFirst({ where: key, include: { slo } });

export const setOverride = async (tx: Tx, id: string, override: { overriddenBy: string; overrideReason: string; overriddenAt: Date; overrideUntil: Date }): Promise<boolean> =>
  (await tx.sloFreeze.updateMany({ where: { id, closedAt: null }, data: override })).count > 0;

/** The override ends now; that there was one stays on record. */
export const cutOverride = async (tx: Tx, id: string, at: Date): Promise<boolean> => (await tx.sloFreeze.updateMany({ where: { id, overrideUntil: { gt: at } }, data: { overrideUntil: at } })).count > 0;

export const setPolicyRow = async (tx: Tx, key: { id: string; version: number }, policy: BudgetPolicy | null): Promise<boolean> =>
  (await tx.slo.updateMany({ where: key, data: { budgetPolicy: policy ?? Prisma.DbNull, version: { increment: 1 } } })).count > 0;

/** The freezes of an SLO's past as they follow from its data; nothing is written where some are on record. */
export async function insertPastFreezes(sloId: string, rows: readonly FreezeRow[]): Promise<void> {
  if ((await db().sloFreeze.count({ where: { sloId } })) > 0) return;
  const at = (date: Date | string | null | undefined): Date => new Date(date ?? 0);
  const events = rows.flatMap(({ kind, threshold, remaining, openedAt, closedAt, overriddenBy, overriddenAt, overrideUntil }) => [
    { sloId, at: at(openedAt), kind: "freeze_opened", data: { act: kind, threshold, remaining } },
    ...(overriddenBy ? [{ sloId, at: at(overriddenAt), kind: "freeze_overridden", data: { act: kind, by: overriddenBy, until: at(overrideUntil).toISOString() } }] : []),
    ...(closedAt ? [{ sloId, at: at(closedAt), kind: "freeze_closed", data: { act: kind } }] : []),
  ]);
  await db().$transaction([db().sloFreeze.createMany({ data: [...rows] }), db().sloEvent.createMany({ data: events.sort((a, b) => a.at.getTime() - b.at.getTime()) })]);
}
