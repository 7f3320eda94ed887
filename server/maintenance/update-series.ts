import "server-only";
import { endingAt, faultsOfRecurrence, instantOf, splitAt, type Recurrence } from "#core/maintenance";
import type { z } from "zod";
import type { Tx } from "../platform/db";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite, type ChangeEntry } from "../platform/write";
import { dropWindowExclusions } from "../slo";
import type { UpdateWindow, windowNumberInput } from "./contract";
import { noSuchWindow, settleExclusions, staleWindow, type Changed } from "./edit-window";
import { policyOf } from "./policy";
import { existingServices, findSeriesForEdit, insertSeries, listWaiting, moveOccurrences, updateSeries, type SeriesRecord } from "./series-repository";
import type { KnownService } from "./surroundings-repository";
import { planAfter } from "./plan-after";
import { appendWindowEvent, findWindowForEdit, replaceWindowServices, updateWindowRow, type WindowRecord } from "./windows-repository";
import { recurrenceOf } from "./write-series";

interface Following {
  input: UpdateWindow;
  window: WindowRecord;
  services: readonly KnownService[] | null;
  ownerTeamId: string | null | undefined;
}

const floatingMs = (local: string): number => Date.parse(`${local}:00Z`);
const shift = (local: string, byMs: number): string => new Date(floatingMs(local) + byMs).toISOString().slice(0, 16);

/** The repetition moved by as much as the occurrence at hand was moved. */
function shifted(recurrence: Recurrence, { zone, durationMs, byMs }: { zone: string; durationMs: number; byMs: number }): Recurrence {
  const moved = { ...recurrence, zone, durationMs, startsLocal: shift(recurrence.startsLocal, byMs), exdates: recurrence.exdates.map((one) => shift(one, byMs)), rdates: recurrence.rdates.map((one) => shift(one, byMs)) };
  const faults = faultsOfRecurrence(moved);
  if (faults.length > 0) throw new DomainError("VALIDATION", "The rule does not give that day or time. Change this one only, or end the series and plan another.", { faults: [{ path: "startsLocal", message: faults[0]?.message ?? "does not fit the rule" }] });
  return moved;
}

/** Where the change begins: "all" keeps one series, "following" cuts it before the occurrence. */
async function seriesFor(tx: Tx, series: SeriesRecord, { input, window }: Following): Promise<{ series: SeriesRecord; recurrence: Recurrence }> {
  const whole = recurrenceOf(series);
  if (input.scope === "all") return { series, recurrence: whole };
  const parts = splitAt(whole, window.occurrence ?? "");
  if (!parts?.after) throw new DomainError("PRECONDITION_FAILED", "The series does not give this occurrence any more: change this one only.");
  if (parts.before === null) return { series, recurrence: whole };
  await updateSeries(tx, series.id, { rrule: parts.before.rrule, exdates: [...parts.before.exdates], rdates: [...parts.before.rdates] });
  const { id: _id, version: _version, ...rest } = series;
  const next = await insertSeries(tx, { ...rest, id: newId("mws"), rrule: parts.after.rrule, startsLocal: parts.after.startsLocal, exdates: [...parts.after.exdates], rdates: [...parts.after.rdates] });
  await moveOccurrences(tx, series.id, { to: next.id, since: window.occurrence ?? "" });
  return { series: next, recurrence: parts.after };
}

type Settled = { series: SeriesRecord; byMs: number; services: { id: string; slug: string; tier: number }[]; isMoved: boolean };

/** Brings the occurrences that have not begun into agreement with their series; those changed on their own stay. */
async function followSeries(tx: Tx, { series, byMs, services, isMoved }: Settled, ctx: Ctx): Promise<number> {
  const at = ctx.clock.now();
  const isApproved = series.kind === "standard" && policyOf({ kind: series.kind, risk: series.risk, services }).required === 0;
  const waiting = await listWaiting(tx, series.id, at);
  for (const row of waiting) {
    const occurrence = shift(row.occurrence ?? series.startsLocal, byMs);
    const startsAt = new Date(instantOf(occurrence, series.zone));
    const plan = { startsAt, endsAt: new Date(startsAt.getTime() + series.durationMs) };
    const { title, description, kind, risk, impact, zone, ownerTeamId, noticeMs, isAutomatic, isPublic } = series;
    const approval: { status?: string; approvedAt?: Date | null; announcedAt?: null; requestedAt?: Date; requestedBy?: string; requestedById?: string | null } = isApproved ? { status: "approved", approvedAt: at } : isMoved && row.status !== "draft" ? { status: "requested", approvedAt: null, announcedAt: null, requestedAt: at, requestedBy: ctx.actor.name, requestedById: ctx.actor.userId } : {};
    await updateWindowRow(tx, { id: row.id, version: row.version }, { title, description, kind, risk, impact, zone, ownerTeamId, noticeMs, isAutomatic, isPublic, occurrence, ...plan, ...approval, sequence: { increment: 1 }, updatedAt: at });
    await replaceWindowServices(tx, row.id, services.map(({ id }) => id));
    const approvedAt = approval.status === undefined ? row.approvedAt : (approval.approvedAt ?? null);
    await settleExclusions(tx, { ...row, ...plan, impact, services: services.map((service) => ({ service })) }, approvedAt === null ? null : { at: approvedAt, by: ctx.actor.name });
    await appendWindowEvent(tx, row.id, { kind: byMs === 0 ? "note" : "moved", at, actorName: ctx.actor.name, text: "Changed with its series" });
  }
  return waiting.length;
}

/** Changes work that repeats from an occurrence on, or as a whole. */
export async function updateFollowing(following: Following, ctx: Ctx): Promise<Changed> {
  const { input, ownerTeamId } = following;
  return businessWrite(ctx, { domains: ["maintenance", "slo"], timeoutMs: 60_000 }, async (tx, record) => {
    const window = await findWindowForEdit(tx, ctx.actor.scope, input.number);
    const old = window?.seriesId ? await findSeriesForEdit(tx, window.seriesId) : null;
    if (!window || !old) throw noSuchWindow(input.number);
    if (window.version !== input.version) throw staleWindow();
    const plan = planAfter(input, window);
    const before = planAfter({ ...input, startsLocal: undefined, zone: undefined, durationMs: undefined }, window);
    const byMs = floatingMs(plan.startsLocal) - floatingMs(before.startsLocal);
    const { series, recurrence } = await seriesFor(tx, old, following);
    const moved = shifted(recurrence, { zone: plan.zone, durationMs: plan.durationMs, byMs });
    const { number: _n, version: _v, scope: _s, services: _slugs, team: _t, startsLocal: _l, durationMs: _d, zone: _z, ...fields } = input;
    const updated = await updateSeries(tx, series.id, { ...fields, ...(ownerTeamId === undefined ? {} : { ownerTeamId }), ...(following.services ? { serviceIds: following.services.map(({ id }) => id) } : {}), startsLocal: moved.startsLocal, zone: moved.zone, durationMs: moved.durationMs, exdates: [...moved.exdates], rdates: [...moved.rdates] });
    const services = await existingServices(tx, updated.serviceIds);
    const isMoved = byMs !== 0 || plan.durationMs > before.durationMs || plan.zone !== before.zone || following.services !== null || input.risk !== undefined || input.impact !== undefined;
    const changed = await followSeries(tx, { series: updated, byMs, services, isMoved }, ctx);
    record(entryOf(updated.id, { input, changed }));
    const after = await findWindowForEdit(tx, ctx.actor.scope, input.number);
    return { number: input.number, version: after?.version ?? input.version, status: (after?.status ?? window.status) as Changed["status"] };
  });
}

const entryOf = (id: string, { input, changed }: { input: UpdateWindow; changed: number }): ChangeEntry => ({ action: "maintenance.series.update", entityType: "maintenance_series", entityId: id, after: { ...input, occurrences: changed } });

/** Ends a repetition now: what has not begun is cancelled, what was stays. */
export async function endSeries({ number }: z.output<typeof windowNumberInput>, ctx: Ctx): Promise<{ series: string; cancelled: number }> {
  return businessWrite(ctx, { domains: ["maintenance", "slo"], timeoutMs: 60_000 }, async (tx, record) => {
    const at = ctx.clock.now();
    const window = await findWindowForEdit(tx, ctx.actor.scope, number);
    const series = window?.seriesId ? await findSeriesForEdit(tx, window.seriesId) : null;
    if (!series) throw new DomainError("NOT_FOUND", `MW-${number} does not repeat.`);
    if (series.endedAt !== null) throw new DomainError("PRECONDITION_FAILED", "This series has ended already.");
    const { rrule } = endingAt(recurrenceOf(series), at.getTime());
    await updateSeries(tx, series.id, { endedAt: at, rrule });
    const waiting = await listWaiting(tx, series.id, at);
    for (const row of waiting) {
      await updateWindowRow(tx, { id: row.id, version: row.version }, { status: "cancelled", sequence: { increment: 1 }, updatedAt: at });
      await dropWindowExclusions(tx, row.id);
      await appendWindowEvent(tx, row.id, { kind: "status", at, actorName: ctx.actor.name, text: "Cancelled: the series was ended" });
    }
    record({ action: "maintenance.series.end", entityType: "maintenance_series", entityId: series.id, before: { rrule: series.rrule }, after: { endedAt: at.toISOString(), cancelled: waiting.length } });
    return { series: series.id, cancelled: waiting.length };
  });
}

