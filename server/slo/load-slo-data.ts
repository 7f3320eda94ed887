import "server-only";
import { dayMs, floorMinute, hourMs, measuresTime, minuteMs, minuteWeightOf, seriesOfHours, seriesOfProbes, subtractIntervals, windowAt, type Interval, type MinuteSeries, type PackedHour, type SloRules } from "#core/slo";
import type { SloDefinition } from "./contract";
import { isHindrance, readQueryStates } from "./sli-query-repository";
import { readHourExtents, readHours, readHoursOf, readProbes, readSumsOf, type ExclusionRow, type KeyedInterval, type KnownProbe } from "./sli-repository";

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

/**
 * Hours of an SLI that counts events, for one evaluation: minute by minute where a border may fall (the first hour of the period, hours that an exclusion touches, the reach of the
 * alerts), and everything between as one sum, which stands in the first minute between. Sums over the period and over what exclusions leave of it are the same as from all minutes.
 */
function splitReach({ key }: SloSource, reach: Interval, exclusions: readonly Interval[]): { exact: KeyedInterval[]; between: KeyedInterval[] } {
  const down = (ms: number): number => Math.floor(ms / hourMs) * hourMs;
  const whole = { fromMs: down(reach.fromMs), toMs: down(reach.toMs) + hourMs };
  const exactParts = [
    { fromMs: whole.fromMs, toMs: whole.fromMs + 2 * hourMs }, { fromMs: down(reach.toMs - alertReachMs) - hourMs, toMs: whole.toMs },
    ...exclusions.map(({ fromMs, toMs }) => ({ fromMs: down(fromMs), toMs: down(toMs - 1) + hourMs })),
  ];
  const between = subtractIntervals(whole, exactParts);
  return { between: between.map((part) => ({ ...part, key })), exact: subtractIntervals(whole, between).map((part) => ({ ...part, key })) };
}

const isSummable = ({ definition: { sli, method } }: SloSource): boolean => method.kind === "occurrences" && !measuresTime(sli);

/** Hours of SLIs by key, condensed where only sums are asked for. `exclusions` = those of each SLO; without them every minute is read. */
async function readSeries(sources: readonly SloSource[], { reachOf: reach, exclusions }: { reachOf: (source: SloSource) => Interval; exclusions: ((source: SloSource) => readonly Interval[]) | null }, signal: AbortSignal): Promise<Map<number, PackedHour[]>> {
  const condensed = exclusions === null ? [] : sources.filter(isSummable).map((source) => splitReach(source, reach(source), exclusions(source)));
  const summed = new Set(exclusions === null ? [] : sources.filter(isSummable).map(({ key }) => key));
  const whole = sources.filter(({ key }) => !summed.has(key));
  const range = { fromMs: smallest(whole.map((source) => reach(source).fromMs)) ?? 0, toMs: largest(whole.map((source) => reach(source).toMs)) ?? 0 };
  const between = condensed.flatMap((split) => split.between);
  const [all, exact, sums] = await Promise.all([readHours(whole.map(({ key }) => key), range, signal), readHoursOf(condensed.flatMap((split) => split.exact), signal), readSumsOf(between, signal)]);
  const hours = new Map([...all, ...exact]);
  for (const [key, { good, total }] of sums) hours.set(key, [...(hours.get(key) ?? []), { hourMs: between.find((part) => part.key === key)?.fromMs ?? 0, good: [good], total: [total] }]);
  return hours;
}

/** Data of several SLOs, read in a few statements whatever their number. `reach` gives the range that each of them needs; with `exclusions`, the data serves one evaluation at the end of it. */
export async function loadSloData<T extends SloSource>(sources: readonly T[], need: ((source: T) => Interval) | { reach: (source: T) => Interval; exclusions: (source: T) => readonly Interval[] }, signal: AbortSignal): Promise<Map<T, SloData>> {
  const { reach, exclusions } = typeof need === "function" ? { reach: need, exclusions: null } : need;
  const reaches = new Map(sources.map((source) => [source, reach(source)]));
  const all = [...reaches.values()];
  const whole = { fromMs: smallest(all.map(({ fromMs }) => fromMs)) ?? 0, toMs: largest(all.map(({ toMs }) => toMs)) ?? 0 };
  const slugs = [...new Set(sources.flatMap(({ definition: { sli } }) => (sli.kind === "probe" ? sli.monitors : [])))];
  const counting = sources.filter(({ definition }) => definition.sli.kind !== "probe");
  const counted = counting.map(({ key }) => key);
  const byKey = new Map(counting.map((source) => [source.key, source]));
  const ofKey = <V>(read: (source: T) => V, none: V) => ({ key }: SloSource): V => { const source = byKey.get(key); return source ? read(source) : none; };
  const queried = sources.filter(({ definition }) => definition.sli.kind === "prometheus").map(({ key }) => key);
  const [probes, hours, extents, states] = await Promise.all([slugs.length === 0 ? [] : readProbes(slugs, whole, signal), readSeries(counting, { reachOf: ofKey(reach, whole), exclusions: exclusions && ofKey(exclusions, []) }, signal), readHourExtents(counted, signal), readQueryStates(queried, signal)]);
  const known = new Map(probes.map((probe) => [probe.slug, probe]));
  return new Map([...reaches].map(([source, range]): [T, SloData] => {
    if (source.definition.sli.kind === "probe") return [source, fromProbes(source, known, range)];
    const extent = extents.get(source.key);
    return [source, { rules: rulesOf(source, { probes: 0, isMisconfigured: isHindrance(states.get(source.key)) }), series: seriesOfHours(hours.get(source.key) ?? [], range), firstDataMs: extent?.firstMs ?? null, lastDataMs: extent?.lastMs ?? null, probes: [] }];
  }));
}

/** Exclusions that count: approved before they began. */
export const countedExclusions = (rows: readonly ExclusionRow[]): Interval[] => rows.filter(({ approvedAt, fromAt }) => approvedAt <= fromAt).map(({ fromAt, toAt }) => ({ fromMs: fromAt.getTime(), toMs: toAt.getTime() }));
