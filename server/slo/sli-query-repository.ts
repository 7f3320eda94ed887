import "server-only";
import { hourMs, minuteMs, type Interval, type QueriedMinute } from "#core/slo";
import { db, readRows, type Tx } from "../platform/db";

export interface QueryState {
  queriedTo: Date | null;
  attemptedAt: Date | null;
  /** What stands in the way: `wrong: ` what somebody has to change, `silent: ` what may pass. */
  error: string | null;
}

const wrong = "wrong: ";
const silent = "silent: ";

/** An error that only a person can end: the definition or the configuration is wrong. */
export const wrongly = (message: string): string => wrong + message;
/** An error of the source: it does not answer, or answers with nothing that counts. */
export const silently = (message: string): string => silent + message;

export const isHindrance = (state: QueryState | undefined): boolean => state?.error?.startsWith(wrong) ?? false;
/** The error in words. */
export const errorText = ({ error }: QueryState): string | null => error?.replace(/^(wrong|silent): /, "") ?? null;

export async function readQueryStates(keys: readonly number[], signal: AbortSignal): Promise<Map<number, QueryState>> {
  if (keys.length === 0) return new Map();
  const text = 'select slo_key as key, queried_to as "queriedTo", attempted_at as "attemptedAt", error from sli_query where slo_key = any($1::int[])';
  const rows = await readRows<QueryState & { key: number }>({ text, values: [keys] }, { signal });
  return new Map(rows.map(({ key, ...state }) => [key, state]));
}

/** Notes an attempt that brought nothing; how far the SLI was read stays. */
export const saveAttempt = async (sloKey: number, { attemptedAt, error }: { attemptedAt: Date; error: string }): Promise<void> =>
  void (await db().sliQuery.upsert({ where: { sloKey }, create: { sloKey, attemptedAt, error }, update: { attemptedAt, error } }));

interface HourPart {
  hourMs: number;
  /** First and last minute of the hour that are replaced, 1 to 60. */
  first: number;
  last: number;
  good: number[];
  total: number[];
}

/** The hours of a stretch of whole minutes; minutes without data are 0. */
function partsOf({ fromMs, toMs }: Interval, minutes: readonly QueriedMinute[]): HourPart[] {
  const parts: HourPart[] = [];
  for (let start = Math.floor(fromMs / hourMs) * hourMs; start < toMs; start += hourMs) {
    parts.push({ hourMs: start, first: Math.max(0, (fromMs - start) / minuteMs) + 1, last: Math.min(60, (toMs - start) / minuteMs), good: Array<number>(60).fill(0), total: Array<number>(60).fill(0) });
  }
  const known = new Map(parts.map((part) => [part.hourMs, part]));
  for (const { atMs, good, total } of minutes) {
    const part = known.get(Math.floor(atMs / hourMs) * hourMs);
    const at = (atMs % hourMs) / minuteMs;
    if (!part || at < part.first - 1 || at >= part.last) continue;
    part.good[at] = good;
    part.total[at] = total;
  }
  return parts;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Puts minutes in the place of what is stored of them: what was late the last time is there now. Hours without any data are not stored. */
async function replaceHour(tx: Tx, sloKey: number, { hourMs: start, first, last, good, total }: HourPart): Promise<void> {
  const hour = new Date(start);
  if (sum(total) === 0 && (await tx.sliHour.count({ where: { sloKey, hour } })) === 0) return;
  await tx.$executeRaw`insert into sli_hour (slo_key, hour, good, total, good_sum, total_sum) values (${sloKey}, ${hour}, ${good}::float8[], ${total}::float8[], ${sum(good)}, ${sum(total)})
    on conflict (slo_key, hour) do update set
      good = (select array_agg(case when i between ${first} and ${last} then b else a end order by i) from unnest(sli_hour.good, excluded.good) with ordinality as t(a, b, i)),
      total = (select array_agg(case when i between ${first} and ${last} then b else a end order by i) from unnest(sli_hour.total, excluded.total) with ordinality as t(a, b, i))`;
  await tx.$executeRaw`update sli_hour set good_sum = (select sum(v) from unnest(good) v), total_sum = (select sum(v) from unnest(total) v) where slo_key = ${sloKey} and hour = ${hour}`;
}

/** Stores a stretch that was read, and how far that goes, together. */
export function replaceMinutes(sloKey: number, read: { stretch: Interval; minutes: readonly QueriedMinute[] }, state: { attemptedAt: Date; error: string | null }): Promise<void> {
  return db().$transaction(async (tx) => {
    for (const part of partsOf(read.stretch, read.minutes)) await replaceHour(tx, sloKey, part);
    const values = { ...state, queriedTo: new Date(read.stretch.toMs) };
    await tx.sliQuery.upsert({ where: { sloKey }, create: { sloKey, ...values }, update: values });
  });
}

/** Forgets what other queries measured: the SLI is read anew from the beginning. */
export async function forgetMinutes(tx: Tx, sloKey: number): Promise<void> {
  await tx.sliHour.deleteMany({ where: { sloKey } });
  await tx.sliQuery.deleteMany({ where: { sloKey } });
}
