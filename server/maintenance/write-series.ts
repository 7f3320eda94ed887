import "server-only";
import { occurrencesBetween, type Recurrence } from "#core/maintenance";
import type { Tx } from "../platform/db";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { maintenanceLimits } from "./contract";
import { settleExclusions } from "./edit-window";
import { policyOf } from "./policy";
import { existingServices, findSeriesForEdit, insertFirstEvents, insertOccurrences, insertOccurrenceServices, listSeriesToWrite, occurrencesWritten, updateSeries, type SeriesRecord } from "./series-repository";

const dayMs = 86_400_000;

export const recurrenceOf = ({ rrule, startsLocal, zone, durationMs, exdates, rdates }: Pick<SeriesRecord, "rrule" | "startsLocal" | "zone" | "durationMs" | "exdates" | "rdates">): Recurrence => ({ rrule, startsLocal, zone, durationMs, exdates, rdates });

interface Author {
  name: string;
  userId: string | null;
}

/** Fields of an occurrence. A standard change of low risk is approved beforehand; any other waits for its approval. */
function rowOf(series: SeriesRecord, occurrence: { local: string; startMs: number; endMs: number }, { at, by, isApproved }: { at: Date; by: Author; isApproved: boolean }) {
  const { id: seriesId, title, description, kind, risk, impact, zone, ownerTeamId, noticeMs, isAutomatic, isPublic, isDemo } = series;
  return {
    id: newId("mw"), seriesId, occurrence: occurrence.local, title, description, kind, risk, impact, zone, ownerTeamId, noticeMs, isAutomatic, isPublic, isDemo, status: isApproved ? "approved" : "requested",
    startsAt: new Date(occurrence.startMs), endsAt: new Date(occurrence.endMs), requestedBy: by.name, requestedById: by.userId, requestedAt: at, approvedAt: isApproved ? at : null, createdAt: at, updatedAt: at,
  };
}

/** Writes the occurrences of a series that are not there yet, up to the horizon; gives how many and the first one's number. */
export async function writeOccurrences(tx: Tx, series: SeriesRecord, { at, by }: { at: Date; by: Author }): Promise<{ count: number; first: number | null }> {
  const services = await existingServices(tx, series.serviceIds);
  const isApproved = policyOf({ kind: series.kind, risk: series.risk, services }).required === 0 && series.kind === "standard";
  const written = await occurrencesWritten(tx, series.id);
  const fromMs = Math.max(at.getTime(), series.writtenUntil?.getTime() ?? 0);
  const toMs = at.getTime() + maintenanceLimits.seriesDays * dayMs;
  const { items } = occurrencesBetween(recurrenceOf(series), { fromMs, toMs, limit: maintenanceLimits.seriesWindows });
  const rows = items.filter(({ local }) => !written.has(local)).map((occurrence) => rowOf(series, occurrence, { at, by, isApproved }));
  const made = rows.length === 0 ? [] : await insertOccurrences(tx, rows);
  await insertOccurrenceServices(tx, made.flatMap(({ id }) => services.map((service) => ({ windowId: id, serviceId: service.id }))));
  await insertFirstEvents(tx, made.map(({ id }) => ({ windowId: id, seq: 1, at, kind: "created", actorName: by.name, text: isApproved ? "Occurrence of a standard change, approved beforehand" : "Occurrence, waits for approval" })));
  const numbers = new Map(made.map(({ id, number }) => [id, number]));
  if (isApproved) for (const row of rows) await settleExclusions(tx, { ...row, number: numbers.get(row.id) ?? 0, services: services.map((service) => ({ service })) }, { at, by: by.name });
  const isFull = items.length < maintenanceLimits.seriesWindows;
  await updateSeries(tx, series.id, { writtenUntil: isFull ? new Date(toMs) : new Date(items.at(-1)?.startMs ?? toMs) });
  return { count: made.length, first: numbers.get(rows[0]?.id ?? "") ?? null };
}

const refreshMs = 7 * dayMs;

/** Series go on: once a week each gains the occurrences that the horizon has reached. */
export async function extendSeries(ctx: Ctx): Promise<void> {
  const at = ctx.clock.now();
  const horizonMs = at.getTime() + (maintenanceLimits.seriesDays * dayMs - refreshMs);
  for (const { id } of await listSeriesToWrite(new Date(horizonMs))) {
    await businessWrite(ctx, { domains: ["maintenance", "slo"], timeoutMs: 60_000 }, async (tx, record) => {
      const series = await findSeriesForEdit(tx, id);
      const { count } = series === null ? { count: 0 } : await writeOccurrences(tx, series, { at, by: { name: ctx.actor.name, userId: null } });
      record({ action: "maintenance.series.extend", entityType: "maintenance_series", entityId: id, after: { occurrences: count } });
    });
  }
}

