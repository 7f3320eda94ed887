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

function tokensOf(prose: string, roots: readonly string[]): Token[] {
  return [...prose.matchAll(isWord)].map((match) => {
    const parts = match[0].replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2").split(" ");
    const root = roots.findIndex((sought) => parts.some((part) => rootOf(part) === sought));
    return { from: match.index, to: match.index + match[0].length, root };
  });
}

/** Where the window begins that holds most different words of the search, the earliest of equals: some words before the first of them. */
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
  return Math.max(0, first - 6);
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
  const found = (part: string): number => new Set(tokensOf(part, roots).flatMap(({ root }) => (root < 0 ? [] : [root]))).size;
  return 2 * found(text.heading) + found(text.text);
}
