import "server-only";
import { readRows, type ReadOptions, type SqlValue } from "@/server/platform/db";
import type { Term } from "#core/search";
import type { SearchKind } from "./contract";

export interface Match {
  /** For `to_tsquery`, made by `tsqueryOf`. */
  all: string;
  /** One for each word, with how much it tells: rare words tell more. */
  words: readonly { query: string; weight: number }[];
  kinds: readonly SearchKind[];
  keys: readonly string[];
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

/** So many matches of the large kind, and of all the others, are ranked: more would cost time and change no first page. */
const rankedRows = 2000;
// Tickets are many, all others few: the others are found by their kind, tickets by their words or from the newest on. The planner can do so only when the two are asked apart.
const matches = "e.tsv @@ (to_tsquery('english', $1) || to_tsquery('simple', $1)) and e.scope_keys && $3::text[]";
const others = "e.kind = any(array_remove($2::text[], 'ticket'))";
const tickets = "e.kind = 'ticket' and 'ticket' = any($2::text[])";
const candidate = "select e.kind, e.ref_id, e.title, e.label, e.tsv, e.changed_at, e.opened from search_entry e where";

/** What speaks for an entry beside its words: what kind it is, how fresh, how often it was opened. Together less than one word in a title. */
const scoreSql = `relevance + 0.2 * ts_rank_cd(tsv, all_words, 32) + 0.12 * relevance / greatest(1, length(to_tsvector('simple', title)))
  + 0.08 / (1 + greatest(0, extract(epoch from $7::timestamptz - changed_at) / 7776000)) + least(0.2, 0.05 * ln(1 + opened))
  + case kind when 'service' then 0.12 when 'document' then 0.12 when 'runbook' then 0.1 when 'incident' then 0.05 when 'person' then 0.05 else 0 end
  + case when lower(label) = lower($8) or lower(title) = lower($8) then 1 else 0 end`;

const findSql = `with words as (
    select to_tsquery('english', query) || to_tsquery('simple', query) as query, weight from unnest($4::text[], $5::float8[]) as w(query, weight)
  ), found as materialized (
    (${candidate} ${matches} and ${others} limit ${rankedRows}) union all (${candidate} ${matches} and ${tickets} order by e.changed_at desc limit ${rankedRows})
  ), weighed as (
    select f.*, to_tsquery('english', $1) || to_tsquery('simple', $1) as all_words,
      (select sum(w.weight * case when h.head @@ w.query then 1 when f.tsv @@ w.query then 0.45 else 0 end) / nullif(sum(w.weight), 0) from words w) as relevance from found f cross join lateral (select ts_filter(f.tsv, '{a,b}') as head offset 0) h
  ), best as (
    select kind, ref_id, relevance, ${scoreSql} as score from weighed where relevance > 0 order by score desc, kind, ref_id limit $6
  ) select b.kind, b.ref_id as "refId", e.title, e.label, e.href, e.body, e.changed_at as "changedAt", b.relevance, b.score
    from best b join search_entry e using (kind, ref_id) order by b.score desc, b.kind, b.ref_id`;

export interface FindOptions extends ReadOptions {
  limit: number;
  now: Date;
  /** As it was typed: the same as a title or a number it comes first. */
  typed: string;
}

export async function findEntries(match: Match, { limit, now, typed, ...options }: FindOptions): Promise<FoundEntry[]> {
  const values: SqlValue[] = [match.all, match.kinds, match.keys, match.words.map(({ query }) => query), match.words.map(({ weight }) => weight), limit, now, typed];
  return readRows<FoundEntry>({ text: findSql, values }, options);
}

const countedRows = 1000;

export async function countEntries({ all, kinds, keys }: Match, options: ReadOptions): Promise<{ kind: SearchKind; count: number }[]> {
  const text = `select kind, least(${countedRows}, count(*))::int as count from (
      (select e.kind from search_entry e where ${matches} and ${others}) union all (select e.kind from search_entry e where ${matches} and ${tickets} limit ${countedRows})
    ) found group by kind order by array_position($2::text[], kind)`;
  return readRows({ text, values: [all, kinds, keys] }, options);
}

export const findTerms = (words: readonly string[], options: ReadOptions): Promise<Term[]> => readRows({ text: "select term, entries from search_term where term = any($1::text[])", values: [words] }, options);

/** Words of the lexicon that look like one that it does not have. */
export const findSimilarTerms = (words: readonly string[], options: ReadOptions): Promise<(Term & { word: string })[]> =>
  readRows({
    text: `select w.word, t.term, t.entries from unnest($1::text[]) as w(word) cross join lateral (
      select term, entries from search_term where term % w.word and abs(length(term) - length(w.word)) <= 2 order by similarity(term, w.word) desc, entries desc limit 12) t`,
    values: [words],
  }, options);
