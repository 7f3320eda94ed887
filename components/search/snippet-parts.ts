import type { SearchHit, SnippetPart } from "#contract/search";

/** The snippet without the number that stands beside the title already. */
export function snippetParts({ label, snippet }: Pick<SearchHit, "label" | "snippet">): SnippetPart[] {
  const [first, ...rest] = snippet;
  const [number = ""] = label.split(" ");
  if (first === undefined || first.isMatch || !/\d/.test(number) || !first.text.startsWith(`${number} `)) return [...snippet];
  return [{ ...first, text: first.text.slice(number.length).replace(/^[\s·]+/, "") }, ...rest];
}
