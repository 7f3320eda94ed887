import type { Artefact, EvidenceTable } from "#contract/query";
import { formatCell } from "@/lib/format-cell";

type Body = Extract<Artefact["body"], { kind: "pareto" }>;

export interface ParetoRow {
  index: number;
  name: string;
  tick: string;
  value: number;
  /** 0..1 */
  cumulative: number;
  isVital: boolean;
  valueText: string;
  cumulativeText: string;
}

export interface PreparedPareto {
  rows: ParetoRow[];
  /** Rows of the table that are not drawn. */
  restCount: number;
  summary: string;
}

const mostColumns = 12;
const tickLength = 12;

const shortened = (name: string): string => (name.length > tickLength ? `${name.slice(0, tickLength - 1)}…` : name);

/** What a Pareto chart draws: the vital few and the next, at most twelve columns, or as many as the vital few are. Rows without a number are left out. */
export function preparePareto(body: Body, table: EvidenceTable, zone: string): PreparedPareto {
  const limit = Math.max(mostColumns, Math.min(body.vitalFew, 24));
  const unitOf = (key: string) => table.columns.find((column) => column.key === key)?.unit ?? "count";
  const all = table.rows.flatMap((row, index): ParetoRow[] => {
    const [value, cumulative] = [row[body.y], row[body.cumulative]];
    if (typeof value !== "number" || typeof cumulative !== "number") return [];
    const name = formatCell(row[body.x], "text", zone);
    return [{ index, name, tick: shortened(name), value, cumulative, isVital: index < body.vitalFew, valueText: formatCell(value, unitOf(body.y), zone), cumulativeText: formatCell(cumulative, "ratio", zone) }];
  });
  const rows = all.slice(0, limit);
  const summary = rows.slice(0, 3).map(({ name, valueText, cumulativeText }) => `${name} ${valueText}, together ${cumulativeText}`).join("; ");
  return { rows, restCount: all.length - rows.length, summary: summary === "" ? "no data" : summary };
}
