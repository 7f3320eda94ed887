/*
 * node --import tsx scripts/bench-forecast-days.ts [--demos N] [--from SEED]: how often forecasts of exhaustion were right, over the outages of N made-up organisations, day by day and
 * without a database. One outage is in many cuts, so that only many organisations tell luck from fault; scripts/bench-forecast.mjs measures the whole portal over a few.
 */
import { parseArgs } from "node:util";
import { planMonitors } from "../server/demo/core/checks";
import { planFailures } from "../server/demo/core/failures";
import { sloStories } from "../server/demo/core/slos";
import { timelineUntil } from "../server/demo/core/rhythm";
import { forecastExhaustion, type DayTally, type OtherRecord } from "../server/slo/core/forecast";

const dayMs = 86_400_000;
const untilMs = Date.parse("2026-11-21T12:00:00Z");
const lastDay = Math.floor(untilMs / dayMs);
const everyDays = 3;
const learnedDays = 60;
const unlikelyBelow = 0.1;

interface SloYear {
  slug: string;
  target: number;
  window: { kind: "rolling"; days: number } | { kind: "calendar"; unit: string };
  /** Whole days from the first on record, as shares of a day. */
  days: DayTally[];
  firstDay: number;
}

/** The year of each SLO that monitors measure. */
function recordsOf(seed: number): SloYear[] {
  const timeline = timelineUntil(untilMs);
  const failures = planFailures(seed, timeline);
  const monitors = planMonitors(failures, timeline);
  return sloStories(seed, failures, timeline).flatMap(({ slo }) => {
    const sli = slo.sli as unknown as { kind: string; monitors: string[] };
    const mine = sli.kind === "probe" ? monitors.filter(({ slug }) => sli.monitors.includes(slug)) : [];
    if (mine.length === 0) return [];
    const firstDay = Math.ceil(Math.min(...mine.map(({ firstCheckMs }) => firstCheckMs)) / dayMs);
    const days = Array.from({ length: lastDay - firstDay }, (_, at): DayTally => {
      const fromMs = (firstDay + at) * dayMs;
      const within = (startMs: number, endMs: number): number => Math.max(0, Math.min(endMs, fromMs + dayMs) - Math.max(startMs, fromMs)) / dayMs / mine.length;
      const down = mine.flatMap((monitor) => monitor.failures.filter(({ kind }) => kind === "down"));
      return { bad: down.reduce((sum, { startedAtMs, endedAtMs }) => sum + within(startedAtMs, endedAtMs), 0), total: mine.reduce((sum, { firstCheckMs }) => sum + within(firstCheckMs, Infinity), 0) };
    });
    return [{ slug: String(slo.slug), target: Number(slo.target), window: slo.window as unknown as SloYear["window"], days, firstDay }];
  });
}

const otherOf = ({ days, firstDay }: SloYear, cutDay: number): OtherRecord => {
  const known = days.slice(0, Math.max(0, cutDay - firstDay));
  return { days: known.length, shares: known.map(({ bad, total }) => bad / total).filter((share) => share > 0).sort((a, b) => b - a).slice(0, 60) };
};

/** First and last day of the window that holds a day; one that rolls ends with it and is looked at as far ahead. */
function spanOf({ window }: SloYear, cutDay: number): { from: number; to: number; rollingDays: number | null } {
  if (window.kind === "rolling") return { from: cutDay - window.days, to: cutDay + window.days, rollingDays: window.days };
  const date = new Date(cutDay * dayMs);
  const months = window.unit === "quarter" ? 3 : 1;
  const first = Math.floor(date.getUTCMonth() / months) * months;
  return { from: Date.UTC(date.getUTCFullYear(), first) / dayMs, to: Date.UTC(date.getUTCFullYear(), first + months) / dayMs, rollingDays: null };
}

interface Outcome {
  isRolling: boolean;
  chance: number;
  from: number | null;
  to: number | null;
  ended: number | null;
  /** What names the day on which the budget ran out. */
  end: string;
}

function outcomeOf(record: SloYear, others: readonly SloYear[], cutDay: number): Outcome | null {
  const { from, to, rollingDays } = spanOf(record, cutDay);
  if (to > lastDay) return null;
  const badIn = (first: number, last: number): number => record.days.slice(Math.max(0, first - record.firstDay), last - record.firstDay).reduce((sum, { bad }) => sum + bad, 0);
  const spentTotal = rollingDays ?? to - from;
  const budget = (1 - record.target) * spentTotal;
  const horizonDays = to - cutDay;
  const forecast = forecastExhaustion({
    history: record.days.slice(0, cutDay - record.firstDay), spentBad: badIn(from, cutDay), spentTotal, target: record.target, isFixedTotal: true, rollingDays, horizonDays,
    elsewhere: others.map((other) => otherOf(other, cutDay)).filter(({ days }) => days > 0), seed: `${record.slug}/${cutDay}`,
  });
  if (forecast === null) return null;
  const ended = Array.from({ length: horizonDays }, (_, at) => at + 1).find((ahead) => badIn(rollingDays === null ? from : from + ahead, cutDay + ahead) >= budget) ?? null;
  return { isRolling: rollingDays !== null, chance: forecast.chance, from: forecast.from, to: forecast.to, ended, end: `${record.slug}/${cutDay + (ended ?? 0)}` };
}

const outcomesOf = (seed: number): Outcome[] => {
  const records = recordsOf(seed);
  return records.flatMap((record) => {
    const cuts = Array.from({ length: Math.ceil((record.days.length - learnedDays) / everyDays) }, (_, at) => record.firstDay + learnedDays + at * everyDays);
    return cuts.flatMap((cutDay) => outcomeOf(record, records.filter((other) => other !== record), cutDay) ?? []).map((outcome) => ({ ...outcome, end: `${seed}/${outcome.end}` }));
  });
};

const share = (part: number, whole: number): string => (whole === 0 ? "no data" : `${((100 * part) / whole).toFixed(1)}%`);

function lineOf(name: string, outcomes: readonly Outcome[]): string {
  const named = outcomes.filter(({ from }) => from !== null);
  const covered = named.filter(({ from, to, ended }) => (ended ?? Infinity) >= (from ?? 0) && (ended ?? Infinity) <= (to ?? Infinity));
  const unnamed = outcomes.filter(({ from }) => from === null);
  const unlikely = outcomes.filter(({ chance }) => chance < unlikelyBelow);
  const came = unlikely.filter(({ ended }) => ended !== null);
  const error = outcomes.reduce((sum, { chance, ended }) => sum + (chance - (ended === null ? 0 : 1)) ** 2, 0) / outcomes.length;
  return `${name.padEnd(9)} 80% interval held ${covered.length} of ${named.length} (${share(covered.length, named.length)}); "not within the window" was so ${share(unnamed.filter(({ ended }) => ended === null).length, unnamed.length)} of ${unnamed.length}; chances below 10%: ${share(unlikely.reduce((sum, { chance }) => sum + chance, 0), unlikely.length)} said, ${share(came.length, unlikely.length)} came (${unlikely.length} cuts, decided by ${new Set(came.map(({ end }) => end)).size} days); Brier score ${error.toFixed(4)}`;
}

const { values } = parseArgs({ options: { demos: { type: "string", default: "24" }, from: { type: "string", default: "1" } } });
const outcomes = Array.from({ length: Number(values.demos) }, (_, at) => outcomesOf(Number(values.from) + at)).flat();
for (const [name, chosen] of [["rolling", outcomes.filter(({ isRolling }) => isRolling)], ["calendar", outcomes.filter(({ isRolling }) => !isRolling)], ["all", outcomes]] as const) console.log(lineOf(name, chosen));
