import "server-only";
import { parseSearchText, type SearchTerm } from "#core/tickets";
import { stateKinds } from "#contract/tickets";
import type { Where } from "./where";

/**
 * One word or phrase: its stem finds "timeouts" by "timeout", the plain word finds names. A word such as "the" is in no index and narrows nothing. Each
 * of the two is a list of the index to read: where the stem is how the plain word begins, it finds whatever that would.
 */
function termSql(term: string): string {
  const [stem, plain] = [`to_tsquery('english', ${term})`, `to_tsquery('simple', ${term})`];
  const covers = `${stem} = ${plain} or (numnode(${plain}) = 1 and right(${stem}::text, 2) = ':*' and starts_with(${plain}::text, left(${stem}::text, -3)))`;
  return `case when numnode(${stem}) = 0 then ''::tsquery when ${covers} then ${stem} else ${stem} || ${plain} end`;
}

export interface Sight {
  /** Notes of the desk are searched too. */
  seesNotes: boolean;
}

/** The words that a reader may know of. */
const wordsSql = ({ seesNotes }: Sight): string => (seesNotes ? "w.desk" : "w.public");

function addWords(where: Where, terms: readonly SearchTerm[], sight: Sight): void {
  const query = terms.map(({ tsquery }) => `(${termSql(`$${where.values.push(tsquery)}::text`)})`).join(" && ");
  if (query !== "") where.addPlain(`${wordsSql(sight)} @@ (${query})`);
}

function addExcluded(where: Where, { tsquery }: SearchTerm, sight: Sight): void {
  where.add(tsquery, (at) => `(numnode(${termSql(`${at}::text`)}) = 0 or not ${wordsSql(sight)} @@ (${termSql(`${at}::text`)}))`);
}

const startsWith = (column: string, list: string): string => `exists (select 1 from unnest(${list}::text[]) v where starts_with(lower(${column}), lower(v)))`;
/** The ids first, for they lead to the tickets by an index. */
const named = (table: "customer" | "team" | "service", list: string): string => `t.${table}_id = any(array(select n.id from ${table} n where ${startsWith("n.slug", list)} or ${startsWith("n.name", list)}))`;
const kinds: readonly string[] = stateKinds;

/** Operators are more forgiving than filters: names as people write them, or how they begin. */
const operatorSql: Readonly<Record<string, (list: string) => string>> = {
  state: (list) => `(t.state_kind = any(${list}::text[]) or lower(t.state) = any(${list}::text[]))`,
  status: (list) => `case when t.state_kind in ('resolved', 'closed') then 'closed' else 'open' end = any(${list}::text[])`,
  priority: (list) => `t.priority = any(${list}::text[])`,
  customer: (list) => named("customer", list),
  team: (list) => named("team", list),
  service: (list) => named("service", list),
  assignee: (list) => `(${startsWith("t.assignee", list)} or ('none' = any(${list}::text[]) and t.assignee is null))`,
  requester: (list) => `(${startsWith("t.requester", list)} or ${startsWith("t.requester_email", list)})`,
  category: (list) => startsWith("t.category", list),
  channel: (list) => `t.channel = any(${list}::text[])`, impact: (list) => `t.impact = any(${list}::text[])`, urgency: (list) => `t.urgency = any(${list}::text[])`, level: (list) => `t.level = any(${list}::text[])`,
  tag: (list) => `exists (select 1 from unnest(t.tags) tag where lower(tag) = any(select lower(v) from unnest(${list}::text[]) v))`,
  customer_tier: (list) => startsWith("c.tier", list),
  sla: (list) => `case when t.made_sla then 'met' when not t.made_sla then 'missed' else 'unknown' end = any(${list}::text[])`,
  reopened: (list) => `case when t.reopen_count > 0 then 'yes' else 'no' end = any(${list}::text[])`,
  escalated: (list) => `case when t.escalated_at is not null then 'yes' else 'no' end = any(${list}::text[])`,
};

/** `state:open` alone is a plain filter, so that the index of states serves it. */
function addOperator(where: Where, name: string, values: readonly string[]): void {
  if (name === "state" && values.every((value) => kinds.includes(value))) where.add(values, (list) => `t.state_kind = any(${list}::text[])`);
  else where.add(values, (list) => operatorSql[name]?.(list) ?? "false");
}

/** What the search field asks for besides words. Text without a single word (a lone per cent sign) finds nothing. */
export function addOperators(where: Where, text: string): void {
  if (text.trim() === "") return;
  const { filters, terms } = parseSearchText(text);
  for (const [name, values] of Object.entries(filters)) addOperator(where, name, values);
  if (terms.length === 0 && Object.keys(filters).length === 0) where.addPlain("false");
}

/** Words of the ticket and its conversation, and what must not occur. */
export function addTerms(where: Where, text: string, sight: Sight): void {
  const { terms } = parseSearchText(text);
  addWords(where, terms.filter(({ isExcluded }) => !isExcluded), sight);
  for (const term of terms.filter(({ isExcluded }) => isExcluded)) addExcluded(where, term, sight);
}
