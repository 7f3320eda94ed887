import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import { db, type Tx } from "../../platform/db";

export type ExternalRecord = Prisma.ExternalCalendarGetPayload<object>;

export const findExternal = (id: string): Promise<ExternalRecord | null> => db().externalCalendar.findUnique({ where: { id } });
export const findExternalForEdit = (tx: Tx, id: string): Promise<ExternalRecord | null> => tx.externalCalendar.findUnique({ where: { id } });
export const insertExternal = (tx: Tx, data: Prisma.ExternalCalendarUncheckedCreateInput) => tx.externalCalendar.create({ data });
export const updateExternal = async (tx: Tx, key: { id: string; version: number }, data: Prisma.ExternalCalendarUncheckedUpdateManyInput): Promise<boolean> => (await tx.externalCalendar.updateMany({ where: key, data: { ...data, version: { increment: 1 } } })).count > 0;
export const deleteExternal = (tx: Tx, id: string) => tx.externalCalendar.delete({ where: { id } });
export const countExternal = (tx: Tx): Promise<number> => tx.externalCalendar.count();

/** What was read, without a new version: nobody has edited anything. */
export const markExternal = (id: string, data: Prisma.ExternalCalendarUncheckedUpdateManyInput) => db().externalCalendar.updateMany({ where: { id }, data });
export const markExternalIn = (tx: Tx, id: string, data: Prisma.ExternalCalendarUncheckedUpdateManyInput) => tx.externalCalendar.updateMany({ where: { id }, data });

export interface EventRow {
  key: string;
  title: string;
  startsAt: Date;
  endsAt: Date;
}

export const listEventRows = (calendarId: string): Promise<EventRow[]> => db().externalEvent.findMany({ where: { calendarId }, select: { key: true, title: true, startsAt: true, endsAt: true }, orderBy: { key: "asc" } });
export async function replaceEvents(tx: Tx, calendarId: string, rows: readonly EventRow[]): Promise<void> {
  await tx.externalEvent.deleteMany({ where: { calendarId } });
  await tx.externalEvent.createMany({ data: rows.map((row) => ({ calendarId, ...row })), skipDuplicates: true });
}

/** Calendars whose time to be read again has come: addresses by the first instant, files (whose repetitions go on) by the second. */
export const listDueExternal = ({ urlsBefore, filesBefore }: { urlsBefore: Date; filesBefore: Date }): Promise<{ id: string }[]> =>
  db().externalCalendar.findMany({ where: { OR: [{ attemptedAt: null }, { secret: { not: null }, attemptedAt: { lte: urlsBefore } }, { secret: null, attemptedAt: { lte: filesBefore } }] }, select: { id: true }, orderBy: { attemptedAt: { sort: "asc", nulls: "first" } }, take: 100 });

/** Calendars with how much they hold and what comes next. */
export async function listExternalRecords(now: Date) {
  const [calendars, counts] = await Promise.all([
    db().externalCalendar.findMany({ omit: { body: true }, include: { events: { where: { endsAt: { gt: now } }, orderBy: { startsAt: "asc" }, take: 1 } }, orderBy: [{ name: "asc" }, { id: "asc" }] }), db().externalEvent.groupBy({ by: ["calendarId"], _count: true }),
  ]);
  const countOf = new Map(counts.map(({ calendarId, _count }) => [calendarId, _count]));
  return calendars.map((calendar) => ({ ...calendar, count: countOf.get(calendar.id) ?? 0 }));
}
