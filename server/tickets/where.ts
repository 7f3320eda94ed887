import "server-only";
import type { SqlValue } from "@/server/platform/db";

/** Conditions joined by `and`, and the values that their placeholders stand for. */
export class Where {
  private readonly conditions: string[] = [];

  /** Conditions of one statement that stand in two places share their values. */
  constructor(readonly values: SqlValue[] = []) {}

  /** `write` receives the placeholder of `value`. */
  add(value: SqlValue, write: (placeholder: string) => string): this {
    this.values.push(value);
    this.conditions.push(write(`$${this.values.length}`));
    return this;
  }
  addPair(pair: readonly [SqlValue, SqlValue], write: (first: string, second: string) => string): this {
    this.values.push(...pair);
    this.conditions.push(write(`$${this.values.length - 1}`, `$${this.values.length}`));
    return this;
  }
  addPlain(condition: string): this {
    this.conditions.push(condition);
    return this;
  }
  get isEmpty(): boolean {
    return this.conditions.length === 0;
  }
  get sql(): string {
    return this.conditions.length === 0 ? "true" : this.conditions.join(" and ");
  }
}
