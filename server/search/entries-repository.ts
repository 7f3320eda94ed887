import "server-only";
import { z } from "zod";
import { db, type Tx } from "@/server/platform/db";
import type { SearchKind } from "./contract";
import type { SearchSource } from "./sources";

export interface Projected {
  written: number;
  removed: number;
}

const pageRows = 2_000;
/** Words of an entry for the lexicon: not numbers, not names of single records; a name of one word also as its parts. */
const wordsSql = `cross join lateral (select distinct word from regexp_split_to_table(lower(regexp_replace(w.title, '([a-z0-9])([A-Z])', '\\1 \\2', 'g') || ' ' || w.title || ' ' || w.label || ' ' || left(w.body, 20000)), '[^[:alnum:]]+') as word
  where word ~ '^[[:alpha:]][[:alnum:]]{2,39}$' and word !~ '[0-9]{3}') words group by word`;

/** One page of records compared with their entries; what differs is written, and its words are learnt. */
const pageSql = ({ kind, sql }: Pick<SearchSource, "kind" | "sql">): string => `with page as materialized (
    select s.*, md5(concat_ws(E'\\x1f', s.title, s.body, s.href, s.label, array_to_string(s.scope_keys, ','), s.service_id, s.changed_at::text)) as hash from (${sql}) s where s.ref_id > $1 order by s.ref_id limit ${pageRows}
  ), written as (
    insert into search_entry (kind, ref_id, title, body, href, label, scope_keys, service_id, changed_at, hash)
    select '${kind}', f.ref_id, f.title, left(f.body, 50000), f.href, f.label, f.scope_keys, f.service_id, f.changed_at, f.hash from page f
    where not exists (select 1 from search_entry e where e.kind = '${kind}' and e.ref_id = f.ref_id and e.hash = f.hash)
    on conflict (kind, ref_id) do update set title = excluded.title, body = excluded.body, href = excluded.href, label = excluded.label, scope_keys = excluded.scope_keys, service_id = excluded.service_id, changed_at = excluded.changed_at, hash = excluded.hash
    returning title, label, body
  ), learnt as (
    insert into search_term (term, entries) select word, count(*) from written w ${wordsSql} on conflict (term) do update set entries = search_term.entries + excluded.entries returning 1
  ) select (select count(*)::int from written) as written, (select count(*)::int from learnt) as learnt, (select max(ref_id) from page) as last`;

const removeSql = ({ kind, sql }: SearchSource): string => `delete from search_entry e where e.kind = '${kind}' and not exists (select 1 from (${sql}) s where s.ref_id = e.ref_id)`;

/** Rows that a transaction wrote which the look before could not see: by the age of the transaction. One pass over the rows finds them, no digest is made of the others. */
const writtenSince = ({ sql, writtenRow }: SearchSource, mark: string): string =>
  `${sql} where ${writtenRow?.alias ?? ""}.id = any(array(select young.id from ${writtenRow?.table ?? ""} young where age(young.xmin) <= age('${mark}'::xid)))`;

/** The oldest transaction that may still write: whatever is written from now on is as young, or younger. */
export async function markNow(): Promise<string> {
  const [row] = await db().$queryRaw<{ mark: string }[]>`select pg_snapshot_xmin(pg_current_snapshot())::xid::text as mark`;
  return z.string().regex(/^\d+$/).parse(row?.mark);
}

/** Whether there are entries of records that are gone. */
async function hasRemoved({ kind, writtenRow }: SearchSource): Promise<boolean> {
  const [row] = await db().$queryRawUnsafe<{ is_more: boolean }[]>(`select (select count(*) from search_entry where kind = '${kind}') > (select count(*) from ${writtenRow?.table ?? ""}) as is_more`);
  return row?.is_more ?? true;
}

interface Page {
  written: number;
  /** Null behind the last record. */
  last: string | null;
}

/**
 * Makes the entries of a kind equal to what its records say now: every record is compared by digest, so nothing can be missed, and only
 * what differs is written. Pages stand for themselves; one that fails is compared again the next time. With a mark of an earlier look only what
 * was written since is compared.
 */
export async function projectSource(source: SearchSource, signal: AbortSignal, mark: string | null = null): Promise<Projected> {
  const limited = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db().$transaction(async (tx) => {
    await tx.$executeRaw`set local statement_timeout = '60s'`;
    return work(tx);
  }, { timeout: 65_000, maxWait: 10_000 });
  const isWhole = mark === null || source.writtenRow === undefined;
  const page = pageSql(isWhole ? source : { kind: source.kind, sql: writtenSince(source, mark) });
  let written = 0;
  for (let after: string | null = ""; after !== null; ) {
    signal.throwIfAborted();
    const from: string = after;
    const [done] = await limited((tx) => tx.$queryRawUnsafe<Page[]>(page, from));
    written += done?.written ?? 0;
    after = done?.last ?? null;
  }
  const removed = isWhole || (await hasRemoved(source)) ? await limited((tx) => tx.$executeRawUnsafe(removeSql(source))) : 0;
  return { written, removed };
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
export const listSearchesSince = (userId: string, since: Date): Promise<{ words: string; at: Date }[]> => db().searchRun.findMany({ where: { userId, at: { gt: since } }, select: { words: true, at: true }, orderBy: { at: "desc" }, take: 200 });
export const deleteRunsBefore = async (instant: Date): Promise<number> => (await db().searchRun.deleteMany({ where: { at: { lt: instant } } })).count;

/** What was opened from a search, once for each search; false when it is not this person's, or was noted before. */
export async function noteOpenedRow({ searchId, userId, kind, refId }: { searchId: string; userId: string; kind: SearchKind; refId: string }): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const { count } = await tx.searchRun.updateMany({ where: { id: searchId, userId, openedId: null }, data: { openedKind: kind, openedId: refId } });
    if (count === 1) await tx.searchEntry.updateMany({ where: { kind, refId }, data: { opened: { increment: 1 } } });
    return count === 1;
  });
}
