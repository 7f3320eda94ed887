import { plainText } from "./headings";

const around = 70;

/** The words of a search, lower case, each once. */
export const searchWords = (q: string): string[] => [...new Set(q.toLowerCase().split(/\s+/).filter((word) => word !== ""))];

/** A text as it would be read aloud: without the marks of headings, lists, quotes, fences and HTML. */
const proseOf = (markdown: string): string =>
  markdown
    .split("\n")
    .map((line) => plainText(line.replace(/^\s*(?:`{3,}.*|~{3,}.*|#{1,6}\s+|[-*+]\s+|\d+[.)]\s+|>\s?)/, "").replace(/<\/?[a-z][^>]*>/gi, " ")))
    .join(" ")
    .replace(/\s+/g, " ");

/** A line's worth of text around the first word that occurs, cut between words; null when none does. */
export function excerptOf(markdown: string, words: readonly string[]): string | null {
  const prose = proseOf(markdown);
  const lower = prose.toLowerCase();
  const at = words.map((word) => lower.indexOf(word)).filter((index) => index !== -1).sort((a, b) => a - b)[0];
  if (at === undefined) return null;
  const isFromStart = at <= around;
  const isToEnd = prose.length <= at + around;
  const before = isFromStart ? prose.slice(0, at) : prose.slice(at - around, at).replace(/^\S*\s/, "");
  const after = isToEnd ? prose.slice(at) : prose.slice(at, at + around).replace(/\s\S*$/, "");
  return `${isFromStart ? "" : "… "}${before}${after}${isToEnd ? "" : " …"}`.trim();
}
