import "server-only";
import type { Scope } from "../platform/auth/actor";
import { readRows } from "../platform/db";
import { overStatuses } from "./windows-repository";
import type { CalendarInput, WindowKind, WindowStatus } from "./contract";

/** A window as far as the calendar needs it of every one: thousands are counted, few are drawn. */
export interface CalendarRow {
  number: number;
  status: WindowStatus;
  startsAtMs: number;
  endsAtMs: number;
  serviceIds: string[];
  /** Within the reader's scope, and what the filters ask for. What does not fit still stands in the way of what does. */
  fits: boolean;
}

/** What is drawn of a window. */
export interface DrawnRow {
  number: number;
  title: string;
  kind: WindowKind;
  zone: string;
  seriesId: string | null;
  services: string | null;
}

const ofStatus: Readonly<Record<NonNullable<CalendarInput["status"]>, readonly WindowStatus[]>> = { done: overStatuses, planned: ["approved", "announced", "in_progress", "verifying"], open: ["draft", "requested"] };
const likePattern = (word: string): string => `%${word.replace(/[\\%_]/g, "\\$&")}%`;
const numberIn = (q: string): number | null => {
  const found = Number(/^(?:mw-?)?(\d{1,9})$/i.exec(q)?.[1]);
  return Number.isSafeInteger(found) ? found : null;
};

/** What is asked for: a condition that is not set costs nothing, because the statement is planned with its values. */
const fits = `
  $7::text <> 'customers'
  and ($7 <> 'teams' or w.owner_team_id = any($8::text[]) or exists (select from maintenance_window_service ws join service s on s.id = ws.service_id where ws.window_id = w.id and s.owner_team_id = any($8)))
  and ($4::text is null or exists (select from maintenance_window_service ws join service s on s.id = ws.service_id where ws.window_id = w.id and s.slug = $4))
  and ($5::text[] is null or w.status = any($5))
  and ($6::text is null or w.title ilike $6 or w.description ilike $6 or w.number = $9::int or exists (select from maintenance_window_service ws join service s on s.id = ws.service_id where ws.window_id = w.id and s.name ilike $6))`;

/** One line a window and service, as one value: taking thousands of rows apart costs the reader more than it costs the database to put them together. */
const text = `
  select json_agg(json_build_array(w.number, w.status, w.from_ms, w.to_ms, w.fits, ws.service_id)) as lines
  from (
    select w.id, w.number, w.status, date_part('epoch', w.starts_at) * 1000 as from_ms, date_part('epoch', w.ends_at) * 1000 as to_ms, ${fits} as fits
    from maintenance_window w where w.starts_at < $2 and w.ends_at > $1 order by w.starts_at, w.number limit $3
  ) w left join maintenance_window_service ws on ws.window_id = w.id`;

type Line = [number: number, status: WindowStatus, startsAtMs: number, endsAtMs: number, fits: boolean, serviceId: string | null];

function windowsOf(lines: readonly Line[]): CalendarRow[] {
  const rows = new Map<number, CalendarRow>();
  for (const [number, status, startsAtMs, endsAtMs, isAsked, serviceId] of lines) {
    const row = rows.get(number) ?? { number, status, startsAtMs, endsAtMs, serviceIds: [], fits: isAsked };
    if (serviceId !== null) row.serviceIds.push(serviceId);
    rows.set(number, row);
  }
  return [...rows.values()].sort((a, b) => a.startsAtMs - b.startsAtMs || a.number - b.number);
}

/** Windows that touch a time, in order, each with whether it is asked for. */
export async function listCalendarRows(scope: Scope, { from, to, limit, input }: { from: Date; to: Date; limit: number; input: CalendarInput }, signal: AbortSignal): Promise<CalendarRow[]> {
  const { q, service, status } = input;
  const values = [from, to, limit, service ?? null, status === undefined ? null : [...ofStatus[status]], q ? likePattern(q) : null, scope.kind, scope.kind === "teams" ? [...scope.teamIds] : [], q ? numberIn(q) : null];
  const [found] = await readRows<{ lines: Line[] | null }>({ text, values }, { signal });
  return windowsOf(found?.lines ?? []);
}

export const listOf = (joined: string | null): string[] => (joined === null ? [] : joined.split("\x1f"));

const drawnText = `
  select w.number, w.title, w.kind, w.zone, w.series_id as "seriesId", string_agg(s.name, chr(31) order by s.name) as services
  from maintenance_window w left join maintenance_window_service ws on ws.window_id = w.id left join service s on s.id = ws.service_id where w.number = any($1::int[]) group by w.id`;

/** The windows that are drawn, by number. */
export async function readDrawn(numbers: readonly number[], signal: AbortSignal): Promise<Map<number, DrawnRow>> {
  const rows = numbers.length === 0 ? [] : await readRows<DrawnRow>({ text: drawnText, values: [numbers] }, { signal });
  return new Map(rows.map((row) => [row.number, row]));
}
