import type { Range } from "../../contract";
import type { MetricScope } from "../metric";
import { filterConditions, isApplicable, oneOf, valueCondition, type Narrowed } from "./filters";
import type { Parameters } from "./parameters";

export interface Narrowing {
  /** `type:slug` */
  entities: readonly string[];
  /** `field:value` */
  filters: readonly string[];
  scope: MetricScope;
  /** Where days and hours of the filters begin; UTC when not said. */
  zone?: string;
}

interface Scoped {
  customerSql: string | null;
  requesterSql?: string;
  teamSql: string | null;
}

const split = (pair: string): [string, string] => {
  const at = pair.indexOf(":");
  return [pair.slice(0, at), pair.slice(at + 1)];
};

function byType(pairs: readonly string[]): Map<string, string[]> {
  const types = new Map<string, string[]>();
  for (const pair of pairs) {
    const [type, slug] = split(pair);
    types.set(type, [...(types.get(type) ?? []), slug]);
  }
  return types;
}

/** Entities and filters that the metric or list has no column for; an answer must say that it was not narrowed by them. */
export function inapplicable(target: Narrowed, narrowing: Pick<Narrowing, "entities" | "filters">): string[] {
  return [...narrowing.entities.filter((pair) => target.entities[split(pair)[0]] === undefined), ...narrowing.filters.filter((pair) => !isApplicable(target, pair))];
}

/** A scope that the rows carry no column for sees none of them. */
export function isHiddenFrom(target: Scoped, scope: MetricScope): boolean {
  if (scope.kind === "customers") return target.customerSql === null || scope.customerIds.length === 0 || (scope.requesterKeys !== undefined && (target.requesterSql === undefined || scope.requesterKeys.length === 0));
  if (scope.kind === "teams") return target.teamSql === null || scope.teamIds.length === 0;
  return false;
}

function scopeConditions(target: Scoped, scope: MetricScope, parameters: Parameters): string[] {
  if (scope.kind === "all") return [];
  if (isHiddenFrom(target, scope)) return ["false"];
  if (scope.kind === "customers") return [oneOf(target.customerSql ?? "null", scope.customerIds, parameters), ...(scope.requesterKeys ? [oneOf(target.requesterSql ?? "null", scope.requesterKeys, parameters)] : [])];
  return [oneOf(target.teamSql ?? "null", scope.teamIds, parameters)];
}

/** Conditions for entities, filters and the reader's scope; entities of one type are alternatives. `{at}` is left for the caller to place. */
export function narrowingConditions(target: Narrowed & Scoped, narrowing: Narrowing, parameters: Parameters): string[] {
  const named = [...byType(narrowing.entities)].flatMap(([type, slugs]) => {
    const sql = target.entities[type];
    return sql === undefined ? [] : [valueCondition(sql, slugs, parameters)];
  });
  return [...named, ...filterConditions(target, narrowing.filters, { parameters, zone: narrowing.zone ?? "UTC" }), ...scopeConditions(target, narrowing.scope, parameters)];
}

export const periodConditions = (timeSql: string, range: Range, parameters: Parameters): string[] => [
  `${timeSql} >= ${parameters.instant(range.from)}`,
  `${timeSql} < ${parameters.instant(range.to)}`,
];

export const whereClause = (conditions: readonly string[]): string => (conditions.length === 0 ? "" : `\nwhere ${conditions.join("\n  and ")}`);
