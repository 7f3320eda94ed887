export interface TextLine {
  text: string;
  /** Inside a fenced code block, or a fence itself: nothing in it is Markdown. */
  isCode: boolean;
}

const fence = /^\s*(`{3,}|~{3,})(.*)$/;

/** Markdown line by line, code told from prose. A fence that is never closed lasts to the end, as Markdown has it. */
export function textLines(markdown: string): TextLine[] {
  let open: string | null = null;
  return markdown.split(/\r?\n/).map((text) => {
    const [, mark = "", rest = ""] = fence.exec(text) ?? [];
    if (open === null) {
      if (mark !== "" && !(mark.startsWith("`") && rest.includes("`"))) open = mark;
      return { text, isCode: open !== null };
    }
    if (mark.startsWith(open) && rest.trim() === "") open = null;
    return { text, isCode: true };
  });
}
