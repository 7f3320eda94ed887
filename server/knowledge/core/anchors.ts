/**
 * The id that the page gives a heading: lower case, words joined by hyphens, letters of any script kept. A repeated heading gets "-2",
 * "-3" and so on; `seen` carries the counts of one text. A heading without letters is "section". Links made here and headings drawn in
 * the browser must agree, and a test holds them together.
 */
export function anchorOf(heading: string, seen: Map<string, number>): string {
  const base = heading.normalize("NFKC").toLowerCase().replace(/[^\p{Letter}\p{Number}]+/gu, "-").replace(/^-+|-+$/g, "") || "section";
  const count = (seen.get(base) ?? 0) + 1;
  seen.set(base, count);
  return count === 1 ? base : `${base}-${count}`;
}
