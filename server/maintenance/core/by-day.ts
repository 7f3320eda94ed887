import { instantOf, localOf } from "./rule";

const dayMs = 86_400_000;
const after = (date: string): string => new Date(Date.parse(`${date}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);

export interface DayCount {
  /** "2026-09-16", in the zone that was asked for. */
  date: string;
  windows: number;
}

/** Where the days of a zone begin that a span touches, in order. */
export function dayStarts(span: { fromMs: number; toMs: number }, zone: string): { date: string; fromMs: number }[] {
  const starts: { date: string; fromMs: number }[] = [];
  for (let date = localOf(span.fromMs, zone).slice(0, 10); ; date = after(date)) {
    const fromMs = instantOf(`${date}T00:00`, zone);
    if (fromMs >= span.toMs) return starts;
    starts.push({ date, fromMs });
  }
}

/** Of each day the first `perDay` rows, and how many there are of each day; after the day that brings them to `most`, only how many. Rows come in order of their start; what began before the first day stands on it. */
export function firstOfDays<Row extends { startsAtMs: number }>(rows: readonly Row[], { starts, perDay, most = Infinity }: { starts: readonly { date: string; fromMs: number }[]; perDay: number; most?: number }): { rows: Row[]; days: DayCount[] } {
  const days = starts.map(({ date }) => ({ date, windows: 0 }));
  let place = 0;
  let [kept, isFull] = [0, false];
  const first = rows.filter(({ startsAtMs }) => {
    while ((starts[place + 1]?.fromMs ?? Infinity) <= startsAtMs) {
      place += 1;
      isFull = kept >= most;
    }
    const day = days[place];
    if (day === undefined || ++day.windows > perDay || isFull) return false;
    kept += 1;
    return true;
  });
  return { rows: first, days: days.filter(({ windows }) => windows > 0) };
}
