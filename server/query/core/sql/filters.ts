import type { FilterDefinitions } from "../metric";
import { wordTable } from "../parse/word-table";
import type { Parameters } from "./parameters";

/** What the rows offer to narrow by. */
export interface Narrowed {
  filters: FilterDefinitions;
  entities: Readonly<Record<string, string>>;
  quantities?: Readonly<Record<string, string>>;
  timeSql: string | null;
  /** Only a metric has one: a threshold on itself narrows its groups, not its rows. */
  id: string;
}

export type Operator = "is" | "not" | "above" | "below";

interface Filter {
  field: string;
  operator: Operator;
  value: string;
}

const operators: Readonly<Record<string, Operator>> = { "!": "not", ">": "above", "<": "below" };

/** Ways in which people say a value that the records know by another name. */
const sameValues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  priority: { critical: "p1", urgent: "p1", high: "p2", normal: "p3", medium: "p3", moderate: "p3", low: "p4", "1": "p1", "2": "p2", "3": "p3", "4": "p4" },
};

/** `field:value`, `field!:value`, `field>:value` or `field<:value`. */
export function readFilter(pair: string): Filter {
  const at = pair.indexOf(":");
  const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
  const operator = operators[name.slice(-1)] ?? "is";
  const field = operator === "is" ? name : name.slice(0, -1);
  return { field, operator, value: sameValues[field]?.[value.toLowerCase()] ?? value };
}

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000, mo: 2_592_000_000 };

/** The amount of a threshold: milliseconds for a duration ("30d"; a month counts 30 days), a plain number otherwise. Null for what is neither. */
export function readQuantity(value: string): number | null {
  const found = /^(\d+(?:\.\d+)?)(ms|s|mo|m|h|d|w)?$/.exec(value);
  if (!found?.[1]) return null;
  return Number(found[1]) * (found[2] === undefined ? 1 : (unitMs[found[2]] ?? 1));
}

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

interface Hours {
  from: number;
  to: number;
  isWorkday: boolean;
}

/** Times of day in the reader's zone; hours are half-open. */
export const dayParts: Readonly<Record<string, Hours>> = wordTable({
  night: { from: 0, to: 6, isWorkday: false },
  morning: { from: 6, to: 12, isWorkday: false },
  afternoon: { from: 12, to: 18, isWorkday: false },
  evening: { from: 18, to: 24, isWorkday: false },
  business_hours: { from: 9, to: 17, isWorkday: true },
});

/** The hours of a named part of the day, or of "22:00-06:00", which may run over midnight; null for what is neither. In hours after midnight. */
function hoursOf(value: string): Hours | null {
  const [, fromHour, fromMinute, toHour, toMinute] = /^(\d{2}):(\d{2})-(\d{2}):(\d{2})$/.exec(value) ?? [];
  if (fromHour === undefined) return dayParts[value] ?? null;
  return { from: Number(fromHour) + Number(fromMinute) / 60, to: Number(toHour) + Number(toMinute) / 60, isWorkday: false };
}

function clockCondition(local: string, { field, value }: Filter, parameters: Parameters): string | null {
  if (field === "day_of_week" && value === "weekend") return `extract(isodow from ${local})::int >= ${parameters.amount(6)}`;
  const day = weekdays.indexOf(value.toLowerCase());
  if (field === "day_of_week") return day < 0 ? null : `extract(isodow from ${local})::int = ${parameters.amount(day + 1)}`;
  const part = field === "time_of_day" ? hoursOf(value) : null;
  if (!part) return null;
  const hour = Number.isInteger(part.from) && Number.isInteger(part.to) ? `extract(hour from ${local})::int` : `extract(epoch from (${local})::time)::float8 / 3600`;
  const hours = `${hour} >= ${parameters.amount(part.from)} ${part.from < part.to ? "and" : "or"} ${hour} < ${parameters.amount(part.to)}`;
  return part.isWorkday ? `(${hours} and extract(isodow from ${local})::int <= ${parameters.amount(5)})` : `(${hours})`;
}

const isAbsence = (value: string): boolean => value === "unknown" || value === "none";

const oneOf = (sql: string, values: readonly string[], parameters: Parameters): string =>
  values.length === 1 ? `${sql} = ${parameters.text(values[0] ?? "")}` : `${sql} in (${values.map((value) => parameters.text(value)).join(", ")})`;

function valueCondition(sql: string, values: readonly string[], parameters: Parameters): string {
  if (sql.includes("{value}")) return `(${values.map((value) => sql.replaceAll("{value}", parameters.text(value))).join(" or ")})`;
  const [named, absent] = [values.filter((value) => !isAbsence(value)), values.some(isAbsence)];
  if (!absent) return oneOf(sql, named, parameters);
  return named.length === 0 ? `${sql} is null` : `(${oneOf(sql, named, parameters)} or ${sql} is null)`;
}

type Kind = "clock" | "quantity" | "value" | "own" | null;

/** By what a filter narrows the target; null when it has nothing to carry it. */
function kindOf(target: Narrowed, { field, operator, value }: Filter): Kind {
  if (operator === "above" || operator === "below") {
    if (readQuantity(value) === null) return null;
    return target.quantities?.[field] !== undefined ? "quantity" : isOwn(target, field) ? "own" : null;
  }
  if (field === "day_of_week" || field === "time_of_day") return target.timeSql !== null && (hoursOf(value) !== null || value === "weekend" || weekdays.includes(value.toLowerCase())) ? "clock" : null;
  return (target.filters[field] ?? target.entities[field]) === undefined ? null : "value";
}

const isOwn = ({ id }: Narrowed, field: string): boolean => id === field || id.startsWith(`${field}_`);

/** A threshold on the metric itself ("sites below 99.9 % availability"): it holds for groups. */
export function ownThresholds(target: Narrowed, filters: readonly string[]): { operator: "above" | "below"; amount: number }[] {
  return filters.map(readFilter).flatMap((filter) => (kindOf(target, filter) === "own" && (filter.operator === "above" || filter.operator === "below") ? [{ operator: filter.operator, amount: readQuantity(filter.value) ?? 0 }] : []));
}

export const isApplicable = (target: Narrowed, pair: string): boolean => kindOf(target, readFilter(pair)) !== null;

function written(target: Narrowed, filters: readonly Filter[], bound: { parameters: Parameters; zone: string }): string | null {
  const [first] = filters;
  const { parameters, zone } = bound;
  const kind = first && kindOf(target, first);
  if (!first || !kind || kind === "own") return null;
  if (kind === "clock") return `(${filters.map((filter) => clockCondition(`${target.timeSql ?? "null"} at time zone ${parameters.text(zone)}`, filter, parameters)).filter((each) => each !== null).join(" or ")})`;
  const sql = target.quantities?.[first.field];
  if (kind === "quantity") return filters.map(({ operator, value }) => `${sql ?? "null"} ${operator === "above" ? ">" : "<"} ${parameters.amount(readQuantity(value) ?? 0)}::float8`).join(" and ");
  return valueCondition(target.filters[first.field] ?? target.entities[first.field] ?? "null", filters.map(({ value }) => value), parameters);
}

/** Conditions of the filters that apply: values of one field are alternatives, fields are combined, an exclusion keeps rows without a value. */
export function filterConditions(target: Narrowed, pairs: readonly string[], bound: { parameters: Parameters; zone: string }): string[] {
  const groups = new Map<string, Filter[]>();
  for (const pair of pairs.filter((each) => isApplicable(target, each))) {
    const filter = readFilter(pair);
    const key = `${filter.field} ${filter.operator}`;
    groups.set(key, [...(groups.get(key) ?? []), filter]);
  }
  return [...groups.values()].flatMap((filters) => {
    const condition = written(target, filters, bound);
    return condition === null ? [] : [filters[0]?.operator === "not" ? `(${condition}) is not true` : condition];
  });
}

export { oneOf, valueCondition };
