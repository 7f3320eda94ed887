import "server-only";
import { dayMs, evaluateSlo, forecastExhaustion, forecastMethod, leastHistoryDays, type DayTally, type Evaluation, type OtherRecord } from "#core/slo";
import type { Ctx } from "../platform/registry";
import type { SloDefinition, SloForecast } from "./contract";
import { countedExclusions, loadSloData, reachOf } from "./load-slo-data";
import { isTimed } from "./present-slo";
import { listExclusions } from "./sli-repository";
import type { SloRecord } from "./slos-repository";
import { readTallies, readOtherRecords, type DayOfTally } from "./status-repository";

/** Days to learn from; more would tell of a service that is no longer the same. */
const learnedDays = 365;

const startOfDay = (atMs: number): number => Math.floor(atMs / dayMs) * dayMs;

/** Whole days before an instant without gaps, from the first on record. */
export function wholeDays(rows: readonly DayOfTally[], atMs: number): (DayTally | null)[] {
  const today = startOfDay(atMs);
  const known = new Map(rows.filter(({ dayMs: day }) => day < today).map(({ dayMs: day, good, total }) => [day, { bad: total - good, total }]));
  const first = Math.max(Math.min(...known.keys()), today - learnedDays * dayMs);
  return known.size === 0 ? [] : Array.from({ length: Math.round((today - first) / dayMs) }, (_, at) => known.get(first + at * dayMs) ?? null);
}

export interface ForecastSource {
  slug: string;
  definition: SloDefinition;
  history: readonly (DayTally | null)[];
  /** Other SLOs of its kind. */
  elsewhere: readonly OtherRecord[];
}

/** The forecast from an evaluation and the days before it; null with the reason where none can be made. */
export function forecastFrom({ slug, definition, history, elsewhere }: ForecastSource, { at: atMs, period, adjusted }: Evaluation): { forecast: SloForecast | null; reason: string | null } {
  const { window } = definition;
  const untilMs = window.kind === "rolling" ? atMs + window.days * dayMs : period.toMs;
  const { spent } = adjusted;
  if (adjusted.remaining === null) return { forecast: null, reason: "Nothing was measured in this window." };
  if (adjusted.remaining <= 0) return { forecast: null, reason: "Nothing is left of the budget." };
  const found = forecastExhaustion({
    history, elsewhere, spentBad: spent.total - spent.good, spentTotal: spent.total, target: definition.target, isFixedTotal: isTimed(definition), rollingDays: window.kind === "rolling" ? window.days : null,
    horizonDays: Math.max(1, Math.ceil((untilMs - atMs) / dayMs)), seed: `${slug}/${startOfDay(atMs)}`,
  });
  if (found === null) return { forecast: null, reason: `Too little is on record: ${leastHistoryDays} whole days with data are the least, ${history.filter((day) => day !== null).length} are there.` };
  const instant = (days: number | null): string | null => (days === null ? null : new Date(Math.min(atMs + days * dayMs, untilMs)).toISOString());
  return { reason: null, forecast: { method: forecastMethod, historyDays: found.historyDays, courses: found.courses, until: new Date(untilMs).toISOString(), chance: found.chance, median: instant(found.median), from: instant(found.from), to: instant(found.to) } };
}

/** When an SLO's budget runs out if the days to come are like those on record, as of an instant. */
export async function forecastSlo({ record, definition }: { record: SloRecord; definition: SloDefinition }, atMs: number, ctx: Pick<Ctx, "signal">): Promise<{ forecast: SloForecast | null; reason: string | null }> {
  const source = { key: record.key, definition, isPaused: record.isPaused };
  const [loaded, exclusions, days, elsewhere] = await Promise.all([loadSloData([source], () => reachOf(definition, atMs), ctx.signal), listExclusions([record.id]), readTallies(record.key, ctx.signal), readOtherRecords(record.key, { fromMs: startOfDay(atMs) - learnedDays * dayMs, toMs: startOfDay(atMs) }, ctx.signal)]);
  const data = loaded.get(source);
  if (!data) return { forecast: null, reason: "The SLO could not be evaluated." };
  const evaluation = evaluateSlo({ ...data.rules, alertRows: [] }, { ...data, exclusions: countedExclusions(exclusions, definition), previous: null }, atMs);
  return forecastFrom({ slug: record.slug, definition, history: wholeDays(days, atMs), elsewhere }, evaluation);
}
