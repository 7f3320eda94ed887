import { filePathOf, hugoReference } from "./links";
import { textLines } from "./text-lines";

const link = /\[([^\]]*)\]\(\s*([^()\s]*(?:\{\{[<%].*?[>%]\}\})?[^()\s]*)\s*\)/g;
const summaryTag = /<summary>(.*?)<\/summary>/gi;
const detailsTag = /<\/?details(?:\s[^>]*)?>/gi;

export interface DisplayContext {
  /** Path of the file, from which its references are resolved. */
  path: string;
  /** The page of another file of the library; null when the library does not hold it. */
  pageOf: (path: string) => string | null;
}

/** Links to other files lead to their pages; a link to a file that is not there becomes its words. */
function resolveLinks(line: string, { path, pageOf }: DisplayContext): string {
  return line.replace(link, (whole: string, words: string, target: string) => {
    const file = filePathOf(hugoReference.exec(target)?.[1] ?? target, path);
    if (file === null) return whole;
    const page = pageOf(file);
    return page === null ? words : `[${words}](${page}${/#[^)\s"]*/.exec(target)?.[0] ?? ""})`;
  });
}

/** A fold-out is shown unfolded: its summary becomes a bold line. Raw HTML is never rendered. */
const unfold = (line: string): string => line.replace(summaryTag, (_, words: string) => `**${words.trim()}**`).replace(detailsTag, "");

function withoutFirstHeading(lines: readonly { text: string; isCode: boolean }[]): readonly { text: string; isCode: boolean }[] {
  const first = lines.findIndex((line) => line.text.trim() !== "");
  const isTitle = first !== -1 && lines[first]?.isCode === false && /^ {0,3}#(?:\s|$)/.test(lines[first].text);
  return isTitle ? lines.toSpliced(first, 1) : lines;
}

/** A runbook's text as the portal shows it under its own title: without the first heading, with links that lead somewhere. Code stays as it is. */
export function displayMarkdown(body: string, context: DisplayContext): string {
  return withoutFirstHeading(textLines(body))
    .map((line) => (line.isCode ? line.text : resolveLinks(unfold(line.text), context)))
    .join("\n")
    .trim();
}
