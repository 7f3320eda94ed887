/** As much of an export as is shown before it is imported, in characters. */
const mostCharacters = 300_000;
const mostRecords = 200;

/** The first records of a JSON list, or of the first list that an object holds. */
function firstRecords(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, mostRecords);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, Array.isArray(held) ? held.slice(0, mostRecords) : held]));
}

/** The last line break that is not inside a quoted cell. */
function lastWholeLine(text: string): number {
  let isQuoted = false;
  let end = text.length;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') isQuoted = !isQuoted;
    else if (text[at] === "\n" && !isQuoted) end = at;
  }
  return end;
}

/** The beginning of an export: whole records, as CSV or JSON. JSON that cannot be read is left for the portal to refuse. */
export function beginningOf(text: string): string {
  if (/^\s*[[{]/.test(text)) {
    try {
      return JSON.stringify(firstRecords(JSON.parse(text))).slice(0, mostCharacters);
    } catch {
      return text.slice(0, mostCharacters);
    }
  }
  if (text.length <= mostCharacters) return text;
  const cut = text.slice(0, mostCharacters);
  return cut.slice(0, lastWholeLine(cut));
}
