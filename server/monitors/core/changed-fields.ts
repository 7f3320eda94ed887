const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** One text for equal values, whatever the order of their keys. */
const textOf = (value: unknown): string => JSON.stringify(value, (_key, each: unknown) => (isRecord(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each)) ?? "";

/** Names of the settings that an audit entry shows as different, in the order in which it holds them; of a nested check its own fields. Empty when there was nothing before. */
export function changedFields(before: unknown, after: unknown): string[] {
  if (!isRecord(before) || !isRecord(after)) return [];
  return Object.keys(after).flatMap((name) => {
    if (!(name in before) || textOf(before[name]) === textOf(after[name])) return [];
    return name === "check" ? changedFields(before.check, after.check) : [name];
  });
}
