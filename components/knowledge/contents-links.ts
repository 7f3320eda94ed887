import { slugOf } from "@/components/kit/slug-of";

export interface ContentsLink {
  id: string;
  text: string;
  /** 0 for the highest level of this text. */
  depth: number;
}

/** Headings as links to their places. The ids are those that the rendered text gives its headings, repeated names included. */
export function contentsLinks(contents: readonly { level: number; text: string }[]): ContentsLink[] {
  const seen = new Map<string, number>();
  const top = Math.min(...contents.map((heading) => heading.level));
  return contents.map((heading) => ({ id: slugOf(heading.text, seen), text: heading.text, depth: heading.level - top }));
}
