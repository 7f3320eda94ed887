import "server-only";
import { parseSearchText, type SearchTerm } from "#core/tickets";
import { stateKinds } from "#contract/tickets";
import type { Where } from "./where";

const query = (term: string): string => `(to_tsquery('english', ${term}) || to_tsquery('simple', ${term}))`;

/**
 * Tickets in whose own text or conversation the words occur, as an array: each index answers by itself, and the tickets are looked up by key.
 * The stems of English find "timeouts" by "timeout"; the plain words find names.
 */
function occursSql(term: string, { seesNotes }: { seesNotes: boolean }): string {
  const spoken = seesNotes ? "m.taken_back_at is null" : "m.taken_back_at is null and m.kind = 'public' and m.send_at is null";
  return `t.id = any(array(select f.id from ticket f where f.search @@ ${query(term)} union select m.ticket_id from ticket_message m where m.search @@ ${query(term)} and ${spoken}))`;
}

function addTerm(where: Where, { tsquery, isExcluded }: SearchTerm, sight: { seesNotes: boolean }): void {
  // A word such as "the" is in no index: it narrows nothing.
  where.add(tsquery, (term) => `(numnode(to_tsquery('english', ${term}::text)) = 0 or ${isExcluded ? "not " : ""}${occursSql(`${term}::text`, sight)})`);
}

const startsWith = (column: string, list: string): string => `exists (select 1 from unnest(${list}::text[]) v where starts_with(lower(${column}), lower(v)))`;
const kinds: readonly string[] = stateKinds;

/** Operators are more forgiving than filters: names as people write them, or how they begin. */
const operatorSql: Readonly<Record<string, (list: string) => string>> = {
  state: (list) => `(t.state_kind = any(${list}::text[]) or lower(t.state) = any(${list}::text[]))`,
  status: (list) => `case when t.state_kind in ('resolved', 'closed') then 'closed' else 'open' end = any(${list}::text[])`,
  priority: (list) => `t.priority = any(${list}::text[])`,
  customer: (list) => `(${startsWith("c.slug", list)} or ${startsWith("c.name", list)})`,
  team: (list) => `(${startsWith("g.slug", list)} or ${startsWith("g.name", list)})`,
  service: (list) => `(${startsWith("s.slug", list)} or ${startsWith("s.name", list)})`,
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

/** What the search field asks for. Text without a single word (a lone per cent sign) finds nothing. */
export function addSearch(where: Where, text: string, sight: { seesNotes: boolean }): void {
  if (text.trim() === "") return;
  const { filters, terms } = parseSearchText(text);
  for (const [name, values] of Object.entries(filters)) addOperator(where, name, values);
  for (const term of terms) addTerm(where, term, sight);
  if (terms.length === 0 && Object.keys(filters).length === 0) where.addPlain("false");
}
