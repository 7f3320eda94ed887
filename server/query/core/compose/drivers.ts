import type { EvidenceTable, Finding, Span } from "../../contract";
import type { MetricDefinition } from "../metric";
import { addsUp } from "../sql/compile-drivers";
import { dimensionLabel, dimensionPlural } from "../vocabulary";
import { changeOf, movementSpans, whenBefore } from "./change";
import { numberAt, text } from "./evidence";
import { resultsOf, valueKey, type Composition } from "./results";
import { phraseSpans } from "./words";

export interface Drivers {
  metric: MetricDefinition;
  table: EvidenceTable;
  dimension: string;
}

export const driversIn = ({ results }: Composition, metric?: MetricDefinition): Drivers[] =>
  resultsOf(results, "drivers").filter(({ work }) => metric === undefined || work.metric.id === metric.id).map(({ work, table }) => ({ metric: work.metric, table, dimension: work.dimension }));

/** Rows of known groups that changed, in the table's order. */
const movedRows = ({ table }: Drivers): number[] => table.rows.map((_, row) => row).filter((row) => table.rows[row]?.key !== null && (numberAt(table, row, "change") ?? 0) !== 0);

/** "Group 24 (12 after 7, 45 % of the change)". */
function driverSpans({ evidence, plan }: Composition, drivers: Drivers, row: number): Span[] {
  const { table, metric, dimension } = drivers;
  const key = valueKey(metric, plan);
  const figure = (column: string): Span => evidence.figure(table.id, row, column);
  const value = numberAt(table, row, key) === null ? text("none") : figure(key);
  const before = numberAt(table, row, "before") === null ? text("none") : figure("before");
  const part = numberAt(table, row, "contribution");
  const amounts = addsUp(metric, key) ? [text(", "), figure("contribution"), text(" of the change")] : [text(", which moves the whole by "), figure("contribution"), text(" (points)")];
  // Where groups move against each other, shares of what is left over would be beyond the whole.
  const told = part === null || (addsUp(metric, key) && part > 1) ? [] : addsUp(metric, key) && part < 0 ? [text(", the other way")] : amounts;
  return [figure(dimension), text(" ("), value, text(" after "), before, ...told, text(")")];
}

/** The group that moved the whole most, told only when it moved it the way that the whole went. */
function leadingDriver(composition: Composition, metric: MetricDefinition, direction: number): { drivers: Drivers; row: number } | null {
  const { plan } = composition;
  const candidates = driversIn(composition, metric).flatMap((drivers) => {
    const sign = (row: number): number => (addsUp(metric, valueKey(metric, plan)) ? (numberAt(drivers.table, row, "contribution") ?? 0) : (numberAt(drivers.table, row, "contribution") ?? numberAt(drivers.table, row, "change") ?? 0) * direction);
    return movedRows(drivers).map((row) => ({ drivers, row, weight: sign(row) }));
  });
  return candidates.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight)[0] ?? null;
}

/** What changed, by how much, and where most of it happened. */
export function rootCauseHeadline(composition: Composition, metric: MetricDefinition): Span[] {
  const change = changeOf(composition, metric);
  if (!change) return [];
  const { evidence, zone } = composition;
  const lead = leadingDriver(composition, metric, Math.sign(change.now.value - change.before.value));
  const where = lead ? [text("; most of it is "), ...driverSpans(composition, lead.drivers, lead.row)] : [];
  return [
    ...phraseSpans(composition, metric, { table: change.now.table, row: 0, key: change.key }), text(", "), ...movementSpans(composition, change), text(" from "), evidence.figure(change.before.table, 0, change.key),
    text(` (${whenBefore(metric, change.before.range, zone)})`), ...(change.now.value === change.before.value ? [] : where),
  ];
}

/** For each split the three groups that moved the whole most. */
export function driverFindings(composition: Composition): Finding[] {
  return driversIn(composition).flatMap((drivers): Finding[] => {
    const rows = movedRows(drivers).slice(0, 3);
    const spans = rows.flatMap((row, index) => [...(index === 0 ? [] : [text("; ")]), ...driverSpans(composition, drivers, row)]);
    const title = `${drivers.metric.label}: where it changed, by ${dimensionLabel(drivers.dimension).toLowerCase()}`;
    return rows.length === 0 ? [] : [{ title, spans: [...spans, text(".")], citations: [{ label: drivers.table.title, href: drivers.table.href, table: drivers.table.id }] }];
  });
}

/** Groups by how much they changed. */
export function changeRankingHeadline(composition: Composition, metric: MetricDefinition): Span[] {
  const { evidence, plan } = composition;
  const [drivers] = driversIn(composition, metric);
  if (!drivers) return [];
  const wanted = plan.order === "desc" ? 1 : -1;
  const rows = movedRows(drivers).filter((row) => Math.sign(numberAt(drivers.table, row, "change") ?? 0) === wanted);
  const [first, ...next] = rows.slice(0, 3);
  if (first === undefined) return [text(`None of the ${dimensionPlural(drivers.dimension)} went ${wanted > 0 ? "up" : "down"} in ${metric.noun}`)];
  const told = (row: number): Span[] => [evidence.figure(drivers.table.id, row, drivers.dimension), text(", from "), evidence.figure(drivers.table.id, row, "before"), text(" to "), evidence.figure(drivers.table.id, row, valueKey(metric, plan))];
  return [text(`${metric.label} went ${wanted > 0 ? "up" : "down"} most for `), ...told(first), ...next.flatMap((row) => [text("; then "), ...told(row)])];
}
