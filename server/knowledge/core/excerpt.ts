const around = 70;

/** The words of a search, lower case, each once. */
export const searchWords = (q: string): string[] => [...new Set(q.toLowerCase().split(/\s+/).filter((word) => word !== ""))];

/** A line's worth of text around the first word that occurs; null when none does. */
export function excerptOf(text: string, words: readonly string[]): string | null {
  const flat = text.replace(/\s+/g, " ");
  const lower = flat.toLowerCase();
  const at = words.map((word) => lower.indexOf(word)).filter((index) => index !== -1).sort((a, b) => a - b)[0];
  if (at === undefined) return null;
  const from = Math.max(0, at - around);
  const to = Math.min(flat.length, at + around);
  return `${from > 0 ? "…" : ""}${flat.slice(from, to).trim()}${to < flat.length ? "…" : ""}`;
}
