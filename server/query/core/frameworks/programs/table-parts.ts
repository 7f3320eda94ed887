import type { Artefact, Cell, EvidenceTable, Span, Unit } from "../../../contract";
import type { BuildInput } from "../program";

type TableBody = Extract<Artefact["body"], { kind: "table" }>;
type Tone = TableBody["rows"][number]["tone"];

export interface WorkedColumn {
  key: string;
  label: string;
  unit: Unit;
}

/** A table that a program worked out; its cells can be cited like any other. */
export function addWorked(input: BuildInput, table: { id: string; title: string; columns: readonly WorkedColumn[]; rows: readonly Record<string, Cell>[]; href?: string | null }): EvidenceTable {
  const worked: EvidenceTable = { id: table.id, title: table.title, columns: [...table.columns], rows: table.rows.map((row) => ({ ...row })), totalRows: table.rows.length, sql: "", parameters: [], href: table.href ?? null };
  input.evidence.add(worked);
  return worked;
}

const numeric: ReadonlySet<Unit> = new Set(["count", "ratio", "ms", "minutes", "days"]);

/** Draws a worked-out table row by row, each cell a figure of its own. */
export function tableBody(input: BuildInput, table: EvidenceTable, toneOf: (row: number) => Tone): TableBody {
  const cell = (row: number, key: string): Span[] => [input.evidence.figure(table.id, row, key)];
  return { kind: "table", columns: table.columns.map(({ label, unit }) => ({ label, isNumeric: numeric.has(unit) })), rows: table.rows.map((_, row) => ({ tone: toneOf(row), cells: table.columns.map(({ key }) => cell(row, key)) })) };
}
