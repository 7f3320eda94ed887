import "server-only";
import { alertReachMs, capExclusions, condense, floorMinute, measuresTime, minuteMs, minuteWeightOf, seriesOfHours, seriesOfProbes, windowAt, type Interval, type MinuteSeries, type PackedHour, type SloRules } from "#core/slo";
import type { SloDefinition } from "./contract";
import { isHindrance, readQueryStates } from "./sli-query-repository";
import { readHourExtents, readHours, readHoursOf, readProbes, readSumsOf, type ExclusionRow, type KeyedInterval, type KnownProbe } from "./sli-repository";

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
export function reachOf({ window, alertRows }: SloDefinition, atMs: number): Interval {
  const toMs = floorMinute(atMs);
  return { fromMs: Math.floor(Math.min(windowAt(window, atMs).fromMs, toMs - alertReachMs(alertRows)) / minuteMs) * minuteMs, toMs };
}

/** A burn-down begins with the period; its first evaluation looks back a whole window more. */
export function reachForBurnDown(definition: SloDefinition, atMs: number): Interval {
  const reach = reachOf(definition, atMs);
  return { fromMs: Math.min(reach.fromMs, Math.floor(windowAt(definition.window, windowAt(definition.window, atMs).fromMs).fromMs / minuteMs) * minuteMs), toMs: reach.toMs };
}

const rulesOf = ({ definition, isPaused }: SloSource, { probes, isMisconfigured }: { probes: number; isMisconfigured: boolean }): SloRules => ({
  target: definition.target, window: definition.window, method: definition.method, noData: definition.noData, minimumSamples: definition.minimumSamples, hysteresis: 0.02,
  isPaused, isMisconfigured, minuteWeight: minuteWeightOf(definition.sli, probes), alertRows: definition.alertRows,
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

const isSummable = ({ definition: { sli, method } }: SloSource): boolean => method.kind === "occurrences" && !measuresTime(sli);

/** One evaluation of each SLO at an instant: what it excludes. */
interface Evaluated<T> {
  exclusions: (source: T) => readonly Interval[];
  atMs: number;
}

/** Hours of SLIs by key, condensed where one evaluation asks for sums only: of a stretch in which no sum begins or ends, the sum stands in its first minute. */
async function readSeries<T extends SloSource>(sources: readonly T[], { reachOf: reach, evaluated }: { reachOf: (source: T) => Interval; evaluated: Evaluated<T> | null }, signal: AbortSignal): Promise<Map<number, PackedHour[]>> {
  const isCondensed = (source: T): boolean => evaluated !== null && isSummable(source);
  const whole = sources.filter((source) => !isCondensed(source));
  const split = evaluated === null ? [] : sources.filter(isCondensed).map((source) => ({ key: source.key, ...condense(source.definition, { reach: reach(source), exclusions: evaluated.exclusions(source), atMs: evaluated.atMs }) }));
  const keyed = (part: "exact" | "between"): KeyedInterval[] => split.flatMap((source) => source[part].map((interval) => ({ ...interval, key: source.key })));
  const range = { fromMs: smallest(whole.map((source) => reach(source).fromMs)) ?? 0, toMs: largest(whole.map((source) => reach(source).toMs)) ?? 0 };
  const [all, exact, sums] = await Promise.all([readHours(whole.map(({ key }) => key), range, signal), readHoursOf(keyed("exact"), signal), readSumsOf(keyed("between"), signal)]);
  const hours = new Map([...all, ...exact]);
  for (const { key, fromMs, good, total } of sums) {
    const list = hours.get(key) ?? [];
    list.push({ hourMs: fromMs, good: [good], total: [total] });
    hours.set(key, list);
  }
  return hours;
}

/** Data of several SLOs, read in a few statements whatever their number. `reach` gives the range that each of them needs; with `evaluated`, the data serves one evaluation at that instant. */
export async function loadSloData<T extends SloSource>(sources: readonly T[], need: ((source: T) => Interval) | ({ reach: (source: T) => Interval } & Evaluated<T>), signal: AbortSignal): Promise<Map<T, SloData>> {
  const { reach, evaluated } = typeof need === "function" ? { reach: need, evaluated: null } : { reach: need.reach, evaluated: need };
  const reaches = new Map(sources.map((source) => [source, reach(source)]));
  const all = [...reaches.values()];
  const whole = { fromMs: smallest(all.map(({ fromMs }) => fromMs)) ?? 0, toMs: largest(all.map(({ toMs }) => toMs)) ?? 0 };
  const slugs = [...new Set(sources.flatMap(({ definition: { sli } }) => (sli.kind === "probe" ? sli.monitors : [])))];
  const counting = sources.filter(({ definition }) => definition.sli.kind !== "probe");
  const queried = sources.filter(({ definition }) => definition.sli.kind === "prometheus").map(({ key }) => key);
  const reachOfSource = (source: T): Interval => reaches.get(source) ?? whole;
  const [probes, hours, extents, states] = await Promise.all([slugs.length === 0 ? [] : readProbes(slugs, whole, signal), readSeries(counting, { reachOf: reachOfSource, evaluated }, signal), readHourExtents(counting.map(({ key }) => key), signal), readQueryStates(queried, signal)]);
  const known = new Map(probes.map((probe) => [probe.slug, probe]));
  return new Map([...reaches].map(([source, range]): [T, SloData] => {
    if (source.definition.sli.kind === "probe") return [source, fromProbes(source, known, range)];
    const extent = extents.get(source.key);
    return [source, { rules: rulesOf(source, { probes: 0, isMisconfigured: isHindrance(states.get(source.key)) }), series: seriesOfHours(hours.get(source.key) ?? [], range), firstDataMs: extent?.firstMs ?? null, lastDataMs: extent?.lastMs ?? null, probes: [] }];
  }));
}

/** Exclusions that count: approved before they began, as far as the cap of a year goes. */
export const countedExclusions = (rows: readonly ExclusionRow[], { exclusionCapMinutes: cap }: { exclusionCapMinutes: number | null }): Interval[] =>
  capExclusions(rows.filter(({ approvedAt, fromAt }) => approvedAt <= fromAt).map(({ fromAt, toAt }) => ({ fromMs: fromAt.getTime(), toMs: toAt.getTime() })), cap === null ? null : cap * minuteMs);
