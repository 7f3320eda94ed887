const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** Weekdays as 1..7 from Monday whatever they are called; hours and numbers as they are; months without their first day; names in small letters. */
export function canonical(label) {
  const text = String(label).trim().toLowerCase();
  const weekday = WEEKDAYS.findIndex((day) => text.length >= 3 && day.startsWith(text));
  return weekday >= 0 ? String(weekday + 1) : text.replace(/^0?(\d{1,2})(:00)?$/, "$1");
}

const canonicalBy = (by) => (label) => (by === "month" ? canonical(label).replace(/^(\d{4}-\d\d)-01$/, "$1") : canonical(label));

const numeric = (value) => (typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : value);

export function isClose(given, expected, tolerance) {
  const actual = numeric(given);
  if (expected === null || actual === null || actual === undefined) return (actual ?? null) === expected;
  return Math.abs(actual - expected) <= Math.max(tolerance * Math.abs(expected), 1e-9);
}

const holds = (table, key) => table.columns.some((column) => column.key === key);

/** The first table with the asked split and figure, and the name of the column that holds the figure. */
function findTable(brief, { by, value }, isRight = () => true) {
  for (const table of brief.tables) {
    const column = value.find((key) => holds(table, key));
    const isSplit = by === undefined || holds(table, by);
    if (isSplit && (column !== undefined || value.length === 0) && isRight(table)) return { table, column };
  }
  return null;
}

const single = (table) => table.totalRows === 1 && table.rows.length === 1;
const labelsOf = (row, by) => [row[by], row.key].filter((label) => label !== null && label !== undefined).map(canonical);

function checkNumber(brief, check, truth) {
  const found = findTable(brief, check, single);
  if (!found) return null;
  const actual = found.table.rows[0][found.column];
  return isClose(actual, truth[0].value, check.tolerance) ? [] : [`says ${actual}, the records say ${truth[0].value}`];
}

function checkPair(brief, check, truth) {
  const tables = brief.tables.filter((table) => single(table) && check.value.some((key) => holds(table, key)));
  if (tables.length < 2) return null;
  const column = check.value.find((key) => holds(tables[0], key));
  return tables.slice(0, 2).flatMap((table, index) => {
    const actual = table.rows[0][column];
    return isClose(actual, truth[index].value, check.tolerance) ? [] : [`${index === 0 ? "first" : "second"} period: says ${actual}, the records say ${truth[index].value}`];
  });
}

/** Each row against its label; a label that is missing must be one of which there is nothing to count. */
function checkTable(brief, check, truth) {
  const found = findTable(brief, check);
  if (!found) return null;
  const rows = found.table.rows.filter((row) => row[check.by] !== null);
  const plain = canonicalBy(check.by);
  const expected = new Map(truth.map((each) => [plain(each.label), each.value]));
  const seen = new Set();
  const wrong = rows.flatMap((row) => {
    const label = labelsOf(row, check.by).map(plain).find((each) => expected.has(each));
    const actual = row[found.column];
    if (label === undefined) return actual ? [`${row[check.by]}: says ${actual}, the records know no such row`] : [];
    seen.add(label);
    return isClose(actual, expected.get(label), check.tolerance) ? [] : [`${row[check.by]}: says ${actual}, the records say ${expected.get(label)}`];
  });
  const shortened = found.table.totalRows > found.table.rows.length;
  const lost = [...expected].filter(([label, value]) => !seen.has(label) && value !== 0 && !shortened);
  return [...wrong, ...lost.map(([label, value]) => `${label} is missing (${value})`)];
}

const isSorted = (values, order) => values.every((value, index) => index === 0 || (order === "asc" ? values[index - 1] <= value : values[index - 1] >= value));
const sorted = (truth, order) => [...truth].sort((a, b) => (order === "asc" ? a.value - b.value : b.value - a.value));

/** The rows shown are the first of the true order, which only equal values may change. */
function checkRanked(brief, check, truth) {
  const found = findTable(brief, check);
  if (!found) return null;
  const order = check.order ?? "desc";
  const rows = found.table.rows.filter((row) => row[check.by] !== null);
  const expected = sorted(truth, order);
  const wanted = Math.min(check.limit ?? 5, expected.length);
  const length = check.limit === undefined ? rows.length >= wanted : rows.length === wanted;
  const wrong = rows.slice(0, expected.length).flatMap((row, index) => {
    const isKnown = expected.some((each) => labelsOf(row, check.by).includes(canonical(each.label)) && isClose(row[found.column], each.value, check.tolerance));
    const isPlaced = isClose(row[found.column], expected[index].value, check.tolerance);
    return isKnown && isPlaced ? [] : [`place ${index + 1}: says ${row[check.by]} ${row[found.column]}, the records say ${expected[index].label} ${expected[index].value}`];
  });
  const unsorted = isSorted(rows.map((row) => row[found.column]), order) ? [] : ["the rows are not in order"];
  return [...(length ? [] : [`${rows.length} rows are shown, ${wanted} were asked for`]), ...unsorted, ...wrong];
}

/** The records themselves: how many there are, each one shown is one of them, and the order where one was asked for. */
function checkList(brief, check, truth) {
  const found = findTable(brief, check);
  if (!found) return null;
  const { rows, totalRows } = found.table;
  const total = totalRows === truth.length ? [] : [`${totalRows} records, there are ${truth.length}`];
  const strangers = rows.flatMap((row) => {
    const isKnown = truth.some((each) => labelsOf(row, check.by).includes(canonical(each.label)) && (found.column === undefined || isClose(row[found.column], each.value, check.tolerance)));
    return isKnown ? [] : [`${row[check.by]} ${row[found.column] ?? ""} is not one of them`];
  });
  const values = rows.map((row) => numeric(row[found.column]));
  const unsorted = check.order && !isSorted(values, check.order) ? ["the rows are not in order"] : [];
  return [...total, ...strangers, ...unsorted];
}

const CHECKS = { number: checkNumber, pair: checkPair, table: checkTable, series: checkTable, ranked: checkRanked, list: checkList };

/**
 * Holds an answer against what was counted.
 * @param {object} brief the portal's answer
 * @param {{ compare: string, by?: string, value: string[], tolerance: number, limit?: number, order?: string }} check
 * @param {{ label: string|null, value: number|null }[]} truth
 * @returns {{ verdict: "right"|"wrong"|"beside"|"unanswered", problems: string[] }} `beside`: answered, without the figure or
 *   the split that was asked for
 */
export function judge(brief, check, truth) {
  const isEmpty = truth.every((each) => each.value === null || each.value === 0);
  if (brief.outcome === "no_data" && isEmpty) return { verdict: "right", problems: [] };
  if (brief.outcome !== "answered") return { verdict: "unanswered", problems: [brief.outcome] };
  const problems = CHECKS[check.compare](brief, check, truth);
  if (problems === null) return { verdict: "beside", problems: [`no table has ${[check.by, check.value.join(" or ")].filter(Boolean).join(" and ")}`] };
  return { verdict: problems.length ? "wrong" : "right", problems };
}
