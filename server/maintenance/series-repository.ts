import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import { db, type Tx } from "../platform/db";
import { waitingStatuses } from "./windows-repository";

export type SeriesRecord = Awaited<ReturnType<typeof findSeries>> & object;

export const findSeries = (id: string) => db().maintenanceSeries.findUnique({ where: { id } });
export const findSeriesForEdit = (tx: Tx, id: string) => tx.maintenanceSeries.findUnique({ where: { id } });
export const insertSeries = (tx: Tx, data: Prisma.MaintenanceSeriesUncheckedCreateInput) => tx.maintenanceSeries.create({ data });
export const updateSeries = (tx: Tx, id: string, data: Prisma.MaintenanceSeriesUncheckedUpdateInput) => tx.maintenanceSeries.update({ where: { id }, data: { ...data, version: { increment: 1 } } });

/** Occurrences of a series that have not begun and were not changed on their own. */
export const listWaiting = (tx: Tx, seriesId: string, after: Date) => tx.maintenanceWindow.findMany({ where: { seriesId, isOverride: false, status: { in: waitingStatuses }, startsAt: { gt: after } }, orderBy: { startsAt: "asc" } });
/** Occurrences of a series that begin after an instant, whatever became of them; one without a name belongs to the series no more. */
export const listOccurrences = (tx: Tx, seriesId: string, after: Date) => tx.maintenanceWindow.findMany({ where: { seriesId, occurrence: { not: null }, startsAt: { gt: after } }, orderBy: { startsAt: "asc" } });
export type OccurrenceRecord = Awaited<ReturnType<typeof listOccurrences>>[number];
export const clearOccurrences = (tx: Tx, ids: readonly string[]) => tx.maintenanceWindow.updateMany({ where: { id: { in: [...ids] } }, data: { occurrence: null } });
export const occurrencesWritten = async (tx: Tx, seriesId: string): Promise<Set<string>> => new Set((await tx.maintenanceWindow.findMany({ where: { seriesId }, select: { occurrence: true } })).flatMap(({ occurrence }) => (occurrence === null ? [] : [occurrence])));
export const insertOccurrences = (tx: Tx, rows: Prisma.MaintenanceWindowCreateManyInput[]) => tx.maintenanceWindow.createManyAndReturn({ data: rows, select: { id: true, number: true }, skipDuplicates: true });
export const insertOccurrenceServices = (tx: Tx, rows: { windowId: string; serviceId: string }[]) => tx.maintenanceWindowService.createMany({ data: rows, skipDuplicates: true });
export const insertFirstEvents = (tx: Tx, rows: Prisma.MaintenanceEventCreateManyInput[]) => tx.maintenanceEvent.createMany({ data: rows });
/** Later occurrences go over to the series that goes on from there. */
export const moveOccurrences = (tx: Tx, from: string, { to, since }: { to: string; since: string }) => tx.maintenanceWindow.updateMany({ where: { seriesId: from, occurrence: { gte: since } }, data: { seriesId: to } });
export const listSeriesToWrite = (before: Date) => db().maintenanceSeries.findMany({ where: { endedAt: null, OR: [{ writtenUntil: null }, { writtenUntil: { lt: before } }] }, orderBy: { id: "asc" }, take: 100 });
export const existingServices = async (tx: Tx, ids: readonly string[]) => tx.service.findMany({ where: { id: { in: [...ids] } }, select: { id: true, slug: true, tier: true } });
