import type { Calendar, CalendarFreeze, CalendarWindow, DeadlineKind } from "#contract/maintenance";
import { instantOf } from "#core/maintenance";

export const views = ["month", "week", "agenda"] as const;
export type View = (typeof views)[number];

/** A calendar day, "2026-09-16", in the reader's zone. */
export interface Day {
  date: string;
  fromMs: number;
  toMs: number;
}

const dayMs = 86_400_000;
const utc = (date: string): number => Date.parse(`${date}T00:00:00Z`);
export const addDays = (date: string, days: number): string => new Date(utc(date) + days * dayMs).toISOString().slice(0, 10);
/** 0 = Monday. */
export const weekdayOf = (date: string): number => (new Date(utc(date)).getUTCDay() + 6) % 7;
const mondayOf = (date: string): string => addDays(date, -weekdayOf(date));

/** The same day of another month, or that month's last. */
export function addMonths(date: string, months: number): string {
  const first = new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return addDays(first.toISOString().slice(0, 10), Math.min(Number(date.slice(8)), last) - 1);
}

/** ISO week: the one with the year's first Thursday is the first. */
export function weekOf(date: string): number {
  const thursday = addDays(mondayOf(date), 3);
  return Math.floor((utc(thursday) - Date.UTC(Number(thursday.slice(0, 4)), 0, 1)) / dayMs / 7) + 1;
}

export const isDate = (text: unknown): text is string => typeof text === "string" && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(utc(text)) && addDays(text, 0) === text && text >= "1970-02-01" && text < "2199-01-01";

const agendaDays = 60;

/** So many days from one on, as the zone begins them. */
export function daysFrom(first: string, count: number, zone: string): Day[] {
  const starts = Array.from({ length: count + 1 }, (_, at) => instantOf(`${addDays(first, at)}T00:00`, zone));
  return starts.slice(0, -1).map((fromMs, at) => ({ date: addDays(first, at), fromMs, toMs: starts[at + 1] ?? fromMs }));
}

/** Days that a view shows: whole weeks of a month, a week from Monday, or sixty days on. */
export function daysOf(view: View, on: string, zone: string): Day[] {
  const first = view === "month" ? mondayOf(`${on.slice(0, 8)}01`) : view === "week" ? mondayOf(on) : on;
  const monthEnd = addDays(addMonths(`${on.slice(0, 8)}01`, 1), -1);
  const count = view === "month" ? Math.round((utc(addDays(mondayOf(monthEnd), 7)) - utc(first)) / dayMs) : view === "week" ? 7 : agendaDays;
  return daysFrom(first, count, zone);
}

/** What is drawn of a window. */
export type DrawnWindow = Pick<CalendarWindow, "number" | "title" | "status" | "startsAt" | "endsAt" | "services" | "conflicts">;
type Deadline = Calendar["deadlines"][number];

export interface PlacedDay extends Day {
  windows: DrawnWindow[];
  /** Windows of the day, those that are not drawn among them. */
  total: number;
  /** At most so many as were asked for: others of a kind are one line that counts them. */
  deadlines: Pick<Deadline, "title" | "href">[];
  /** How many deadlines the day has. */
  due: number;
  /** Time that calendars of others show as taken. */
  busy: Calendar["busy"];
}

/** The place of an instant among days in order; -1 before the first, the last for all after. */
function dayAt(days: readonly Day[], atMs: number): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle]?.fromMs ?? Infinity) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const folded: Readonly<Record<DeadlineKind, { words: string; href: string }>> = {
  action: { words: "actions due", href: "/incidents/actions" }, postmortem: { words: "postmortems due", href: "/incidents" }, review: { words: "reviews due", href: "/runbooks" }, update: { words: "updates due", href: "/maintenance" }, sla: { words: "SLA times due", href: "/tickets" },
};

/** A day's deadlines, at most so many as they are; with more those of one kind become one line that counts them. */
export function foldDeadlines(deadlines: readonly Deadline[], most: number): Pick<Deadline, "title" | "href">[] {
  if (deadlines.length <= most) return deadlines.map(({ title, href }) => ({ title, href }));
  return [...new Set(deadlines.map(({ kind }) => kind))].flatMap((kind) => {
    const own = deadlines.filter((one) => one.kind === kind);
    return own.length === 1 ? own : [{ title: `${own.length} ${folded[kind].words}`, href: folded[kind].href }];
  });
}

const drawn = ({ number, title, status, startsAt, endsAt, services, conflicts }: CalendarWindow): DrawnWindow => ({ number, title, status, startsAt, endsAt, services, conflicts });

/** Windows and deadlines on the day on which they begin, not more of each than is drawn; what began before the first day stands on the first. */
export function placeDays(days: readonly Day[], { windows, deadlines, busy, days: counts }: Pick<Calendar, "windows" | "deadlines" | "busy" | "days">, shownDeadlines: number): PlacedDay[] {
  const totals = new Map(counts.map((day) => [day.date, day.windows]));
  const due: Deadline[][] = days.map(() => []);
  for (const deadline of deadlines) due[dayAt(days, Date.parse(deadline.at))]?.push(deadline);
  const placed: PlacedDay[] = days.map((day, at) => ({ ...day, windows: [], total: totals.get(day.date) ?? 0, deadlines: foldDeadlines(due[at] ?? [], shownDeadlines), due: due[at]?.length ?? 0, busy: [] }));
  for (const window of windows) placed[Math.max(0, dayAt(days, Date.parse(window.startsAt)))]?.windows.push(drawn(window));
  for (const event of busy) placed[Math.max(0, dayAt(days, Date.parse(event.from)))]?.busy.push(event);
  return placed;
}

export interface AgendaDay extends PlacedDay {
  /** Windows of the day that are not listed. */
  hidden: number;
}

/** Days that have something, with at most `perDay` windows each, until `most` are listed; `next` is the first day that is left for the next page. */
export function agendaPage(days: readonly PlacedDay[], { perDay, most }: { perDay: number; most: number }): { days: AgendaDay[]; next: string | null } {
  const page: AgendaDay[] = [];
  let listed = 0;
  for (const day of days) {
    if (listed >= most) return { days: page, next: day.date };
    const windows = day.windows.slice(0, Math.min(perDay, most));
    listed += windows.length + Math.min(day.deadlines.length, 1);
    page.push({ ...day, windows, hidden: day.total - windows.length });
  }
  return { days: page, next: null };
}

export interface FreezeBar {
  freeze: CalendarFreeze;
  /** Columns of the week, 0..6. */
  from: number;
  to: number;
  comes: boolean;
  goesOn: boolean;
}

/** Bars of freezes within a week, those that block first: where there is no room for all, those that warn are counted. */
export function freezeBars(week: readonly Day[], freezes: readonly CalendarFreeze[]): FreezeBar[] {
  const [weekFrom, weekTo] = [week[0]?.fromMs ?? 0, week.at(-1)?.toMs ?? 0];
  return [...freezes].sort((a, b) => Number(b.kind === "hard") - Number(a.kind === "hard")).flatMap((freeze) => {
    const [fromMs, toMs] = [Date.parse(freeze.from), freeze.to === null ? Infinity : Date.parse(freeze.to)];
    if (fromMs >= weekTo || toMs <= weekFrom) return [];
    return [{ freeze, from: Math.max(0, dayAt(week, fromMs)), to: dayAt(week, Math.min(toMs, weekTo) - 1), comes: fromMs < weekFrom, goesOn: toMs > weekTo }];
  });
}

export const weeksOf = <T>(days: readonly T[]): T[][] => Array.from({ length: Math.ceil(days.length / 7) }, (_, at) => days.slice(at * 7, at * 7 + 7));

/** Where "before" and "after" lead. */
export const stepTo = (view: View, on: string, by: 1 | -1): string => (view === "month" ? addMonths(on, by) : addDays(on, by * (view === "week" ? 7 : agendaDays)));

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const monthName = (date: string): string => months[Number(date.slice(5, 7)) - 1] ?? "";
export const dayName = (date: string): string => `${Number(date.slice(8))} ${monthName(date).slice(0, 3)}`;

export function titleOf(view: View, on: string): string {
  if (view === "month") return `${monthName(on)} ${on.slice(0, 4)}`;
  if (view === "week") return `Week ${weekOf(on)}, ${dayName(mondayOf(on))} – ${dayName(addDays(mondayOf(on), 6))} ${on.slice(0, 4)}`;
  return `From ${dayName(on)} ${on.slice(0, 4)}`;
}
