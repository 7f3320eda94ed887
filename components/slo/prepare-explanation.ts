import type { SloDetail } from "#contract/slo";
import { amountText, leftText, noDataWords, spanText } from "@/components/slo/slo-words";
import { formatCount, formatDateTime, formatNumber, NO_DATA } from "@/lib/format";

const minuteMs = 60_000;

export interface ExplanationRow {
  term: string;
  value: string;
  note: string;
}

export interface Explanation {
  title: string;
  /** Formula, then the same with the numbers. Empty without data. */
  formula: { left: string; right: string }[];
  rows: ExplanationRow[];
  raw: string;
  definition: string;
  /** All of it as plain text, to paste somewhere. */
  text: string;
}

/** Numbers of a formula: minutes instead of milliseconds. */
const figureOf = (amount: number, unit: string): string => (unit === "milliseconds" ? formatNumber(amount / minuteMs, { digits: 1 }) : formatNumber(amount));
const unitWord = (unit: string): string => (unit === "milliseconds" ? "min" : unit);

const overlaps = (row: { from: string; to: string }, period: { from: string; to: string }): boolean => row.from < period.to && row.to > period.from;

function monitorsNote({ definition: { sli }, unit }: SloDetail): string {
  if (unit !== "milliseconds" || sli.kind !== "probe" || sli.monitors.length === 1) return "";
  return `, each minute once for each of ${sli.monitors.length} monitors`;
}

function formulaOf(detail: SloDetail): Explanation["formula"] {
  const { adjusted, unit, definition } = detail;
  if (adjusted.remaining === null) return [];
  const share = Number((1 - definition.target).toPrecision(10));
  const allowed = share * adjusted.spentTotal;
  const left = allowed - adjusted.spentBad;
  return [
    { left: "remaining", right: "1 − bad ÷ allowed" },
    { left: "allowed", right: "(1 − target) × all" },
    { left: "", right: `1 − ${figureOf(adjusted.spentBad, unit)} ÷ (${share} × ${figureOf(adjusted.spentTotal, unit)})` },
    { left: "", right: `${leftText(adjusted.remaining)}, ${figureOf(left, unit)} of ${figureOf(allowed, unit)} ${unitWord(unit)}` },
  ];
}

function excludedNote({ exclusions, period }: SloDetail): string {
  const inside = exclusions.filter((row) => overlaps(row, period));
  const counted = inside.filter(({ isCounted }) => isCounted).length;
  const late = inside.length - counted;
  if (inside.length === 0) return "no exclusion in this window";
  return `${formatCount(counted, "exclusion")} approved before it began${late === 0 ? "" : `, ${late} approved too late and charged`}`;
}

function rowsOf(detail: SloDetail): ExplanationRow[] {
  const { adjusted, unit, definition } = detail;
  const isEvents = unit !== "milliseconds" && unit !== "slices";
  return [
    { term: "Bad", value: adjusted.remaining === null ? NO_DATA : amountText(adjusted.spentBad, unit), note: formatCount(detail.spendingTotal, "stretch", "stretches") },
    { term: "All", value: adjusted.remaining === null ? NO_DATA : amountText(adjusted.spentTotal, unit), note: `${isEvents ? "so far in the window" : "the whole window without what is excluded"}${monitorsNote(detail)}` },
    { term: "Excluded", value: spanText(detail.excludedMs), note: excludedNote(detail) },
    { term: "Without data", value: spanText(detail.missingMs), note: noDataWords[definition.noData ?? "ignore"] },
  ];
}

/** The version in force at an instant: the newest that is not younger. */
const versionAt = ({ versions }: SloDetail, at: string): number | null => versions.find((version) => version.at <= at)?.version ?? null;

function definitionOf(detail: SloDetail, zone: string): string {
  const current = detail.versions[0];
  if (current === undefined) return `v${detail.version}`;
  const then = versionAt(detail, detail.at);
  const text = `v${current.version}, ${formatDateTime(current.at, zone, "date")}, ${current.actorName}`;
  return then === current.version ? text : `${text} (${then === null ? "made later" : `then v${then}`})`;
}

/** How a figure comes about, in words and numbers that can be checked by hand. */
export function prepareExplanation(detail: SloDetail, zone: string): Explanation {
  const parts = { title: `Explain ${leftText(detail.adjusted.remaining)}`, formula: formulaOf(detail), rows: rowsOf(detail), raw: leftText(detail.raw.remaining), definition: definitionOf(detail, zone) };
  const window = `${formatDateTime(detail.period.from, zone)} to ${formatDateTime(detail.period.to, zone)} (${zone})`;
  const lines = [
    `${detail.row.service?.name ?? ""} ${detail.row.name}`.trim(), `as of ${formatDateTime(detail.at, zone)}, window ${window}`, ...parts.formula.map(({ left, right }) => `${left} = ${right}`.trim()),
    ...parts.rows.map(({ term, value, note }) => `${term}: ${value} (${note})`), `Raw, nothing excluded: ${parts.raw}`, `Definition: ${parts.definition}`,
  ];
  return { ...parts, text: lines.join("\n") };
}
