import { anchorOf } from "./anchors";
import { headingsOf } from "./headings";
import { textLines } from "./text-lines";

export interface Section {
  /** Place within the page; empty for what stands before the first heading. */
  anchor: string;
  heading: string;
  /** 1 to 6; 0 for what stands before the first heading. */
  level: number;
  /** Markdown below the heading, up to the next heading of any level. */
  text: string;
}

/** A text cut at its headings, so that an answer can cite the part that says it. Empty parts stay: their heading may be the answer. */
export function sectionsOf(markdown: string): Section[] {
  const seen = new Map<string, number>();
  const sections: Section[] = [{ anchor: "", heading: "", level: 0, text: "" }];
  for (const line of textLines(markdown)) {
    const [heading] = line.isCode ? [] : headingsOf(line.text);
    const last = sections.at(-1);
    if (heading) sections.push({ anchor: anchorOf(heading.text, seen), heading: heading.text, level: heading.level, text: "" });
    else if (last) last.text += `${line.text}\n`;
  }
  return sections.map((section) => ({ ...section, text: section.text.trim() })).filter((section) => section.level > 0 || section.text !== "");
}
