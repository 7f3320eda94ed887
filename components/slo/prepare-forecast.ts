import type { SloBudget, SloForecast } from "#contract/slo";
import { formatDateTime, formatNumber, formatRatio } from "@/lib/format";

export interface ShownForecast {
  headline: string;
  detail: string;
  rows: { term: string; description: string }[];
  /** Where interval and median lie between now and the end of what is looked at, in percent; null without an interval. */
  bar: { from: number; to: number; median: number | null } | null;
  footer: string | null;
}

const share = (chance: number): string => (chance > 0 && chance < 0.01 ? "less than 1\u00a0%" : chance > 0.99 && chance < 1 ? "more than 99\u00a0%" : formatRatio(chance, { digits: 0 }));

function intervalText({ from, to, until }: SloForecast, day: (iso: string) => string): string {
  if (from === null) return `not before ${day(until)}`;
  if (to === null) return `not before ${day(from)}`;
  return day(from) === day(to) ? day(from) : `${day(from)} to ${day(to)}`;
}

function barOf({ from, to, median, until, horizonMs }: SloForecast & { horizonMs: number }): ShownForecast["bar"] {
  if (from === null) return null;
  const untilMs = Date.parse(until);
  const place = (iso: string): number => Math.min(100, Math.max(0, 100 - ((untilMs - Date.parse(iso)) / horizonMs) * 100));
  return { from: place(from), to: to === null ? 100 : place(to), median: median === null ? null : place(median) };
}

/** The words and places of a forecast that was made at `atMs`. */
export function prepareForecast({ forecast, noForecast }: Pick<SloBudget, "forecast" | "noForecast">, { zone, atMs }: { zone: string; atMs: number }): ShownForecast {
  if (forecast === null) return { headline: "No forecast", detail: noForecast ?? "", rows: [], bar: null, footer: null };
  const day = (iso: string): string => formatDateTime(iso, zone, "date");
  const { median, from, chance, until, historyDays, courses, method } = forecast;
  const headline = median === null ? "Not in sight" : `Around ${day(median)}`;
  const detail = from === null ? `In at least four of five courses the budget lasts until ${day(until)}.` : median === null ? `More likely than not it lasts until ${day(until)}.` : `Half of the courses have run out by then.`;
  return {
    headline, detail, bar: Date.parse(until) > atMs ? barOf({ ...forecast, horizonMs: Date.parse(until) - atMs }) : null,
    rows: [
      { term: "80% interval", description: intervalText(forecast, day) },
      { term: "Runs out", description: `in ${share(chance)} of courses by ${day(until)}` },
      { term: "Method", description: method },
    ],
    footer: `${formatNumber(courses)} courses drawn from ${formatNumber(historyDays)} whole days on record, in blocks of a week; now and then a day is worse than any of them.`,
  };
}
