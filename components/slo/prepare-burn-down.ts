import type { SloDetail } from "#contract/slo";
import { scaleOf, type Scale } from "@/components/kit/charts/scale";
import { leftText } from "@/components/slo/slo-words";
import { formatDateTime } from "@/lib/format";

export interface BurnDownInput {
  points: SloDetail["burnDown"];
  period: SloDetail["period"];
  at: string;
  /** Exclusions that count. */
  excluded: readonly { from: string; to: string; reason: string }[];
  /** The largest spenders, in the order in which they are numbered. */
  events: readonly { from: string }[];
  /** Notes that people put on the course. */
  notes?: readonly { at: string; text: string }[];
  runsOutAt: string | null;
  /** At this share or less it is at risk. */
  atRisk: number;
  /** A calendar window begins whole and ends at a date, so that an even pace is a line; a rolling one has none. */
  isCalendar?: boolean;
  zone: string;
}

export interface BurnDownChart {
  rows: { atMs: number; adjusted: number | null; raw: number | null; forecast: number | null }[];
  fromMs: number;
  toMs: number;
  nowMs: number;
  scale: Scale;
  ticks: { atMs: number; text: string }[];
  bands: { fromMs: number; toMs: number; reason: string }[];
  marks: { atMs: number; number: number }[];
  notes: { atMs: number; letter: string }[];
  /** Raw is drawn only where it says something else. */
  hasRaw: boolean;
  /** From all to nothing over the window; null for a rolling one. */
  even: { fromMs: number; toMs: number } | null;
  isForecast: boolean;
  summary: string;
}

const dayMs = 86_400_000;
/** Less than this between two lines cannot be seen, nor read from their figures. */
const visible = 0.000_5;
const ms = (iso: string): number => Date.parse(iso);

/** Five to six labels at whole steps from the start of the window. */
function ticksOf(fromMs: number, toMs: number, zone: string): BurnDownChart["ticks"] {
  const style = toMs - fromMs > 2 * dayMs ? "day" : "time";
  return Array.from({ length: 5 }, (_, index) => fromMs + ((toMs - fromMs) * index) / 4).map((atMs) => ({ atMs, text: formatDateTime(new Date(atMs).toISOString(), zone, style) }));
}

function summaryOf({ points, zone }: BurnDownInput): string {
  const known = points.flatMap((point) => (point.remaining === null ? [] : [{ at: point.at, value: point.remaining }]));
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return "no data";
  const lowest = known.reduce((low, point) => (point.value < low.value ? point : low), first);
  const day = (at: string): string => formatDateTime(at, zone, "date");
  return `from ${leftText(first.value)} on ${day(first.at)} to ${leftText(last.value)} on ${day(last.at)}, lowest ${leftText(lowest.value)} on ${day(lowest.at)}`;
}

/** The rows of the lines; a forecast runs from the last value to zero. */
function rowsOf({ points, runsOutAt }: BurnDownInput): BurnDownChart["rows"] {
  const rows = points.map((point) => ({ atMs: ms(point.at), adjusted: point.remaining, raw: point.rawRemaining, forecast: null as number | null }));
  const last = rows.at(-1);
  if (runsOutAt === null || last === undefined || last.adjusted === null) return rows;
  return [...rows.slice(0, -1), { ...last, forecast: last.adjusted }, { atMs: ms(runsOutAt), adjusted: null, raw: null, forecast: 0 }];
}

/** The notes inside a window in order of time, lettered as on the chart; as many as there are letters. */
export function letterNotes<T extends { at: string }>(notes: readonly T[], period: SloDetail["period"]): (T & { letter: string })[] {
  const inside = notes.filter(({ at }) => at >= period.from && at <= period.to).sort((a, b) => (a.at < b.at ? -1 : 1));
  return inside.slice(-26).map((note, index) => ({ ...note, letter: String.fromCharCode(65 + index) }));
}

/** Everything that the burn-down chart has to know before it draws. Pure. */
export function prepareBurnDown(input: BurnDownInput): BurnDownChart {
  const { points, period, excluded, events, notes = [], atRisk, zone } = input;
  const rows = rowsOf(input);
  const [fromMs, nowMs] = [ms(period.from), ms(input.at)];
  const toMs = Math.max(ms(period.to), rows.at(-1)?.atMs ?? 0);
  const hasRaw = points.some(({ remaining, rawRemaining }) => Math.abs((remaining ?? 0) - (rawRemaining ?? 0)) > visible);
  const values = rows.flatMap(({ adjusted, raw }) => [adjusted, raw]).filter((value) => value !== null);
  const clip = ({ from, to }: { from: string; to: string }) => ({ fromMs: Math.max(fromMs, ms(from)), toMs: Math.min(toMs, ms(to)) });
  return {
    rows, fromMs, toMs, nowMs, hasRaw, even: input.isCalendar === true ? { fromMs, toMs: ms(period.to) } : null, isForecast: rows.some(({ forecast }) => forecast !== null),
    scale: scaleOf(values, "ratio", [0, 1, atRisk]),
    ticks: ticksOf(fromMs, toMs, zone),
    bands: excluded.map((band) => ({ ...clip(band), reason: band.reason })).filter((band) => band.fromMs < band.toMs),
    marks: events.map(({ from }, index) => ({ atMs: ms(from), number: index + 1 })),
    notes: letterNotes(notes, period).map(({ at, letter }) => ({ atMs: ms(at), letter })),
    summary: summaryOf(input),
  };
}

/** The same figures as rows of a table, the newest first. */
export const burnDownRows = (points: BurnDownInput["points"], zone: string): { key: string; name: string; cells: string[] }[] =>
  points.toReversed().map((point) => ({ key: point.at, name: formatDateTime(point.at, zone), cells: [leftText(point.remaining), leftText(point.rawRemaining)] }));
