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
}

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

/** The records themselves, with their number in the whole result beside each. */
export function compileList(request: ListRequest): CompiledTable {
  const { subject, range } = request;
  const parameters = new Parameters();
  const period = range !== null && subject.timeSql !== null ? periodConditions(subject.timeSql, range, parameters) : [];
  const conditions = [...period, ...subject.where, ...narrowingConditions(subject, request, parameters)];
  const { column, direction } = listOrder(request);
  const select = [...subject.columns.map(({ key, sql }) => `${sql} as ${key}`), `${subject.hrefSql ?? "null"} as href`, "count(*) over ()::int as total_rows"];
  const text = `select\n  ${select.join(",\n  ")}\nfrom ${subject.from}${whereClause(conditions)}\norder by ${column} ${direction} nulls last, ${subject.titleColumn}\nlimit ${parameters.bind(request.limit)}`;
  return { text, values: parameters.values, columns: subject.columns.map(({ key, label, unit }) => ({ key, label, unit })) };
}
