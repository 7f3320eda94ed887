import "server-only";
import { DomainError } from "@/server/platform/errors";
import type { Ctx } from "@/server/platform/registry";
import { baseNameOf, displayMarkdown, headingsOf, isWebLink } from "#core/knowledge";
import type { RunbookDetail, RunbookLink } from "./contract";
import { digestOf } from "./digest";
import { readFrontMatter } from "./read-runbook";
import { findByPath, findRunbookRow } from "./runbooks-repository";

type Pages = Map<string, { slug: string; title: string }>;

function presentLink(link: string, pages: Pages): RunbookLink {
  if (isWebLink(link)) return { target: link, kind: "web", label: link };
  const page = pages.get(link);
  return page ? { target: `/runbooks/${page.slug}`, kind: "runbook", label: page.title } : { target: link, kind: "missing", label: baseNameOf(link) };
}

/** One runbook as the portal shows it. Front matter that cannot be read any more (after an edit) is shown as part of the text. */
export async function getRunbook({ slug }: { slug: string }, ctx: Ctx): Promise<RunbookDetail> {
  const { scope } = ctx.actor;
  const row = await findRunbookRow(scope, slug, ctx.signal);
  if (!row) throw new DomainError("NOT_FOUND", `There is no runbook "${slug}".`);
  const pages = await findByPath(scope, row.links.filter((link) => !isWebLink(link)), ctx.signal);
  const read = readFrontMatter(row.body);
  const pageOf = (path: string): string | null => {
    const page = pages.get(path);
    return page ? `/runbooks/${page.slug}` : null;
  };
  const markdown = displayMarkdown(read.ok ? read.body : row.body, { path: row.sourceKey ?? "", pageOf });
  return {
    slug: row.slug, title: row.title, section: row.section, alertNames: row.alertNames, isDemo: row.isDemo, updatedAt: row.updatedAt.toISOString(), service: row.service, sourceKey: row.sourceKey,
    markdown, contents: headingsOf(markdown), links: row.links.map((link) => presentLink(link, pages)), frontMatter: read.ok ? read.frontMatter.rest : [],
    isEdited: row.sourceHash !== null && digestOf(row.body) !== row.sourceHash,
  };
}
