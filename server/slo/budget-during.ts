import "server-only";
import { evaluateSlo, floorMinute, tallyOf, type Interval } from "#core/slo";
import type { Scope } from "../platform/auth/actor";
import type { Ctx } from "../platform/registry";
import { countedExclusions, loadSloData, reachOf, type SloData, type SloSource } from "./load-slo-data";
import { listExclusions } from "./sli-repository";
import { listSloRecords } from "./slo-records-repository";
import { definitionOf } from "./slos-repository";

/** What a stretch of time took of one SLO's budget, in minutes of its whole window's budget as of the end of the stretch; null without data in it. */
export interface SpentDuring {
  slug: string;
  name: string;
  minutes: number | null;
}

const minuteMs = 60_000;

function spentIn(data: SloData, stretch: Interval, exclusions: readonly Interval[]): number | null {
  const { rules } = data;
  const bad = ({ good, total }: { good: number; total: number }): number => total - good;
  const tally = tallyOf(data.series, stretch, { method: rules.method, noData: rules.noData, minuteWeight: rules.minuteWeight, exclusions });
  const { adjusted, budgetMs } = evaluateSlo(rules, { ...data, exclusions, previous: null }, stretch.toMs);
  const whole = adjusted.spent.total * (1 - rules.target);
  return tally.total <= 0 || whole <= 0 ? null : ((bad(tally) / whole) * budgetMs) / minuteMs;
}

/** What a stretch took of the budgets of these services' SLOs, exclusions left out. Minutes begun count whole, as far as they have passed. */
export async function budgetSpentDuring({ scope, services, stretch }: { scope: Scope; services: readonly string[]; stretch: Interval }, { clock, signal }: Pick<Ctx, "clock" | "signal">): Promise<SpentDuring[]> {
  const records = (await Promise.all(services.map((service) => listSloRecords(scope, { service })))).flat();
  const sources = records.flatMap((record) => {
    const definition = definitionOf(record);
    return definition ? [{ key: record.key, definition, isPaused: record.isPaused, record }] : [];
  });
  if (sources.length === 0) return [];
  const whole: Interval = { fromMs: floorMinute(stretch.fromMs), toMs: Math.min(floorMinute(stretch.toMs - 1) + minuteMs, floorMinute(clock.now().getTime())) };
  const reach = ({ definition }: SloSource): Interval => ({ fromMs: Math.min(whole.fromMs, reachOf(definition, whole.toMs).fromMs), toMs: whole.toMs });
  const [loaded, exclusions] = await Promise.all([loadSloData(sources, reach, signal), listExclusions(sources.map(({ record }) => record.id))]);
  return sources.map((source): SpentDuring => {
    const data = loaded.get(source);
    const counted = countedExclusions(exclusions.filter(({ sloId }) => sloId === source.record.id), source.record);
    return { slug: source.record.slug, name: source.record.name, minutes: data ? spentIn(data, whole, counted) : null };
  });
}
