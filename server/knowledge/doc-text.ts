import "server-only";
import { anchorOf, brokenLinks, displayMarkdown, filePathOf, headingsOf, linksOf, isWebLink, type BrokenLink } from "#core/knowledge";
import { z } from "zod";
import type { DocReader } from "./doc-reader";
import { findDocsByPath, findHeadings, type DocRecord } from "./docs-repository";
import { readFrontMatter } from "./read-runbook";

const headingsSchema = z.array(z.object({ level: z.int(), text: z.string() })).catch([]);

export function anchorsOf(headings: readonly { text: string }[]): Set<string> {
  const seen = new Map<string, number>();
  return new Set(headings.map(({ text }) => anchorOf(text, seen)));
}

/** Where a document was imported from: a library ("docs", "shipped") and the path in it. */
function originOf(sourceKey: string | null): { library: string; path: string } {
  const [, library = "docs", path = ""] = /^(\w+):(.*)$/.exec(sourceKey ?? "") ?? [];
  return { library, path };
}

const linkedSlugs = (markdown: string): string[] => [...new Set([...markdown.matchAll(/\]\(\/docs\/([^/#?)\s]+)/g)].map((match) => match[1] ?? ""))];

export interface ShownDoc {
  markdown: string;
  contents: { level: number; text: string }[];
  brokenLinks: BrokenLink[];
}

/** A text as this reader sees it: references lead to pages that the reader may open, and what leads nowhere is told. */
export async function showText(text: string, sourceKey: string | null, reader: DocReader): Promise<ShownDoc> {
  const read = readFrontMatter(text);
  const body = read.ok ? read.body : text;
  const { library, path } = originOf(sourceKey);
  const files = linksOf(body, path).filter((link) => !isWebLink(link) && filePathOf(link, "") !== null);
  const pages = await findDocsByPath(reader, files.map((file) => `${library}:${file}`));
  const pageOf = (file: string): string | null => {
    const slug = pages.get(`${library}:${file}`);
    return slug === undefined ? null : `/docs/${slug}`;
  };
  const markdown = displayMarkdown(body, { path, pageOf });
  const contents = headingsOf(markdown);
  const linked = await findHeadings(reader, linkedSlugs(markdown));
  const anchors = new Map(linked.map(({ slug, headings }) => [slug, anchorsOf(headingsSchema.parse(headings))]));
  const missing = files.filter((file) => !pages.has(`${library}:${file}`)).map((file) => ({ line: 0, target: file, reason: "a file that is not in the library" }));
  const broken = brokenLinks(markdown, { own: anchorsOf(contents), anchorsOf: (slug) => anchors.get(slug) ?? null });
  return { markdown, contents, brokenLinks: [...missing, ...broken] };
}

export const showDoc = (doc: Pick<DocRecord, "body" | "sourceKey">, reader: DocReader): Promise<ShownDoc> => showText(doc.body, doc.sourceKey, reader);

/** What is stored beside a text. Headings are those of the shown text, so that links to them can be checked. */
export function derivedFrom(text: string, sourceKey: string | null): { headings: { level: number; text: string }[]; links: string[] } {
  const read = readFrontMatter(text);
  const body = read.ok ? read.body : text;
  const { path } = originOf(sourceKey);
  return { headings: headingsOf(displayMarkdown(body, { path, pageOf: () => null })), links: linksOf(body, path) };
}
