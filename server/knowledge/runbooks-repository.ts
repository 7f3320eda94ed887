import "server-only";
import { readRows, type ReadOptions, type SqlValue } from "@/server/platform/db";
import type { Scope } from "@/server/platform/auth/actor";
import type { RunbookSort } from "./contract";
import type { Cursor } from "./cursor";

export interface RunbookRecord {
  slug: string;
  title: string;
  section: string;
  body: string;
  headings: unknown;
  links: string[];
  alertNames: string[];
  sourceKey: string | null;
  sourceHash: string | null;
  isDemo: boolean;
  updatedAt: Date;
  service: { slug: string; name: string } | null;
  sortKeys: Cursor;
}

export interface RunbookFilter {
  words: readonly string[];
  section: string | null;
}

/** Runbooks are for everyone who may read knowledge; to a scope of customers they are hidden. */
const allowedBy = (scope: Scope): string => (scope.kind === "customers" ? "false" : "true");

// Text keys so that one comparison of rows serves every order; weights sort as numbers because they are padded.
const sortKeys: Record<RunbookSort, { first: string; second: string; direction: "asc" | "desc" }> = {
  section: { first: "d.section", second: "lpad((d.weight + 100000)::text, 9, '0') || lower(d.title)", direction: "asc" },
  title: { first: "lower(d.title)", second: "d.section", direction: "asc" },
  "-updated": { first: "to_char(d.updated_at at time zone 'UTC', 'YYYYMMDDHH24MISSMS')", second: "lower(d.title)", direction: "desc" },
};

const haystack = "lower(d.title || ' ' || array_to_string(d.alert_names, ' ') || ' ' || d.section || ' ' || d.body)";
const filtered = `d.kind = 'runbook' and ($1::text is null or d.section = $1) and (select coalesce(bool_and(strpos(${haystack}, word) > 0), true) from unnest($2::text[]) as word)`;

const columns = `d.slug, d.title, d.section, d.body, d.headings, d.links, d.alert_names as "alertNames", d.source_key as "sourceKey", d.source_hash as "sourceHash", d.is_demo as "isDemo",
  d.updated_at as "updatedAt", (select json_build_object('slug', s.slug, 'name', s.name) from service s where s.id = d.service_id) as service`;

export async function listRunbookRows(scope: Scope, query: RunbookFilter & { sort: RunbookSort; after: Cursor | null; limit: number }, signal: AbortSignal): Promise<RunbookRecord[]> {
  const { first, second, direction } = sortKeys[query.sort];
  const keys = [`(${first}) collate "C"`, `(${second}) collate "C"`, `d.slug collate "C"`];
  const text = `select ${columns}, array[${first}, ${second}, d.slug] as "sortKeys" from document d
    where ${filtered} and ($3::text is null or (${keys.join(", ")}) ${direction === "asc" ? ">" : "<"} ($3::text, $4::text, $5::text)) and ${allowedBy(scope)}
    order by ${keys.map((key) => `${key} ${direction}`).join(", ")} limit $6`;
  const values: SqlValue[] = [query.section, query.words, ...(query.after ?? [null, null, null]), query.limit];
  return readRows<RunbookRecord>({ text, values }, { signal });
}

export async function countRunbooks(scope: Scope, filter: RunbookFilter, signal: AbortSignal): Promise<number> {
  const [row] = await readRows<{ count: number }>({ text: `select count(*)::int as count from document d where ${filtered} and ${allowedBy(scope)}`, values: [filter.section, filter.words] }, { signal });
  return row?.count ?? 0;
}

export async function listSections(scope: Scope, signal: AbortSignal): Promise<{ section: string; count: number }[]> {
  return readRows({ text: `select d.section, count(*)::int as count from document d where d.kind = 'runbook' and ${allowedBy(scope)} group by d.section order by d.section collate "C"`, values: [] }, { signal });
}

export async function findRunbookRow(scope: Scope, slug: string, signal: AbortSignal): Promise<Omit<RunbookRecord, "sortKeys"> | null> {
  const [row] = await readRows<Omit<RunbookRecord, "sortKeys">>({ text: `select ${columns} from document d where d.kind = 'runbook' and d.slug = $1 and ${allowedBy(scope)}`, values: [slug] }, { signal });
  return row ?? null;
}

/** Title and slug of runbooks by the path that they were imported from. */
export async function findByPath(scope: Scope, paths: readonly string[], signal: AbortSignal): Promise<Map<string, { slug: string; title: string }>> {
  if (paths.length === 0) return new Map();
  const rows = await readRows<{ path: string; slug: string; title: string }>({ text: `select d.source_key as path, d.slug, d.title from document d where d.kind = 'runbook' and d.source_key = any($1::text[]) and ${allowedBy(scope)}`, values: [paths] }, { signal });
  return new Map(rows.map(({ path, slug, title }) => [path, { slug, title }]));
}

export interface FoundRunbook {
  slug: string;
  title: string;
  section: string;
  service: string | null;
  body: string;
  relevance: number;
  total: number;
}

/** Runbooks that hold at least one of the words; a title or an alert name counts twice. */
export async function searchRunbookRows(scope: Scope, { words, limit }: { words: readonly string[]; limit: number }, options: ReadOptions): Promise<FoundRunbook[]> {
  const text = `select * , count(*) over ()::int as total from (
    select d.slug, d.title, d.section, s.name as service, d.body,
      (select sum(case when strpos(lower(d.title || ' ' || array_to_string(d.alert_names, ' ')), word) > 0 then 2 when strpos(${haystack}, word) > 0 then 1 else 0 end) from unnest($1::text[]) as word)::int as relevance
    from document d left join service s on s.id = d.service_id where d.kind = 'runbook' and ${allowedBy(scope)}) found
    where relevance > 0 order by relevance desc, title, slug limit $2`;
  return readRows<FoundRunbook>({ text, values: [words, limit] }, options);
}
