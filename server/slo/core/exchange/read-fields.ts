/** Where something stands in a document: keys and indexes from the top. */
export type Path = readonly (string | number)[];

export interface Fault {
  path: Path;
  reason: string;
}

export const pathText = (path: Path): string => path.join(".");

/** A mapping that is read field by field: what nobody asked for is named at the end, and what is wrong is noted with its path. */
export class Fields {
  private readonly asked = new Set<string>();
  private readonly values: Readonly<Record<string, unknown>>;

  constructor(value: unknown, readonly path: Path, private readonly faults: Fault[]) {
    const isMapping = typeof value === "object" && value !== null && !Array.isArray(value);
    if (!isMapping) this.fail([], "a mapping is needed here");
    this.values = isMapping ? (value as Record<string, unknown>) : {};
  }

  fail(at: Path, reason: string): void {
    this.faults.push({ path: [...this.path, ...at], reason });
  }

  has(key: string): boolean {
    return this.values[key] !== undefined && this.values[key] !== null;
  }

  raw(key: string): unknown {
    this.asked.add(key);
    return this.values[key] ?? undefined;
  }

  text(key: string, isNeeded = false): string | null {
    const value = this.raw(key);
    if (value === undefined && !isNeeded) return null;
    if (typeof value === "string" && value.trim() !== "") return value.trim();
    if (typeof value === "string" && !isNeeded) return null;
    this.fail([key], value === undefined ? "is missing" : "a text is needed here");
    return null;
  }

  number(key: string, isNeeded = false): number | null {
    const value = this.raw(key);
    if (value === undefined && !isNeeded) return null;
    if (typeof value === "number" && Number.isFinite(value)) return value;
    this.fail([key], value === undefined ? "is missing" : "a number is needed here");
    return null;
  }

  /** One of several words, in any case. */
  word<T extends string>(key: string, words: readonly T[]): T | null {
    const value = this.text(key);
    const found = words.find((word) => word.toLowerCase() === value?.toLowerCase());
    if (value !== null && found === undefined) this.fail([key], `one of ${words.join(", ")}`);
    return found ?? null;
  }

  fields(key: string, isNeeded = false): Fields | null {
    const value = this.raw(key);
    if (value !== undefined) return new Fields(value, [...this.path, key], this.faults);
    if (isNeeded) this.fail([key], "is missing");
    return null;
  }

  list(key: string, isNeeded = false): Fields[] {
    const value = this.raw(key);
    if (Array.isArray(value)) return value.map((item, index) => new Fields(item, [...this.path, key, index], this.faults));
    if (value !== undefined || isNeeded) this.fail([key], value === undefined ? "is missing" : "a list is needed here");
    return [];
  }

  /** Labels or annotations; a list of values is joined by commas. */
  labels(key: string): Record<string, string> {
    const value = this.raw(key);
    if (value === undefined) return {};
    const labels = new Fields(value, [...this.path, key], this.faults);
    return Object.fromEntries(Object.entries(labels.values).map(([name, each]) => [name, (Array.isArray(each) ? each : [each]).map(String).join(",")]));
  }

  /** Fields that nobody asked for. */
  rest(): Path[] {
    return Object.keys(this.values).filter((key) => !this.asked.has(key)).map((key) => [...this.path, key]);
  }
}
