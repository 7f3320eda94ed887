export interface AuditDifference {
  /** Dotted path of the field. */
  path: string;
  /** Null = the field was not there. */
  before: string | null;
  after: string | null;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

const shown = (value: unknown): string | null => {
  if (value === undefined) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
};

function leaves(value: unknown, path: string): Map<string, string | null> {
  if (!isRecord(value)) return new Map(value === null || value === undefined ? [] : [[path === "" ? "value" : path, shown(value)]]);
  return new Map(Object.entries(value).flatMap(([key, inner]) => {
    const at = path === "" ? key : `${path}.${key}`;
    return isRecord(inner) && Object.keys(inner).length > 0 ? [...leaves(inner, at)] : [[at, shown(inner)] as const];
  }));
}

/** What differs between the two states of an audit row, field by field in the order of their names; lists count as one value. */
export function auditDiff(before: unknown, after: unknown): AuditDifference[] {
  const from = leaves(before, "");
  const to = leaves(after, "");
  return [...new Set([...from.keys(), ...to.keys()])]
    .sort()
    .map((path) => ({ path, before: from.get(path) ?? null, after: to.get(path) ?? null }))
    .filter((each) => each.before !== each.after);
}
