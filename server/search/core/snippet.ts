export interface SnippetPart {
  text: string;
  isMatch: boolean;
}

const windowWords = 30;

/** A word without its common English endings: close enough to mark "rotating" for "rotate". */
export function rootOf(word: string): string {
  const lower = word.toLowerCase();
  const root = lower.replace(/(?:at(?:e|es|ed|ing|ions?|ors?)|ings?|edly|ed|ies|es|s|ly|ers?|e|y)$/, "");
  return root.length >= 3 ? root : lower;
}

/** A text as it would be read aloud: without Markdown's marks. */
export const proseOf = (markdown: string): string =>
  markdown
    .replace(/^\s*(?:`{3,}.*|~{3,}.*|#{1,6}\s+|[-*+]\s+|\d+[.)]\s+|>\s?(?:\[!\w+\])?)/gm, "")
    .replace(/^\s*\|?[\s:|-]+\|\s*$/gm, "")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/<\/?[a-z][^>]*>/gi, " ")
    .replace(/[*`|]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();

const isWord = /[\p{L}\p{N}]+/gu;

interface Token {
  from: number;
  to: number;
  /** Which of the sought roots it is; -1 for none. */
  root: number;
}

/** Which of the roots a word has, or one of the words that it is written of ("PodNotReady"); -1 for none. Most words hold none of them, and that is seen at once. */
function rootIn(word: string, roots: readonly string[]): number {
  const lower = word.toLowerCase();
  if (!roots.some((root) => lower.includes(root))) return -1;
  const parts = word.replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2").split(" ").map(rootOf);
  return roots.findIndex((root) => parts.includes(root));
}

const tokensOf = (prose: string, roots: readonly string[]): Token[] => [...prose.matchAll(isWord)].map((match) => ({ from: match.index, to: match.index + match[0].length, root: rootIn(match[0], roots) }));

/** Where the window begins that holds most different words of the search, the earliest of equals: some words before the first of them, earlier where the text ends before the window is full. */
function bestStart(tokens: readonly Token[]): number {
  let best = { start: 0, found: 0 };
  const inWindow = new Map<number, number>();
  tokens.forEach((token, index) => {
    if (token.root >= 0) inWindow.set(token.root, (inWindow.get(token.root) ?? 0) + 1);
    const leaving = tokens[index - windowWords]?.root ?? -1;
    if (leaving >= 0) {
      const left = (inWindow.get(leaving) ?? 1) - 1;
      if (left === 0) inWindow.delete(leaving);
      else inWindow.set(leaving, left);
    }
    if (inWindow.size > best.found) best = { start: Math.max(0, index - windowWords + 1), found: inWindow.size };
  });
  const first = tokens.findIndex((token, index) => index >= best.start && token.root >= 0);
  return Math.max(0, Math.min(first - 6, tokens.length - windowWords));
}

/** Some thirty words around the place where the search is answered best, its words marked. Empty for a text without words. */
export function snippetOf(markdown: string, words: readonly string[]): SnippetPart[] {
  const prose = proseOf(markdown);
  const tokens = tokensOf(prose, [...new Set(words.map(rootOf))]);
  const start = bestStart(tokens);
  const shown = tokens.slice(start, start + windowWords);
  const [first, last] = [shown[0], shown.at(-1)];
  if (!first || !last) return [];
  const parts: SnippetPart[] = start > 0 ? [{ text: "… ", isMatch: false }] : [];
  let from = start > 0 ? first.from : 0;
  for (const token of shown) {
    if (token.root < 0) continue;
    if (token.from > from) parts.push({ text: prose.slice(from, token.from), isMatch: false });
    parts.push({ text: prose.slice(token.from, token.to), isMatch: true });
    from = token.to;
  }
  const isToEnd = start + windowWords >= tokens.length;
  const tail = `${prose.slice(from, isToEnd ? prose.length : last.to)}${isToEnd ? "" : " …"}`;
  return tail === "" ? parts : [...parts, { text: tail, isMatch: false }];
}

/** How many different words of the search a text has, a word in its heading counting twice. */
export function countMatches(text: { heading: string; text: string }, words: readonly string[]): number {
  const roots = [...new Set(words.map(rootOf))];
  const found = (part: string): number => new Set((part.match(isWord) ?? []).map((word) => rootIn(word, roots)).filter((root) => root >= 0)).size;
  return 2 * found(text.heading) + found(text.text);
}
