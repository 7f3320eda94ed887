import type { Brief, Cell, EvidenceTable } from "#contract/query";

/** What a question is held against: the figure's column (the first that the table has), the split, and how to compare. */
export interface Check {
  compare: "number" | "pair" | "table" | "series" | "ranked" | "list";
  value: readonly string[];
  /** Column of the split; none for a single figure. */
  by?: string;
  /** Another split that answers as well. */
  orBy?: string;
  /** Column of a second split: labels then read "first second". */
  also?: string;
  /** Relative; 0 for counts. */
  tolerance: number;
  limit?: number;
  order?: "asc" | "desc" | null;
}

export interface Truth {
  label: string | number | null;
  value: number | null;
}

/** `beside`: answered, without the figure or the split that was asked for. */
export type Verdict = "right" | "wrong" | "beside" | "unanswered";

type Answer = Pick<Brief, "outcome" | "tables">;
type Row = EvidenceTable["rows"][number];
type Judge = (answer: Answer, check: Check, truth: readonly Truth[]) => string[] | null;

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** Weekdays as 1..7 from Monday whatever they are called; hours and numbers as they are; months without their first day; names in small letters. */
export function canonical(label: Cell): string {
  const text = String(label).trim().toLowerCase();
  const weekday = WEEKDAYS.findIndex((day) => text.length >= 3 && day.startsWith(text));
  return weekday >= 0 ? String(weekday + 1) : text.replace(/^0?(\d{1,2})(:00)?$/, "$1");
}

const canonicalBy = (by: string | undefined) => (label: Cell): string => (by === "month" ? canonical(label).replace(/^(\d{4}-\d\d)-01$/, "$1") : canonical(label));

const numeric = (value: Cell | undefined): Cell | undefined => (typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : value);

export function isClose(given: Cell | undefined, expected: number | null, tolerance: number): boolean {
  const actual = numeric(given);
  if (expected === null || typeof actual !== "number") return (actual ?? null) === expected;
  return Math.abs(actual - expected) <= Math.max(tolerance * Math.abs(expected), 1e-9);
}

const holds = (table: EvidenceTable, key: string): boolean => table.columns.some((column) => column.key === key);

/** The first table with the asked split and figure, and the name of the column that holds the figure. */
function findTable(answer: Answer, { by, also, value }: Check, isRight: (table: EvidenceTable) => boolean = () => true): { table: EvidenceTable; column: string | undefined } | null {
  for (const table of answer.tables) {
    const column = value.find((key) => holds(table, key));
    const isSplit = [by, also].every((split) => split === undefined || holds(table, split));
    if (isSplit && (column !== undefined || value.length === 0) && isRight(table)) return { table, column };
  }
  return null;
}

const single = (table: EvidenceTable): boolean => table.totalRows === 1 && table.rows.length === 1;
const cellOf = (row: Row | undefined, column: string | undefined): Cell | undefined => (column === undefined ? undefined : row?.[column]);
function labelsOf(row: Row, { by, also }: Check): string[] {
  if (also !== undefined) return [`${canonicalBy(by)(cellOf(row, by) ?? null)} ${canonical(cellOf(row, also) ?? null)}`];
  return [cellOf(row, by), row.key].filter((label) => label !== null && label !== undefined).map(canonicalBy(by));
}
const says = (place: string, given: Cell | undefined, expected: Cell): string => `${place}says ${String(given)}, the records say ${String(expected)}`;

const checkNumber: Judge = (answer, check, truth) => {
  const found = findTable(answer, check, single);
  if (!found) return null;
  const actual = cellOf(found.table.rows[0], found.column);
  const expected = truth[0]?.value ?? null;
  return isClose(actual, expected, check.tolerance) ? [] : [says("", actual, expected)];
};

const checkPair: Judge = (answer, check, truth) => {
  const tables = answer.tables.filter((table) => single(table) && check.value.some((key) => holds(table, key)));
  const [first] = tables;
  if (first === undefined || tables.length < 2) return null;
  const column = check.value.find((key) => holds(first, key));
  return tables.slice(0, 2).flatMap((table, index) => {
    const actual = cellOf(table.rows[0], column);
    const expected = truth[index]?.value ?? null;
    return isClose(actual, expected, check.tolerance) ? [] : [says(index === 0 ? "first period: " : "second period: ", actual, expected)];
  });
};

/** Each row against its label; a label that is missing must be one of which there is nothing to count. */
const checkTable: Judge = (answer, check, truth) => {
  const found = findTable(answer, check);
  if (!found) return null;
  const { table, column } = found;
  const expected = new Map(truth.map((each) => [canonicalBy(check.by)(each.label), each.value]));
  const seen = new Set<string>();
  const wrong = table.rows.filter((row) => cellOf(row, check.by) !== null).flatMap((row) => {
    const label = labelsOf(row, check).find((each) => expected.has(each));
    const [name, actual] = [`${String(cellOf(row, check.by))}: `, cellOf(row, column)];
    if (label === undefined) return actual ? [`${name}says ${String(actual)}, the records know no such row`] : [];
    seen.add(label);
    const value = expected.get(label) ?? null;
    return isClose(actual, value, check.tolerance) ? [] : [says(name, actual, value)];
  });
  const isShortened = table.totalRows > table.rows.length;
  const lost = [...expected].filter(([label, value]) => !seen.has(label) && value !== 0 && !isShortened);
  return [...wrong, ...lost.map(([label, value]) => `${label} is missing (${String(value)})`)];
};

type Order = "asc" | "desc";
const isSorted = (values: readonly (Cell | undefined)[], order: Order): boolean =>
  values.every((value, index) => {
    const before = values[index - 1];
    if (typeof value !== "number" || typeof before !== "number") return true;
    return order === "asc" ? before <= value : before >= value;
  });
const sorted = (truth: readonly Truth[], order: Order): Truth[] =>
  truth.filter((each) => each.value !== null).sort((a, b) => (order === "asc" ? 1 : -1) * ((a.value ?? 0) - (b.value ?? 0)));

/** The rows shown are the first of the true order, in which only equal values may change places. */
const checkRanked: Judge = (answer, check, truth) => {
  const found = findTable(answer, check);
  if (!found) return null;
  const order = check.order ?? "desc";
  const rows = found.table.rows.filter((row) => cellOf(row, check.by) !== null);
  const expected = sorted(truth, order);
  const wanted = Math.min(check.limit ?? 5, expected.length);
  const isEnough = check.limit === undefined ? rows.length >= wanted : rows.length === wanted;
  const wrong = rows.slice(0, expected.length).flatMap((row, index) => {
    const actual = cellOf(row, found.column);
    const place = expected[index];
    const isKnown = expected.some((each) => labelsOf(row, check).includes(canonical(each.label)) && isClose(actual, each.value, check.tolerance));
    const isPlaced = isClose(actual, place?.value ?? null, check.tolerance);
    return isKnown && isPlaced ? [] : [says(`place ${index + 1}: `, `${String(cellOf(row, check.by))} ${String(actual)}`, `${String(place?.label)} ${String(place?.value)}`)];
  });
  const unsorted = isSorted(rows.map((row) => cellOf(row, found.column)), order) ? [] : ["the rows are not in order"];
  return [...(isEnough ? [] : [`${rows.length} rows are shown, ${wanted} were asked for`]), ...unsorted, ...wrong];
};

/** The records themselves: how many there are, each one shown is one of them, and the order where one was asked for. */
const checkList: Judge = (answer, check, truth) => {
  const found = findTable(answer, check);
  if (!found) return null;
  const { table: { rows, totalRows }, column } = found;
  const total = totalRows === truth.length ? [] : [`${totalRows} records, there are ${truth.length}`];
  const strangers = rows.flatMap((row) => {
    const isKnown = truth.some((each) => labelsOf(row, check).includes(canonical(each.label)) && (column === undefined || isClose(cellOf(row, column), each.value, check.tolerance)));
    return isKnown ? [] : [`${String(cellOf(row, check.by))} ${String(cellOf(row, column) ?? "")} is not one of them`];
  });
  const values = rows.map((row) => numeric(cellOf(row, column)));
  const unsorted = check.order && !isSorted(values, check.order) ? ["the rows are not in order"] : [];
  return [...total, ...strangers, ...unsorted];
};

const judges: Record<Check["compare"], Judge> = { number: checkNumber, pair: checkPair, table: checkTable, series: checkTable, ranked: checkRanked, list: checkList };

/** Holds an answer against what was counted; `problems` says where they differ. */
export function judge(answer: Answer, check: Check, truth: readonly Truth[]): { verdict: Verdict; problems: string[] } {
  const isEmpty = truth.every((each) => each.value === null || each.value === 0);
  if (answer.outcome === "no_data" && isEmpty) return { verdict: "right", problems: [] };
  if (answer.outcome !== "answered") return { verdict: "unanswered", problems: [answer.outcome] };
  const compare = judges[check.compare];
  const problems = compare(answer, check, truth) ?? (check.orBy === undefined ? null : compare(answer, { ...check, by: check.orBy }, truth));
  if (problems === null) return { verdict: "beside", problems: [`no table has ${[check.by, check.value.join(" or ")].filter(Boolean).join(" and ")}`] };
  return { verdict: problems.length > 0 ? "wrong" : "right", problems };
}
