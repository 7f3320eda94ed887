import { UserFacingError } from "../lib/process.mjs";

const TOLERANCE = 1e-6;

const isClose = (actual, expected) => {
  if (expected === null || actual === null || actual === undefined) return (actual ?? null) === expected;
  return Math.abs(actual - expected) <= TOLERANCE * Math.max(1, Math.abs(expected));
};

const canonical = (label) => String(label).trim().toLowerCase();

/** The table of a brief that has all these columns. */
function findTable(brief, columns) {
  const table = brief.tables.find(({ columns: held }) => columns.every((name) => held.some(({ key }) => key === name)));
  if (table) return table;
  const held = brief.tables.map((each) => each.columns.map(({ key }) => key).join(", ")).join(" | ");
  throw new UserFacingError(`no table has the columns ${columns.join(", ")}; there are: ${held || "none"} (outcome ${brief.outcome})`);
}

/**
 * Differences between a table by group and what was counted from the raw file; none when they agree. Rows without a label
 * (a group that the source does not know) are not compared; a shortened table must show the first rows and tell the whole number.
 * @param {{ by: string, values: Record<string, string>, truth: Map<string, object>, isComplete?: boolean }} expectation
 *   `values`: column of the table by name of the counted value
 */
export function differences(brief, { by, values, truth, isComplete = false }) {
  const table = findTable(brief, [by, ...Object.values(values)]);
  const rows = table.rows.filter((row) => row[by] !== null);
  const expected = new Map([...truth].map(([label, each]) => [canonical(label), each]));
  const found = rows.flatMap((row) => {
    const truthOfRow = expected.get(canonical(row[by]));
    if (!truthOfRow) return Object.values(values).every((column) => !row[column]) ? [] : [`${row[by]} is not in the file`];
    return Object.entries(values).filter(([name, column]) => !isClose(row[column], truthOfRow[name])).map(([name, column]) => `${row[by]} ${column}: ${row[column]}, the file says ${truthOfRow[name]}`);
  });
  const needed = isComplete ? expected.size : Math.min(expected.size, 10);
  const present = rows.filter((row) => expected.has(canonical(row[by]))).length;
  return present < needed ? [...found, `${present} of ${needed} rows are shown`] : found;
}

/** Differences in a list whose order matters only where the values differ. */
export function outageDifferences(brief, outages) {
  const { rows } = findTable(brief, ["monitor", "duration", "started_at"]);
  if (rows.length < outages.length) return [`${rows.length} of ${outages.length} outages are listed`];
  return outages.flatMap((outage, index) => {
    const row = rows[index];
    if (!isClose(row.duration, outage.minutes)) return [`outage ${index + 1} lasts ${row.duration} minutes, the file says ${outage.minutes}`];
    const isListed = rows.some((each) => canonical(each.monitor) === canonical(outage.site) && Date.parse(each.started_at) === outage.startedAt);
    const hasTwin = outages.filter((each) => isClose(each.minutes, outage.minutes)).length > 1;
    return isListed || hasTwin ? [] : [`${outage.site} at ${new Date(outage.startedAt).toISOString()} is not listed`];
  });
}

/** Differences where the largest must come first. */
export function orderDifferences(brief, { by, column }) {
  const { rows } = findTable(brief, [by, column]);
  const values = rows.filter((row) => row[by] !== null).map((row) => row[column]);
  return values.every((value, index) => index === 0 || values[index - 1] >= value) ? [] : [`${column} does not fall from row to row`];
}
