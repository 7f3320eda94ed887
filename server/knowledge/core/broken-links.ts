import { textLines } from "./text-lines";

export interface BrokenLink {
  line: number;
  target: string;
  reason: string;
}

export interface KnownPages {
  /** Anchors of a document by slug; null when there is none (or none that may be told of). */
  anchorsOf: (slug: string) => ReadonlySet<string> | null;
  /** This page's own anchors. */
  own: ReadonlySet<string>;
}

const inline = /\]\(\s*<?([^\s)>]+)>?(?:\s+"[^"]*")?\s*\)/g;

/** Pictures lie beside the documents, under names with an ending. */
const picture = /^\/docs\/[\w-]+\.(?:png|webp)$/;

const isScript = (target: string): boolean => /^\s*(?:javascript|data|vbscript):/i.test(target);

function faultOf(target: string, pages: KnownPages): string | null {
  if (isScript(target)) return "leads to a script; only web addresses and pages are allowed";
  if (target.startsWith("#")) return pages.own.has(target.slice(1)) ? null : "no such heading on this page";
  if (/\.md(?:[#?].*)?$/i.test(target) && !/^[a-z]+:/i.test(target)) return "a file that is not in the library";
  const [, slug, anchor] = /^\/docs\/([^/#?]+)\/?(?:\?[^#]*)?(?:#(.+))?$/.exec(target) ?? [];
  if (slug === undefined || picture.test(target) || ["api", "tools", "board", "new"].includes(slug)) return null;
  const anchors = pages.anchorsOf(slug);
  if (anchors === null) return "no such document";
  return anchor === undefined || anchors.has(decodeURIComponent(anchor)) ? null : "no such heading in that document";
}

/** Links of a text that lead nowhere within the portal, with their lines. Web addresses are not visited: that would tell others what is read here. */
export function brokenLinks(markdown: string, pages: KnownPages): BrokenLink[] {
  return textLines(markdown).flatMap((line, index) => {
    if (line.isCode) return [];
    const prose = line.text.replace(/(`+).*?\1/g, "");
    return [...prose.matchAll(inline)].flatMap((match) => {
      const target = match[1] ?? "";
      const reason = faultOf(target, pages);
      return reason === null ? [] : [{ line: index + 1, target, reason }];
    });
  });
}
