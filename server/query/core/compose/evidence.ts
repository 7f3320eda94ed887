import type { Cell, EvidenceTable, Span, Unit } from "../../contract";
import { formatCell } from "../format";

export const text = (words: string): Span => ({ kind: "text", text: words, quiet: false });
export const quiet = (words: string): Span => ({ kind: "text", text: words, quiet: true });

/** The tables of an answer, and the only way to write a figure: by naming the cell it comes from. */
export class Evidence {
  readonly tables: EvidenceTable[] = [];
  private readonly derived: EvidenceTable = { id: "derived", title: "Worked out from the tables", columns: [], rows: [{}], totalRows: 1, sql: "", parameters: [], href: null };

  /** `derivedId` tells the worked-out figures of two parts of an answer apart. */
  constructor(readonly zone: string, private readonly derivedId = "derived") {
    this.derived.id = derivedId;
  }

  add(table: EvidenceTable): void {
    this.tables.push(table);
  }

  table(id: string): EvidenceTable | undefined {
    return id === this.derivedId ? this.derived : this.tables.find((table) => table.id === id);
  }

  cell(at: { table: string; row: number; column: string }): Cell {
    return this.table(at.table)?.rows[at.row]?.[at.column] ?? null;
  }

  /** The text of a cell, formatted by its column's unit, with a reference to the cell. */
  figure(table: string, row: number, column: string): Span {
    const unit = this.table(table)?.columns.find(({ key }) => key === column)?.unit ?? "text";
    return { kind: "figure", text: formatCell(this.cell({ table, row, column }), unit, this.zone), table, row, column };
  }

  /** A figure worked out from other cells; it becomes a cell of its own, so that it can be looked up like any other. */
  derive(label: string, unit: Unit, value: number): Span {
    const key = `d${this.derived.columns.length + 1}`;
    this.derived.columns.push({ key, label, unit });
    Object.assign(this.derived.rows[0] ?? {}, { [key]: value });
    return this.figure(this.derivedId, 0, key);
  }

  /** All tables, the derived one last and only if it holds anything. */
  all(): EvidenceTable[] {
    return this.derived.columns.length > 0 ? [...this.tables, this.derived] : this.tables;
  }
}

export const numberAt = (table: EvidenceTable, row: number, column: string): number | null => {
  const cell = table.rows[row]?.[column];
  return typeof cell === "number" && Number.isFinite(cell) ? cell : null;
};
