import "server-only";
import { burnRate, courseOf, courseStepMs, stretchAround, sliUnit, type CoursePoint, type Interval } from "#core/slo";
import type { SloDefinition } from "./contract";
import { loadSloData } from "./load-slo-data";
import { listServiceSlos } from "./slo-records-repository";
import { definitionOf, type SloRecord } from "./slos-repository";

/** How an SLI of a service went around something that happened. */
export interface ServiceCourse {
  slug: string;
  name: string;
  service: { slug: string; name: string } | null;
  target: number;
  unit: string;
  stepMs: number;
  points: CoursePoint[];
}

interface Known {
  key: number;
  definition: SloDefinition;
  isPaused: boolean;
  record: SloRecord;
}

/** Of the SLOs of these services, the one whose budget went fastest around a stretch of time, minute by minute or in longer steps; null where none has data there. */
export async function worstCourse(serviceIds: readonly string[], { happened, nowMs }: { happened: Interval; nowMs: number }, signal: AbortSignal): Promise<ServiceCourse | null> {
  const sources = (await listServiceSlos(serviceIds)).flatMap((record): Known[] => {
    const definition = definitionOf(record);
    return definition ? [{ key: record.key, definition, isPaused: record.isPaused, record }] : [];
  });
  const stretch = stretchAround(happened, nowMs);
  if (sources.length === 0 || stretch.toMs <= stretch.fromMs) return null;
  const stepMs = courseStepMs(stretch);
  const whole = { fromMs: Math.floor(stretch.fromMs / stepMs) * stepMs, toMs: stretch.toMs };
  const loaded = await loadSloData(sources, () => whole, signal);
  const courses = sources.flatMap((source) => {
    const data = loaded.get(source);
    const burn = data ? burnRate(data.series.tally(whole), source.definition.target) : null;
    return data && burn !== null ? [{ source, points: courseOf(data.series, whole), burn }] : [];
  });
  const worst = courses.sort((a, b) => b.burn - a.burn)[0];
  if (!worst) return null;
  const { record, definition } = worst.source;
  return { slug: record.slug, name: record.name, service: record.service, target: definition.target, unit: sliUnit(definition.sli), stepMs, points: worst.points };
}
