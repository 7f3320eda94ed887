import "server-only";
import { dayMs, floorMinute, minuteMs, minuteWeightOf, seriesOfHours, seriesOfProbes, windowAt, type Interval, type MinuteSeries, type SloRules } from "#core/slo";
import type { SloDefinition } from "./contract";
import { isHindrance, readQueryStates } from "./sli-query-repository";
import { readHourExtents, readHours, readProbes, type ExclusionRow, type KnownProbe } from "./sli-repository";

/** Alert windows reach back three days at most. */
const alertReachMs = 3 * dayMs;

export interface SloSource {
  key: number;
  definition: SloDefinition;
  isPaused: boolean;
}

export interface SloData {
  rules: SloRules;
  series: MinuteSeries;
  firstDataMs: number | null;
  lastDataMs: number | null;
  /** The monitors that were found; none for pushed samples. */
  probes: readonly KnownProbe[];
}

/** From the start of the period, or of the longest alert window, to the last full minute. */
export function reachOf({ window }: SloDefinition, atMs: number): Interval {
  const toMs = floorMinute(atMs);
  return { fromMs: Math.floor(Math.min(windowAt(window, atMs).fromMs, toMs - alertReachMs) / minuteMs) * minuteMs, toMs };
}

/** A burn-down begins with the period; its first evaluation looks back a whole window more. */
export function reachForBurnDown(definition: SloDefinition, atMs: number): Interval {
  const reach = reachOf(definition, atMs);
  return { fromMs: Math.floor(windowAt(definition.window, windowAt(definition.window, atMs).fromMs).fromMs / minuteMs) * minuteMs, toMs: reach.toMs };
}

const rulesOf = ({ definition, isPaused }: SloSource, { probes, isMisconfigured }: { probes: number; isMisconfigured: boolean }): SloRules => ({
  target: definition.target, window: definition.window, method: definition.method, noData: definition.noData, minimumSamples: definition.minimumSamples, hysteresis: 0.02,
  isPaused, isMisconfigured, minuteWeight: minuteWeightOf(definition.sli, probes), alertRows: null,
});

const smallest = (values: readonly number[]): number | null => (values.length === 0 ? null : Math.min(...values));
const largest = (values: readonly number[]): number | null => (values.length === 0 ? null : Math.max(...values));

function fromProbes(source: SloSource, known: ReadonlyMap<string, KnownProbe>, reach: Interval): SloData {
  const { sli } = source.definition;
  const found = sli.kind === "probe" ? sli.monitors.flatMap((slug) => known.get(slug) ?? []) : [];
  const records = found.flatMap(({ record }) => (record ? [record] : []));
  return {
    rules: rulesOf(source, { probes: found.length, isMisconfigured: sli.kind === "probe" && found.length < sli.monitors.length }), series: seriesOfProbes(records, reach),
    firstDataMs: smallest(records.map(({ observed }) => observed.fromMs)), lastDataMs: largest(records.map(({ observed }) => observed.toMs)), probes: found,
  };
}

/** Data of several SLOs, read in a few statements whatever their number. `reach` gives the range that each of them needs. */
export async function loadSloData<T extends SloSource>(sources: readonly T[], reach: (source: T) => Interval, signal: AbortSignal): Promise<Map<T, SloData>> {
  const reaches = new Map(sources.map((source) => [source, reach(source)]));
  const all = [...reaches.values()];
  const whole = { fromMs: smallest(all.map(({ fromMs }) => fromMs)) ?? 0, toMs: largest(all.map(({ toMs }) => toMs)) ?? 0 };
  const slugs = [...new Set(sources.flatMap(({ definition: { sli } }) => (sli.kind === "probe" ? sli.monitors : [])))];
  const counted = sources.filter(({ definition }) => definition.sli.kind !== "probe").map(({ key }) => key);
  const queried = sources.filter(({ definition }) => definition.sli.kind === "prometheus").map(({ key }) => key);
  const [probes, hours, extents, states] = await Promise.all([slugs.length === 0 ? [] : readProbes(slugs, whole, signal), readHours(counted, whole, signal), readHourExtents(counted, signal), readQueryStates(queried, signal)]);
  const known = new Map(probes.map((probe) => [probe.slug, probe]));
  return new Map([...reaches].map(([source, range]): [T, SloData] => {
    if (source.definition.sli.kind === "probe") return [source, fromProbes(source, known, range)];
    const extent = extents.get(source.key);
    return [source, { rules: rulesOf(source, { probes: 0, isMisconfigured: isHindrance(states.get(source.key)) }), series: seriesOfHours(hours.get(source.key) ?? [], range), firstDataMs: extent?.firstMs ?? null, lastDataMs: extent?.lastMs ?? null, probes: [] }];
  }));
}

/** Exclusions that count: approved before they began. */
export const countedExclusions = (rows: readonly ExclusionRow[]): Interval[] => rows.filter(({ approvedAt, fromAt }) => approvedAt <= fromAt).map(({ fromAt, toAt }) => ({ fromMs: fromAt.getTime(), toMs: toAt.getTime() }));
