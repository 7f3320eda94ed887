import "server-only";
import { instantOf, occurrencesBetween, reconcileOccurrences, shiftLocal } from "#core/maintenance";
import type { Tx } from "../platform/db";
import type { Ctx } from "../platform/registry";
import { dropWindowExclusions } from "../slo";
import { maintenanceLimits } from "./contract";
import { approvalInForce, settleExclusions } from "./edit-window";
import { policyOf } from "./policy";
import { clearOccurrences, listOccurrences, updateSeries, type OccurrenceRecord, type SeriesRecord } from "./series-repository";
import { appendWindowEvent, replaceWindowServices, updateWindowRow, waitingStatuses } from "./windows-repository";
import { recurrenceOf, writeOccurrences } from "./write-series";

export interface Settled {
  /** The series as it is after the change. */
  series: SeriesRecord;
  /** By how much the local time of every occurrence moved. */
  byMs: number;
  services: { id: string; slug: string; tier: number }[];
  /** Risk, impact, kind or services are not what was agreed to. */
  isHeavier: boolean;
}

const dayMs = 86_400_000;

function approvalOf(row: OccurrenceRecord, { series, services }: Settled, ctx: Ctx) {
  const at = ctx.clock.now();
  if (row.status === "draft") return {};
  if (series.kind === "standard" && policyOf({ kind: series.kind, risk: series.risk, services }).required === 0) return { status: "approved", approvedAt: at, announcedAt: null };
  return { status: "requested", approvedAt: null, announcedAt: null, requestedAt: at, requestedBy: ctx.actor.name, requestedById: ctx.actor.userId };
}

/** One occurrence takes over its series' plan. Approval counts for the shape that was looked at: what moved or is heavier is asked for again. */
async function follow(tx: Tx, { row, local }: { row: OccurrenceRecord; local: string }, { settled, ctx }: { settled: Settled; ctx: Ctx }): Promise<void> {
  const { series, services, isHeavier } = settled;
  const at = ctx.clock.now();
  const startsAt = new Date(instantOf(local, series.zone));
  const plan = { startsAt, endsAt: new Date(startsAt.getTime() + series.durationMs) };
  const isMoved = plan.startsAt.getTime() !== row.startsAt.getTime() || plan.endsAt.getTime() !== row.endsAt.getTime();
  const isSubstance = isHeavier || plan.startsAt.getTime() !== row.startsAt.getTime() || plan.endsAt > row.endsAt;
  const approval: { approvedAt?: Date | null } = isSubstance ? approvalOf(row, settled, ctx) : {};
  const { title, description, kind, risk, impact, zone, ownerTeamId, noticeMs, isAutomatic, isPublic } = series;
  await updateWindowRow(tx, { id: row.id, version: row.version }, { title, description, kind, risk, impact, zone, ownerTeamId, noticeMs, isAutomatic, isPublic, occurrence: local, ...plan, ...approval, sequence: { increment: 1 }, updatedAt: at });
  await replaceWindowServices(tx, row.id, services.map(({ id }) => id));
  const inForce = approval.approvedAt === undefined ? await approvalInForce(tx, row, ctx.actor.name) : approval.approvedAt === null ? null : { at: approval.approvedAt, by: ctx.actor.name };
  await settleExclusions(tx, { ...row, ...plan, title, impact, services: services.map((service) => ({ service })) }, inForce);
  await appendWindowEvent(tx, row.id, { kind: isMoved ? "moved" : "note", at, actorName: ctx.actor.name, text: "Changed with its series" });
}

async function drop(tx: Tx, row: OccurrenceRecord, ctx: Ctx): Promise<void> {
  const at = ctx.clock.now();
  await updateWindowRow(tx, { id: row.id, version: row.version }, { status: "cancelled", sequence: { increment: 1 }, updatedAt: at });
  await dropWindowExclusions(tx, row.id);
  await appendWindowEvent(tx, row.id, { kind: "status", at, actorName: ctx.actor.name, text: "Cancelled: its series does not give it any more" });
}

/**
 * Brings the occurrences that have not begun into agreement with their series: they follow, go, or are added. Those changed on their own keep time and fields, and
 * so does what was cancelled by hand. Names are freed first: two occurrences may trade places.
 */
export async function followSeries(tx: Tx, settled: Settled, ctx: Ctx): Promise<number> {
  const { series, byMs } = settled;
  const at = ctx.clock.now();
  const rows = await listOccurrences(tx, series.id, at);
  const wanted = occurrencesBetween(recurrenceOf(series), { fromMs: at.getTime(), toMs: at.getTime() + maintenanceLimits.seriesDays * dayMs, limit: maintenanceLimits.seriesWindows }).items.map(({ local }) => local);
  const isOwn = ({ isOverride, status }: OccurrenceRecord): boolean => isOverride || !waitingStatuses.some((waiting) => waiting === status);
  const { keep, drop: gone, add } = reconcileOccurrences(rows.map((row) => ({ id: row.id, local: shiftLocal(row.occurrence ?? series.startsLocal, byMs), isOverride: isOwn(row) })), wanted);
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  await clearOccurrences(tx, rows.map(({ id }) => id));
  for (const { id, local, isOverride } of keep) {
    const row = rowOf.get(id);
    if (!row) continue;
    if (isOverride) await updateWindowRow(tx, { id, version: row.version }, { occurrence: local });
    else await follow(tx, { row, local }, { settled, ctx });
  }
  for (const id of gone) {
    const row = rowOf.get(id);
    if (row) await drop(tx, row, ctx);
  }
  if (add.length > 0) await writeOccurrences(tx, await updateSeries(tx, series.id, { writtenUntil: null }), { at, by: { name: ctx.actor.name, userId: ctx.actor.userId } });
  return keep.length + gone.length + add.length;
}
