import "server-only";
import { db } from "@/server/platform/db";
import type { SearchKind } from "./contract";
import type { SearchSource } from "./sources";

export interface Projected {
  written: number;
  removed: number;
}

const batchRows = 20_000;
/** Words of an entry for the lexicon: not numbers, not names of single records; a name of one word also as its parts. */
const wordsSql = `cross join lateral (select distinct word from regexp_split_to_table(lower(regexp_replace(w.title, '([a-z0-9])([A-Z])', '\\1 \\2', 'g') || ' ' || w.title || ' ' || w.label || ' ' || left(w.body, 20000)), '[^[:alnum:]]+') as word
  where word ~ '^[[:alpha:]][[:alnum:]]{2,39}$' and word !~ '[0-9]{3}') words group by word`;

const statement = ({ kind, sql }: SearchSource): string => `with fresh as (
    select s.*, md5(concat_ws(E'\\x1f', s.title, s.body, s.href, s.label, array_to_string(s.scope_keys, ','), s.service_id, s.changed_at::text)) as hash from (${sql}) s
  ), written as (
    insert into search_entry (kind, ref_id, title, body, href, label, scope_keys, service_id, changed_at, hash)
    select '${kind}', f.ref_id, f.title, left(f.body, 50000), f.href, f.label, f.scope_keys, f.service_id, f.changed_at, f.hash from fresh f
    where not exists (select 1 from search_entry e where e.kind = '${kind}' and e.ref_id = f.ref_id and e.hash = f.hash) limit ${batchRows}
    on conflict (kind, ref_id) do update set title = excluded.title, body = excluded.body, href = excluded.href, label = excluded.label, scope_keys = excluded.scope_keys, service_id = excluded.service_id, changed_at = excluded.changed_at, hash = excluded.hash
    returning title, label, body
  ), learnt as (
    insert into search_term (term, entries) select word, count(*) from written w ${wordsSql} on conflict (term) do update set entries = search_term.entries + excluded.entries returning 1
  ), removed as (
    delete from search_entry e where e.kind = '${kind}' and not exists (select 1 from fresh f where f.ref_id = e.ref_id) returning 1
  ) select (select count(*)::int from written) as written, (select count(*)::int from removed) as removed, (select count(*)::int from learnt) as learnt`;

/**
 * Makes the entries of a kind equal to what its records say now: every record is compared by digest, so nothing can be missed, and only
 * what differs is written. Large changes are written in batches that stand for themselves.
 */
export async function projectSource(source: SearchSource, signal: AbortSignal): Promise<Projected> {
  const total: Projected = { written: 0, removed: 0 };
  for (;;) {
    signal.throwIfAborted();
    const [row] = await db().$transaction(async (tx) => {
      await tx.$executeRaw`set local statement_timeout = '120s'`;
      return tx.$queryRawUnsafe<Projected[]>(statement(source));
    }, { timeout: 130_000, maxWait: 10_000 });
    total.written += row?.written ?? 0;
    total.removed += row?.removed ?? 0;
    if ((row?.written ?? 0) < batchRows) return total;
  }
}

/** Counts the words anew: what was removed or rewritten since leaves the lexicon. */
export async function recountTerms(): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`set local statement_timeout = '300s'`;
    await tx.$executeRaw`delete from search_term`;
    await tx.$executeRawUnsafe(`insert into search_term (term, entries) select word, count(*) from search_entry w ${wordsSql}`);
  }, { timeout: 310_000, maxWait: 10_000 });
}

export interface NewSearchRun {
  id: string;
  userId: string | null;
  words: string;
  results: number;
  at: Date;
}

export const insertSearchRun = (run: NewSearchRun) => db().searchRun.create({ data: run });
export const hasSearchedSince = async (userId: string, words: string, since: Date): Promise<boolean> => (await db().searchRun.count({ where: { userId, words, at: { gt: since } }, take: 1 })) > 0;
export const deleteRunsBefore = async (instant: Date): Promise<number> => (await db().searchRun.deleteMany({ where: { at: { lt: instant } } })).count;

/** What was opened from a search, once for each search; false when it is not this person's, or was noted before. */
export async function noteOpenedRow({ searchId, userId, kind, refId }: { searchId: string; userId: string; kind: SearchKind; refId: string }): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const { count } = await tx.searchRun.updateMany({ where: { id: searchId, userId, openedId: null }, data: { openedKind: kind, openedId: refId } });
    if (count === 1) await tx.searchEntry.updateMany({ where: { kind, refId }, data: { opened: { increment: 1 } } });
    return count === 1;
  });
}
