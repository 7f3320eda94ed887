import "server-only";
import { readRows, type ReadOptions, type SqlValue } from "@/server/platform/db";
import type { Term } from "#core/search";
import type { SearchKind } from "./contract";

/** Tickets that have the words, looked for among those that changed since an instant; null = all of them. */
export interface TicketMatch {
  query: string;
  since: Date | null;
  /** Every ticket since then is looked into, instead of asking the index of words. */
  isWalk: boolean;
}

export interface MatchWord {
  /** As `readQueries` gives it. */
  query: string;
  /** Its root, in small letters: where a title has it, the word stands there. */
  root: string;
  /** How much it tells: rare words tell more. */
  weight: number;
}

export interface Match {
  /** What an entry of any kind but tickets needs. */
  all: string;
  tickets: readonly TicketMatch[];
  words: readonly MatchWord[];
  /** Every candidate has every word: only where they stand has to be looked at. */
  hasEveryWord: boolean;
  /** Every kind that the reader may see: each is counted. */
  kinds: readonly SearchKind[];
  /** Only these are ranked. */
  wanted: readonly SearchKind[];
  keys: readonly string[];
  changedSince: Date | null;
  /** Slug of the service that an entry is about; null for any. */
  service: string | null;
}

export interface FoundEntry {
  kind: SearchKind;
  refId: string;
  title: string;
  label: string;
  href: string;
  body: string;
  changedAt: Date;
  /** Share of the words that the entry has, by weight; a word in title or label counts whole, one in the text somewhat less than half. */
  relevance: number;
  score: number;
}

export interface FoundEntries {
  rows: FoundEntry[];
  /** Candidates of each kind, at most so many as are ranked. */
  counts: ReadonlyMap<SearchKind, number>;
}

/** So many matches of the large kind, the newest, and of all the others are ranked: more would cost time and change no first page. */
export const rankedTickets = 1000;
const rankedOthers = 2000;
/** Where only some of the words are asked for: so many of each search. */
const rankedOfSome = 300;
/** The best by title, freshness and use are looked at once more, for where all of their words stand. */
const nearRows = 200;

const seen = "e.scope_keys && $2::text[] and ($3::timestamptz is null or e.changed_at >= $3) and ($4::text is null or e.service_id = (select id from service where slug = $4))";
const candidate = "select e.kind, e.ref_id, e.title, e.label, e.tsv, e.changed_at, e.opened from search_entry e where";
const others = "e.kind = any(array_remove($1::text[], 'ticket'))";
const firstTicketParameter = 13;
// Candidates are ordered only when they are found ("offset 0"): an index walked from the newest on would look into every text.
const ticketsSql = (at: number): string => `(select * from (${candidate} e.tsv @@ $${at}::tsquery and ${seen} and e.kind = 'ticket' and e.changed_at >= $${at + 1}::timestamptz offset 0) t order by changed_at desc limit ${rankedOfSome})`;

const ofTickets = "e.kind = 'ticket' and 'ticket' = any($1::text[]) and e.changed_at >= $13::timestamptz";
/** Every word, through the index of words: one way for all kinds, tickets among those that changed since. */
const indexedSql = `${candidate} e.tsv @@ $5::tsquery and ${seen} and (${others} or (${ofTickets})) offset 0`;
/** Every word, by looking into each ticket that changed since: where a word is in very many, its list in the index is longer than that. */
const walkedSql = `(${candidate} e.tsv @@ $5::tsquery and ${seen} and ${others}) union all (select * from (${candidate} ${seen} and ${ofTickets} offset 0) t where t.tsv @@ $5::tsquery)`;
const everyWordSql = (isWalk: boolean): string => `select kind, ref_id, title, label, tsv, changed_at, opened from (
    select e.*, row_number() over (partition by kind = 'ticket' order by changed_at desc) as place
    from (${isWalk ? walkedSql : indexedSql}) e
  ) p where place <= case when kind = 'ticket' then ${rankedTickets} else ${rankedOthers} end`;

/** Some of the words: the others are few and looked through, tickets are found by what tells most. */
const someWordsSql = (branches: number): string =>
  [`(select * from (${candidate} ${others} and ${seen} offset 0) o where o.tsv @@ $5::tsquery limit ${rankedOthers})`, ...Array.from({ length: branches }, (_, branch) => ticketsSql(firstTicketParameter + 2 * branch))].join(" union all ");

/** What speaks for an entry beside its words: what kind it is, how fresh, how often it was opened, and whether it was named outright. Mostly less than one word in a title. */
const standing = `0.08 / (1 + greatest(0, date_part('epoch', $9::timestamptz - changed_at) / 7776000)) + least(0.2, 0.05 * ln(1 + opened))
  + case kind when 'service' then 0.12 when 'document' then 0.12 when 'runbook' then 0.1 when 'incident' then 0.05 when 'person' then 0.05 else 0 end
  + case when lower(label) = lower($10) or lower(title) = lower($10) or (kind = 'incident' and starts_with(lower(label), lower($10) || ' ')) then 1 else 0 end`;
const shareSql = (has: string): string => `(select sum(w.weight * ${has}) / nullif(sum(w.weight), 0) from words w)`;
const guessSql = shareSql("case when strpos(lower(f.title || ' ' || f.label), w.root) > 0 then 1 else 0.45 end");
const relevanceSql = shareSql("case when h.head @@ w.query then 1 when h.whole @@ w.query then 0.45 else 0 end");

const findSql = ({ tickets, hasEveryWord }: Pick<Match, "tickets" | "hasEveryWord">): string => `with words as materialized (
    select w.query::tsquery as query, weight, root from unnest($6::text[], $7::float8[], $12::text[]) as w(query, weight, root)
  ), found as materialized (${hasEveryWord ? everyWordSql(tickets[0]?.isWalk ?? false) : someWordsSql(tickets.length)}
  ), near as materialized (
    select f.*, ${standing} as standing from found f where f.kind = any($11::text[])${hasEveryWord ? ` order by ${guessSql} + ${standing} desc, kind, ref_id limit ${nearRows}` : ""}
  ), weighed as materialized (
    select f.*, h.whole, ${relevanceSql} as relevance from near f cross join lateral (select ts_filter(f.tsv, '{a,b}') as head, ts_filter(f.tsv, '{a,b,c,d}') as whole offset 0) h
  ), top as materialized (
    select distinct on (kind, ref_id) * from weighed where relevance > 0
  ), best as (
    select kind, ref_id, relevance, relevance + standing + 0.2 * ts_rank_cd(whole, $5::tsquery, 32) + 0.12 * relevance / greatest(1, length(to_tsvector('simple', title))) as score
    from (select * from top order by relevance + standing desc, kind, ref_id limit ${nearRows}) t order by score desc, kind, ref_id limit $8
  ) select b.kind, b.ref_id as "refId", e.title, e.label, e.href, e.body, e.changed_at as "changedAt", b.relevance, b.score, c.counts
    from (select coalesce(jsonb_object_agg(kind, n), '{}') as counts from (select kind, count(distinct ref_id) as n from found group by kind) k) c
    left join (best b join search_entry e using (kind, ref_id)) on true order by b.score desc, b.kind, b.ref_id`;

export interface FindOptions extends ReadOptions {
  limit: number;
  now: Date;
  /** As it was typed: the same as a title or a number it comes first. */
  typed: string;
}

const ever = "-infinity";

export async function findEntries(match: Match, { limit, now, typed, ...options }: FindOptions): Promise<FoundEntries> {
  const { kinds, keys, changedSince, service, all, words, wanted } = match;
  const tickets = kinds.includes("ticket") ? match.tickets : [];
  const windows = match.hasEveryWord ? [tickets[0]?.since ?? ever] : tickets.flatMap(({ query, since }): SqlValue[] => [query, since ?? ever]);
  const fixed: SqlValue[] = [kinds, keys, changedSince, service, all, words.map(({ query }) => query), words.map(({ weight }) => weight), limit, now, typed, wanted, words.map(({ root }) => root)];
  const rows = await readRows<FoundEntry & { counts: Partial<Record<SearchKind, number>> }>({ text: findSql({ ...match, tickets }), values: [...fixed, ...windows] }, options);
  return { rows: rows.filter((row) => row.refId !== null), counts: new Map(kinds.map((kind) => [kind, rows[0]?.counts[kind] ?? 0])) };
}

/** Queries as the database keeps them, both as English and as they stand: words of another form are found, and names as they are. Empty for words that say nothing. */
export async function readQueries(queries: readonly string[], options: ReadOptions): Promise<string[]> {
  const text = "select to_tsquery('english', query)::text as english, to_tsquery('simple', query)::text as plain from unnest($1::text[]) with ordinality as q(query, nth) order by nth";
  const rows = await readRows<{ english: string; plain: string }>({ text, values: [queries] }, options);
  return rows.map(({ english, plain }) => [...new Set([english, plain])].filter((query) => query !== "").map((query) => `(${query})`).join(" | "));
}

/** How many entries there are, and since when the newest so many of them changed. */
export async function readNewest(places: readonly number[], options: ReadOptions): Promise<{ entries: number; since: (Date | null)[] }> {
  const text = "select p.place, (select e.changed_at from search_entry e order by e.changed_at desc offset p.place limit 1) as since, (select greatest(0, reltuples)::float8 from pg_class where oid = 'search_entry'::regclass) as entries from unnest($1::int[]) as p(place) order by p.place";
  const rows = await readRows<{ since: Date | null; entries: number }>({ text, values: [places] }, options);
  return { entries: rows[0]?.entries ?? 0, since: rows.map(({ since }) => since) };
}

const countedVisible = 100_000;

/** How many entries the holder of these keys may see, at most a hundred thousand. */
export async function countVisible(keys: readonly string[], options: ReadOptions): Promise<number> {
  const [row] = await readRows<{ visible: number }>({ text: "select count(*)::float8 as visible from (select 1 from search_entry where scope_keys && $1::text[] limit $2) v", values: [keys, countedVisible] }, options);
  return row?.visible ?? 0;
}

export const findTerms = (words: readonly string[], options: ReadOptions): Promise<Term[]> => readRows({ text: "select term, entries from search_term where term = any($1::text[])", values: [words] }, options);

/** How many entries have a word with this beginning, those with several counting several times. */
export async function countBeginning(beginning: string, options: ReadOptions): Promise<number> {
  const [row] = await readRows<{ entries: number }>({ text: "select coalesce(sum(entries), 0)::float8 as entries from search_term where starts_with(term, $1) and term like $2", values: [beginning, `${beginning}%`] }, options);
  return row?.entries ?? 0;
}

/** Words of the lexicon that look like one that it does not have. */
export const findSimilarTerms = (words: readonly string[], options: ReadOptions): Promise<(Term & { word: string })[]> =>
  readRows({
    text: `select w.word, t.term, t.entries from unnest($1::text[]) as w(word) cross join lateral (
      select term, entries from search_term where term % w.word and abs(length(term) - length(w.word)) <= 2 order by similarity(term, w.word) desc, entries desc limit 12) t`,
    values: [words],
  }, options);
