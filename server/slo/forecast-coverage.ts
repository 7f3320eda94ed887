import "server-only";
import { dayMs, evaluateSlo, minuteMs, windowAt, type Interval } from "#core/slo";
import type { Ctx } from "../platform/registry";
import { sloLimits } from "./contract";
import { candidatesOf } from "./evaluate-slos";
import { forecastFrom, wholeDays } from "./forecast-slo";
import { countedExclusions, loadSloData, type SloData } from "./load-slo-data";
import { listExclusions } from "./sli-repository";
import { listSloRecords } from "./slo-records-repository";
import { readTallies, readOtherRecords } from "./status-repository";

export interface Coverage {
  slug: string;
  /** Cuts whose forecast named a day, and those of them whose interval held what came. */
  named: number;
  covered: number;
  /** Cuts whose forecast said "not within the window", and those of them for which that was so. */
  unnamed: number;
  kept: number;
  /** Cuts with a chance below ten percent, the sum of their chances, and those of them that ran out. */
  unlikely: number;
  unlikelySaid: number;
  unlikelyCame: number;
  /** How many different days decided that: cuts lie three days apart and look weeks ahead, so that one outage is in many of them. */
  unlikelyEnds: number;
}

const unlikelyBelow = 0.1;

const everyDays = 3;
const learnedDays = 60;

/** The first whole day after a cut at whose end nothing was left; null when the window or the data ended first. */
function ranOutAt(data: SloData, exclusions: readonly Interval[], { fromMs, toMs }: Interval): number | null {
  for (let atMs = fromMs + dayMs; atMs <= toMs; atMs += dayMs) {
    const { remaining } = evaluateSlo({ ...data.rules, alertRows: [] }, { ...data, exclusions, previous: null }, atMs - 1).adjusted;
    if (remaining !== null && remaining <= 0) return atMs;
  }
  return null;
}

/** How often past forecasts were right: the record of every SLO is cut at a day, the forecast made as it would have been then, and compared with what came. */
export async function measureForecasts(ctx: Pick<Ctx, "clock" | "signal">): Promise<Coverage[]> {
  const nowMs = Math.floor(ctx.clock.now().getTime() / dayMs) * dayMs;
  const records = await listSloRecords({ kind: "all" }, {});
  const exclusions = await listExclusions(records.map(({ id }) => id));
  const found: Coverage[] = [];
  for (const candidate of candidatesOf(records)) {
    const { record, definition, key } = candidate;
    const reach = { fromMs: Math.floor(windowAt(definition.window, nowMs - sloLimits.keptDays * dayMs).fromMs / minuteMs) * minuteMs, toMs: nowMs };
    const [loaded, tallies] = await Promise.all([loadSloData([candidate], () => reach, ctx.signal), readTallies(key, ctx.signal)]);
    const data = loaded.get(candidate);
    const first = tallies[0]?.dayMs;
    const counted = { slug: record.slug, named: 0, covered: 0, unnamed: 0, kept: 0, unlikely: 0, unlikelySaid: 0, unlikelyCame: 0, unlikelyEnds: 0 };
    const ends = new Set<number>();
    found.push(counted);
    if (!data || first === undefined) continue;
    const excluded = countedExclusions(exclusions.filter(({ sloId }) => sloId === record.id), record);
    for (let cutMs = first + learnedDays * dayMs; cutMs < nowMs; cutMs += everyDays * dayMs) {
      const evaluation = evaluateSlo({ ...data.rules, alertRows: [] }, { ...data, exclusions: excluded, previous: null }, cutMs - 1);
      const elsewhere = await readOtherRecords(key, { fromMs: cutMs - 365 * dayMs, toMs: cutMs }, ctx.signal);
      const { forecast } = forecastFrom({ slug: record.slug, definition, history: wholeDays(tallies, cutMs), elsewhere }, { ...evaluation, at: cutMs });
      // Only a cut whose window the record has seen to its end can be compared with it.
      if (forecast === null || Date.parse(forecast.until) > nowMs) continue;
      const ended = ranOutAt(data, excluded, { fromMs: cutMs, toMs: Date.parse(forecast.until) });
      if (forecast.chance < unlikelyBelow && ended !== null) ends.add(ended);
      if (forecast.chance < unlikelyBelow) Object.assign(counted, { unlikely: counted.unlikely + 1, unlikelySaid: counted.unlikelySaid + forecast.chance, unlikelyCame: counted.unlikelyCame + (ended === null ? 0 : 1), unlikelyEnds: ends.size });
      if (forecast.from === null) Object.assign(counted, { unnamed: counted.unnamed + 1, kept: counted.kept + (ended === null ? 1 : 0) });
      else {
        const isHeld = (ended ?? Infinity) >= Date.parse(forecast.from) && (ended ?? Infinity) <= (forecast.to === null ? Infinity : Date.parse(forecast.to));
        Object.assign(counted, { named: counted.named + 1, covered: counted.covered + (isHeld ? 1 : 0) });
      }
    }
  }
  return found;
}
