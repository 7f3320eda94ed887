import type { Cell } from "../../contract";
import type { CompiledSql } from "../metric";

/** Collects values while SQL is written; an equal value is bound once. */
export class Parameters {
  readonly values: Cell[] = [];

  bind(value: Cell): string {
    const known = this.values.indexOf(value);
    if (known >= 0) return `$${known + 1}`;
    this.values.push(value);
    return `$${this.values.length}`;
  }

  /** A number with a type of its own: a placeholder that is shared with another use could be deduced as two types. */
  amount(value: number): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  instant(iso: string): string {
    return `${this.bind(iso)}::timestamptz`;
  }

  text(value: string): string {
    return `${this.bind(value)}::text`;
  }
}

const literal = (value: Cell): string => {
  if (value === null) return "null";
  if (typeof value === "string") return `'${value.replaceAll("'", "''")}'`;
  return String(value);
};

/** The statement with its values written in, for reading and copying; the engine itself always binds them. */
export function inlineSql({ text, values }: CompiledSql): string {
  return text.replace(/\$(\d+)/g, (placeholder, digits: string) => {
    const index = Number(digits) - 1;
    return index < values.length ? literal(values[index] ?? null) : placeholder;
  });
}
