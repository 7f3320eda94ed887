import "server-only";
import { endingAt, faultsOfRecurrence, fromFirstGiven, shiftLocal, splitAt, type Recurrence } from "#core/maintenance";
import type { z } from "zod";
import type { Tx } from "../platform/db";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite, type ChangeEntry } from "../platform/write";
import { dropWindowExclusions } from "../slo";
import type { UpdateWindow, windowNumberInput } from "./contract";
import { noSuchWindow, staleWindow, type Changed } from "./edit-window";
import { followSeries } from "./follow-series";
import { existingServices, findSeriesForEdit, insertSeries, listWaiting, moveOccurrences, updateSeries, type SeriesRecord } from "./series-repository";
import type { KnownService } from "./surroundings-repository";
import { tellConcerned } from "./notices/tell-concerned";
import { planAfter } from "./plan-after";
import { appendWindowEvent, findWindowForEdit, updateWindowRow, type WindowRecord } from "./windows-repository";
import { recurrenceOf } from "./write-series";

interface Following {
  input: UpdateWindow;
  window: WindowRecord;
  services: readonly KnownService[] | null;
  ownerTeamId: string | null | undefined;
}

const floatingMs = (local: string): number => Date.parse(`${local}:00Z`);

/** The repetition as it will be: moved by as much as the occurrence at hand was, and with its new rule, which begins at the first time that it gives. */
function reshaped(recurrence: Recurrence, { zone, durationMs, byMs, repeats }: { zone: string; durationMs: number; byMs: number; repeats: UpdateWindow["repeats"] }): Recurrence {
  const moved = { ...recurrence, zone, durationMs, startsLocal: shiftLocal(recurrence.startsLocal, byMs), exdates: recurrence.exdates.map((one) => shiftLocal(one, byMs)), rdates: recurrence.rdates.map((one) => shiftLocal(one, byMs)) };
  const after = repeats === undefined ? moved : fromFirstGiven({ ...moved, ...repeats });
  const [fault] = faultsOfRecurrence(after);
  if (!fault) return after;
  if (repeats === undefined && fault.field === "startsLocal") throw new DomainError("VALIDATION", "The rule does not give that day or time. Change the rule too, or this one only.", { faults: [{ path: "startsLocal", message: fault.message }] });
  throw new DomainError("VALIDATION", `The repetition cannot be used: ${fault.field} ${fault.message}.`, { faults: [{ path: ["rrule", "exdates", "rdates"].includes(fault.field) ? `repeats.${fault.field}` : fault.field, message: fault.message }] });
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

const isHeavier = (before: SeriesRecord, after: SeriesRecord): boolean =>
  before.risk !== after.risk || before.impact !== after.impact || before.kind !== after.kind || [...before.serviceIds].sort().join() !== [...after.serviceIds].sort().join();

/** Changes work that repeats from an occurrence on, or as a whole. */
export async function updateFollowing(following: Following, ctx: Ctx): Promise<Changed> {
  const { input, ownerTeamId } = following;
  return businessWrite(ctx, { domains: ["maintenance", "slo"], timeoutMs: 60_000 }, async (tx, record) => {
    const window = await findWindowForEdit(tx, ctx.actor.scope, input.number);
    const old = window?.seriesId ? await findSeriesForEdit(tx, window.seriesId) : null;
    if (!window || !old) throw noSuchWindow(input.number);
    if (window.version !== input.version) throw staleWindow();
    if (old.endedAt !== null) throw new DomainError("PRECONDITION_FAILED", "This series has ended: change this one only.");
    const plan = planAfter(input, window);
    const before = planAfter({ ...input, startsLocal: undefined, zone: undefined, durationMs: undefined }, window);
    const byMs = floatingMs(plan.startsLocal) - floatingMs(before.startsLocal);
    const { series, recurrence } = await seriesFor(tx, old, following);
    const after = reshaped(recurrence, { zone: plan.zone, durationMs: plan.durationMs, byMs, repeats: input.repeats });
    const { number: _n, version: _v, scope: _s, services: _slugs, team: _t, startsLocal: _l, durationMs: _d, zone: _z, repeats: _r, lateNotice: _late, ...fields } = input;
    const updated = await updateSeries(tx, series.id, { ...fields, ...(ownerTeamId === undefined ? {} : { ownerTeamId }), ...(following.services ? { serviceIds: following.services.map(({ id }) => id) } : {}), startsLocal: after.startsLocal, zone: after.zone, durationMs: after.durationMs, rrule: after.rrule, exdates: [...after.exdates], rdates: [...after.rdates] });
    const services = await existingServices(tx, updated.serviceIds);
    const changed = await followSeries(tx, { series: updated, byMs, services, isHeavier: isHeavier(series, updated) }, ctx);
    record(entryOf(updated.id, { input, changed }));
    const now = await findWindowForEdit(tx, ctx.actor.scope, input.number);
    if (now) await tellConcerned(tx, { before: window, after: now }, ctx);
    return { number: input.number, version: now?.version ?? input.version, status: (now?.status ?? window.status) as Changed["status"] };
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
    if (waiting.some(({ id }) => id === window?.id) && window) await tellConcerned(tx, { before: window, after: { ...window, status: "cancelled", version: window.version + 1 } }, ctx);
    for (const row of waiting) {
      await updateWindowRow(tx, { id: row.id, version: row.version }, { status: "cancelled", sequence: { increment: 1 }, updatedAt: at });
      await dropWindowExclusions(tx, row.id);
      await appendWindowEvent(tx, row.id, { kind: "status", at, actorName: ctx.actor.name, text: "Cancelled: the series was ended" });
    }
    record({ action: "maintenance.series.end", entityType: "maintenance_series", entityId: series.id, before: { rrule: series.rrule }, after: { endedAt: at.toISOString(), cancelled: waiting.length } });
    return { series: series.id, cancelled: waiting.length };
  });
}

