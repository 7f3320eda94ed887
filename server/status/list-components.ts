import "server-only";
import type { z } from "zod";
import type { Ctx } from "../platform/registry";
import { countDays, listComponentRecords, listDaysSince, listMonitorReferences, listServiceNames, type ComponentRecord } from "./components-repository";
import { statusLimits, type ComponentRow, type listComponentsOutput } from "./contract";
import { availabilityOfDays, componentDays, mergeDays, recentSpan, stateOf, type StatusDay } from "./core";
import { asDay, readIncidents, readMonitors, readWork } from "./page-repository";

const dayMs = 86_400_000;

async function readAround(records: readonly ComponentRecord[], now: Date) {
  const keys = [...new Set(records.flatMap(({ monitorKeys }) => monitorKeys))];
  const services = [...new Set(records.flatMap(({ serviceId }) => serviceId ?? []))];
  const [references, monitors, incidents, work, names, sums, days] = await Promise.all([
    listMonitorReferences(), readMonitors(keys, new Date(recentSpan(now.getTime()).fromMs)), readIncidents(now), readWork(now), listServiceNames(services), countDays(), listDaysSince(new Date(now.getTime() - statusLimits.shownDays * dayMs)),
  ]);
  return { references, monitors, incidents, work, names, sums, days };
}

type Around = Awaited<ReturnType<typeof readAround>>;

function rowOf(record: ComponentRecord, around: Around, nowMs: number): ComponentRow {
  const { id, version, name, description, group, isPublic, isDemo, serviceId, monitorKeys } = record;
  const service = around.names.find((each) => each.id === serviceId);
  const own = around.references.filter(({ key }) => monitorKeys.includes(key));
  const kept: StatusDay[] = around.days.filter(({ componentId }) => componentId === id).map(asDay);
  const days = mergeDays(kept, componentDays(around.monitors.filter(({ key }) => monitorKeys.includes(key)), recentSpan(nowMs)));
  const sum = around.sums.find(({ componentId }) => componentId === id);
  return {
    id, version, name, description, group, isPublic, isDemo, service: service ? { slug: service.slug, name: service.name } : null, monitors: own.map(({ slug, name: called }) => ({ slug, name: called })),
    missingMonitors: monitorKeys.length - own.length, state: stateOf({ serviceId, monitorKeys }, around, nowMs), availability: availabilityOfDays(days), keptDays: sum?.days ?? 0, firstDay: sum?.firstDay ?? null,
  };
}

/** Every component in its order, hidden ones included, and the monitors that could become one. */
export async function listComponents(_input: unknown, ctx: Ctx): Promise<z.input<typeof listComponentsOutput>> {
  const now = ctx.clock.now();
  const records = await listComponentRecords();
  const around = await readAround(records, now);
  const taken = new Set(records.flatMap(({ monitorKeys }) => monitorKeys));
  return { items: records.map((record) => rowOf(record, around, now.getTime())), nextCursor: null, monitors: around.references.map(({ key, slug, name }) => ({ slug, name, isShown: taken.has(key) })) };
}
