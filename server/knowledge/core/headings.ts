import { textLines } from "./text-lines";

export interface Heading {
  /** 1 to 6. */
  level: number;
  /** As it reads, without Markdown's marks. */
  text: string;
}

const atx = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;

/** A piece of Markdown as it reads: links and code become their words. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, "$1")
    .replace(/(`+)(.*?)\1/g, "$2")
    .replace(/(\*\*|__|~~)(.*?)\1/g, "$2")
    .replace(/(?<![\p{L}\p{N}])([*_])(\S(?:.*?\S)?)\1(?![\p{L}\p{N}])/gu, "$2")
    .replace(/\\([!-/:-@[-`{-~])/g, "$1")
    .trim();
}

/** The headings of a text in their order; a "#" in a code block is none. */
export function headingsOf(markdown: string): Heading[] {
  return textLines(markdown).flatMap((line) => {
    const match = line.isCode ? null : atx.exec(line.text);
    return match ? [{ level: match[1]?.length ?? 1, text: plainText(match[2] ?? "") }] : [];
  });
}
