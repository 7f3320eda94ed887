import "server-only";
import type { z } from "zod";
import { DomainError } from "../../platform/errors";
import { newId } from "../../platform/ids";
import type { Ctx } from "../../platform/registry";
import { businessWrite } from "../../platform/write";
import { externalLimits, type addCalendarInput, type calendarChangedOutput, type calendarIdInput, type CalendarMode, type CalendarSource, type ExternalCalendarRow, type listExternalOutput, type updateCalendarInput } from "../contract";
import { iso } from "../present-window";
import { keptSource, urlOf } from "./fetch-calendar";
import { countExternal, deleteExternal, findExternal, findExternalForEdit, insertExternal, listExternalRecords, updateExternal } from "./external-repository";
import { UnreadableCalendar } from "./ics-values";
import { refreshExternal, rowsOf } from "./refresh-calendar";

type Changed = z.input<typeof calendarChangedOutput>;
const noSuchCalendar = (): DomainError => new DomainError("NOT_FOUND", "There is no such calendar. Somebody may have removed it.");

/** A file that cannot be read is refused at once: it will not become better. An address may answer later. */
function refuseUnreadable(source: CalendarSource | undefined, zone: string, now: Date): void {
  if (source?.kind !== "file") return;
  try {
    rowsOf(source.text, { zone, now });
  } catch (error) {
    if (error instanceof UnreadableCalendar) throw new DomainError("VALIDATION", error.message, { faults: [{ path: "source", message: error.message }] });
    throw error;
  }
}

async function readNow(id: string, version: number, ctx: Ctx): Promise<Changed> {
  const calendar = await findExternal(id);
  if (!calendar) throw noSuchCalendar();
  return { id, version, ...(await refreshExternal(calendar, ctx)) };
}

export async function addCalendar({ name, mode, zone, source }: z.output<typeof addCalendarInput>, ctx: Ctx): Promise<Changed> {
  refuseUnreadable(source, zone, ctx.clock.now());
  const id = newId("xcal");
  await businessWrite(ctx, { domains: ["maintenance"] }, async (tx, record) => {
    if ((await countExternal(tx)) >= externalLimits.calendars) throw new DomainError("LIMIT_EXCEEDED", `There are ${externalLimits.calendars} calendars already. Remove one that is no longer used.`);
    await insertExternal(tx, { id, name, mode, zone, ...keptSource(source), createdAt: ctx.clock.now() });
    record({ action: "maintenance.calendar.create", entityType: "external_calendar", entityId: id, after: { name, mode, zone, source: source.kind } });
  });
  return readNow(id, 1, ctx);
}

export async function updateCalendar({ id, version, name, mode, zone, source }: z.output<typeof updateCalendarInput>, ctx: Ctx): Promise<Changed> {
  refuseUnreadable(source, zone, ctx.clock.now());
  await businessWrite(ctx, { domains: ["maintenance"] }, async (tx, record) => {
    const before = await findExternalForEdit(tx, id);
    if (!before) throw noSuchCalendar();
    if (!(await updateExternal(tx, { id, version }, { name, mode, zone, ...(source ? keptSource(source) : {}) }))) throw new DomainError("CONFLICT", "Somebody else has changed this calendar since you opened it. Reload to see the change, then make yours again.");
    record({ action: "maintenance.calendar.update", entityType: "external_calendar", entityId: id, before: { name: before.name, mode: before.mode, zone: before.zone }, after: { name, mode, zone, ...(source ? { source: source.kind } : {}) } });
  });
  return readNow(id, version + 1, ctx);
}

export async function removeCalendar({ id }: z.output<typeof calendarIdInput>, ctx: Ctx): Promise<{ id: string }> {
  return businessWrite(ctx, { domains: ["maintenance"] }, async (tx, record) => {
    const before = await findExternalForEdit(tx, id);
    if (!before) throw noSuchCalendar();
    await deleteExternal(tx, id);
    record({ action: "maintenance.calendar.remove", entityType: "external_calendar", entityId: id, before: { name: before.name, mode: before.mode } });
    return { id };
  });
}

/** Reads a calendar anew at once. */
export async function refreshCalendar({ id }: z.output<typeof calendarIdInput>, ctx: Ctx): Promise<Changed> {
  const calendar = await findExternal(id);
  if (!calendar) throw noSuchCalendar();
  return readNow(id, calendar.version, ctx);
}

function stateOf({ attemptedAt, fetchedAt, error }: { attemptedAt: Date | null; fetchedAt: Date | null; error: string | null }): ExternalCalendarRow["state"] {
  if (attemptedAt === null) return "waiting";
  if (error === null) return "read";
  return fetchedAt !== null && fetchedAt >= attemptedAt ? "incomplete" : "failed";
}

export async function listCalendars(_input: object, ctx: Ctx): Promise<z.input<typeof listExternalOutput>> {
  const items = (await listExternalRecords(ctx.clock.now())).map(({ id, name, mode, zone, secret, fetchedAt, attemptedAt, error, version, count, events }): ExternalCalendarRow => {
    const url = urlOf({ secret });
    const next = events[0];
    return {
      id, name, mode: mode as CalendarMode, zone, host: secret === null ? null : url === null ? "unknown" : new URL(url).host, state: stateOf({ attemptedAt, fetchedAt, error }), error, fetchedAt: iso(fetchedAt), attemptedAt: iso(attemptedAt), events: count, version,
      next: next ? { title: next.title, from: next.startsAt.toISOString(), to: next.endsAt.toISOString() } : null,
    };
  });
  return { items, nextCursor: null };
}
