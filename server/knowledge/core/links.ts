import { textLines } from "./text-lines";

/** A reference of the site generator Hugo, as these libraries write it: `{{< ref "./Other.md" >}}`. */
export const hugoReference = /\{\{[<%]\s*(?:rel)?ref\s+"([^"]+)"\s*[>%]\}\}/;

const inline = /\]\(\s*(\{\{[<%].*?[>%]\}\}|<[^>]+>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)/g;
const definition = /^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)/;
const auto = /<(https?:\/\/[^\s>]+)>/g;
/** An address that stands in the text as it is; the marks after it belong to the sentence. */
const bare = /(?<![^\s(*_~])https?:\/\/[^\s<>()[\]"]*[^\s<>()[\]"'.,;:!?*_~|]/g;
const web = /^https?:\/\//i;

/** The path of a Markdown file that a link means, from the folder of the file that it stands in: "node/Other.md". Null for anything else. */
export function filePathOf(target: string, fromPath: string): string | null {
  const path = target.replace(/[#?].*$/, "");
  if (!/\.md$/i.test(path) || /^[a-z][a-z0-9+.-]*:/i.test(path)) return null;
  const base = path.startsWith("/") ? [] : fromPath.split("/").slice(0, -1);
  const parts = path.split("/").reduce<string[]>((done, part) => (part === "" || part === "." ? done : part === ".." ? done.slice(0, -1) : [...done, part]), base);
  return parts.join("/");
}

function targetsOf(line: string): string[] {
  const prose = line.replace(/(`+).*?\1/g, "");
  const found = [...prose.matchAll(inline)].map((match) => (match[1] ?? "").replace(/^<|>$/g, ""));
  const defined = definition.exec(prose)?.[1];
  return [...found, ...(defined === undefined ? [] : [defined]), ...[...prose.matchAll(auto)].map((match) => match[1] ?? ""), ...(prose.replace(inline, " ").replace(definition, "").match(bare) ?? [])];
}

/** Where a text leads, each target once in the order of the text: web addresses as they are, other files of the library by path. Anchors and code are left out. */
export function linksOf(markdown: string, fromPath: string): string[] {
  const targets = textLines(markdown).flatMap((line) => (line.isCode ? [] : targetsOf(line.text)));
  const links = targets.flatMap((target) => {
    if (web.test(target)) return [target];
    return filePathOf(hugoReference.exec(target)?.[1] ?? target, fromPath) ?? [];
  });
  return [...new Set(links)];
}

export const isWebLink = (link: string): boolean => web.test(link);
