import type { Range } from "../../contract";
import type { SubjectDefinition } from "../metric";
import type { CompiledTable } from "./compile-metric";
import { narrowingConditions, periodConditions, whereClause, type Narrowing } from "./conditions";
import { Parameters } from "./parameters";

export interface ListRequest extends Narrowing {
  subject: SubjectDefinition;
  range: Range | null;
  /** Orders by this metric's column where the list has one. */
  metrics: readonly string[];
  order: "asc" | "desc";
  limit: number;
  /** The instant at which ages are taken. */
  at: string;
  /** Words that a record must hold, best fit first. */
  words?: readonly string[];
  /** Roles of the reader, for rows that name whom they are for. */
  roles?: readonly string[];
}

const dayMs = 86_400_000;

interface ListOrder {
  column: string;
  direction: "asc" | "desc";
}

/** The order that the metrics ask for; ascending turns it round. */
export function listOrder({ subject, metrics, order }: Pick<ListRequest, "subject" | "metrics" | "order">): ListOrder {
  const named = metrics.map((metric) => subject.orders[metric]).find((each) => each !== undefined);
  const chosen = named ?? subject.orders.default;
  if (!chosen) throw new Error(`${subject.id} has no default order.`);
  if (order === "desc") return chosen;
  return { column: chosen.column, direction: chosen.direction === "desc" ? "asc" : "desc" };
}

/** Best fit first when words are sought. */
function orderBy(request: ListRequest, rank: string | null): string {
  const { column, direction } = listOrder(request);
  return [...(rank === null ? [] : ["relevance desc"]), `${column} ${direction} nulls last`, request.subject.titleColumn].join(", ");
}

/** The records themselves, with their number in the whole result beside each. */
export function compileList(request: ListRequest): CompiledTable {
  const { subject, range, words = [], roles = [] } = request;
  const parameters = new Parameters();
  const span = range ?? { from: request.at, to: new Date(Date.parse(request.at) + dayMs).toISOString() };
  const at = (fragment: string): string => fragment.replace(/\{at\}/g, () => parameters.instant(request.at)).replace(/\{(from|to)\}/g, (_whole, end: "from" | "to") => parameters.instant(span[end])).replace(/\{roles\}/g, () => parameters.text(roles.join(" ")));
  const period = range !== null && subject.timeSql !== null ? periodConditions(subject.timeSql, range, parameters) : [];
  const rank = words.length > 0 && subject.searchSql !== undefined ? subject.searchSql.replaceAll("{words}", parameters.text(words.join(" "))) : null;
  const conditions = [...period, ...[...subject.where, ...narrowingConditions(subject, request, parameters)].map(at), ...(rank === null ? [] : [`${rank} > 0`])];
  const columns = subject.columns.map(({ key, sql }) => `${at(sql)} as ${key}`);
  const select = [...columns, `${at(subject.hrefSql ?? "null")} as href`, "count(*) over ()::int as total_rows", ...(rank === null ? [] : [`${rank} as relevance`])];
  const text = `select\n  ${select.join(",\n  ")}\nfrom ${subject.from}${whereClause(conditions)}\norder by ${orderBy(request, rank)}\nlimit ${parameters.bind(request.limit)}`;
  return { text, values: parameters.values, columns: subject.columns.map(({ key, label, unit }) => ({ key, label, unit })) };
}
