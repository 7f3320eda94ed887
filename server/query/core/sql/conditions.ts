import type { Range } from "../../contract";
import type { FilterDefinitions, MetricScope } from "../metric";
import type { Parameters } from "./parameters";

export interface Narrowing {
  /** `type:slug` */
  entities: readonly string[];
  /** `field:value` */
  filters: readonly string[];
  scope: MetricScope;
}

interface Narrowed {
  filters: FilterDefinitions;
  entities: Readonly<Record<string, string>>;
  customerSql: string | null;
  teamSql: string | null;
}

const split = (pair: string): [string, string] => {
  const at = pair.indexOf(":");
  return [pair.slice(0, at), pair.slice(at + 1)];
};

function byField(pairs: readonly string[]): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const pair of pairs) {
    const [field, value] = split(pair);
    fields.set(field, [...(fields.get(field) ?? []), value]);
  }
  return fields;
}

const oneOf = (sql: string, values: readonly string[], parameters: Parameters): string =>
  values.length === 1 ? `${sql} = ${parameters.text(values[0] ?? "")}` : `${sql} in (${values.map((value) => parameters.text(value)).join(", ")})`;

const isAbsence = (values: readonly string[]): boolean => values.length === 1 && (values[0] === "unknown" || values[0] === "none");

/** A filter is an expression to compare, or a condition of its own with `{value}` in it. */
function filterCondition(sql: string, values: readonly string[], parameters: Parameters): string {
  if (sql.includes("{value}")) return `(${values.map((value) => sql.replaceAll("{value}", parameters.text(value))).join(" or ")})`;
  return isAbsence(values) ? `${sql} is null` : oneOf(sql, values, parameters);
}

/** `field!` excludes the values of `field`; rows without a value are kept. */
const isExclusion = (field: string): boolean => field.endsWith("!");
const columnOf = (field: string): string => (isExclusion(field) ? field.slice(0, -1) : field);
const excluding = (condition: string): string => `(${condition}) is not true`;

/** Entities and filters that the metric or list has no column for; an answer must say that it was not narrowed by them. */
export function inapplicable(target: Pick<Narrowed, "filters" | "entities">, narrowing: Pick<Narrowing, "entities" | "filters">): string[] {
  return [
    ...narrowing.entities.filter((pair) => target.entities[split(pair)[0]] === undefined),
    ...narrowing.filters.filter((pair) => target.filters[columnOf(split(pair)[0])] === undefined && target.entities[columnOf(split(pair)[0])] === undefined),
  ];
}

/** A scope that the rows carry no column for sees none of them. */
export function isHiddenFrom(target: Pick<Narrowed, "customerSql" | "teamSql">, scope: MetricScope): boolean {
  if (scope.kind === "customers") return target.customerSql === null || scope.customerIds.length === 0;
  if (scope.kind === "teams") return target.teamSql === null || scope.teamIds.length === 0;
  return false;
}

function scopeConditions(target: Narrowed, scope: MetricScope, parameters: Parameters): string[] {
  if (scope.kind === "all") return [];
  if (isHiddenFrom(target, scope)) return ["false"];
  if (scope.kind === "customers") return [oneOf(target.customerSql ?? "null", scope.customerIds, parameters)];
  return [oneOf(target.teamSql ?? "null", scope.teamIds, parameters)];
}

/** Conditions for entities, filters and the reader's scope; values of one field are alternatives, fields are combined. */
export function narrowingConditions(target: Narrowed, narrowing: Narrowing, parameters: Parameters): string[] {
  const conditions: string[] = [];
  for (const [type, slugs] of byField(narrowing.entities)) {
    const sql = target.entities[type];
    if (sql !== undefined) conditions.push(oneOf(sql, slugs, parameters));
  }
  for (const [field, values] of byField(narrowing.filters)) {
    const sql = target.filters[columnOf(field)] ?? target.entities[columnOf(field)];
    if (sql === undefined) continue;
    const condition = filterCondition(sql, values, parameters);
    conditions.push(isExclusion(field) ? excluding(condition) : condition);
  }
  return [...conditions, ...scopeConditions(target, narrowing.scope, parameters)];
}

export const periodConditions = (timeSql: string, range: Range, parameters: Parameters): string[] => [
  `${timeSql} >= ${parameters.instant(range.from)}`,
  `${timeSql} < ${parameters.instant(range.to)}`,
];

export const whereClause = (conditions: readonly string[]): string => (conditions.length === 0 ? "" : `\nwhere ${conditions.join("\n  and ")}`);
