import "server-only";
import { z } from "zod";
import type { Ctx } from "@/server/platform/registry";
import { excerptOf, searchWords } from "#core/knowledge";
import type { ListRunbooksInput, ListRunbooksOutput, RunbookRow } from "./contract";
import { decodeCursor, encodeCursor } from "./cursor";
import { readFrontMatter } from "./read-runbook";
import { countRunbooks, listRunbookRows, listSections, type RunbookRecord } from "./runbooks-repository";

const headingsSchema = z.array(z.object({ level: z.int(), text: z.string() })).catch([]);

const bodyOf = (text: string): string => {
  const read = readFrontMatter(text);
  return read.ok ? read.body : text;
};

/** Only where the title does not already show why the runbook was found. */
function excerptFor(row: RunbookRecord, words: readonly string[]): string | null {
  const seen = `${row.title} ${row.alertNames.join(" ")} ${row.section}`.toLowerCase();
  const hidden = words.filter((word) => !seen.includes(word));
  return hidden.length === 0 ? null : excerptOf(bodyOf(row.body), hidden);
}

const present = (row: RunbookRecord, words: readonly string[]): RunbookRow => ({
  slug: row.slug, title: row.title, section: row.section, alertNames: row.alertNames, isDemo: row.isDemo, updatedAt: row.updatedAt.toISOString(), excerpt: excerptFor(row, words),
  headings: headingsSchema.parse(row.headings).filter((heading) => heading.level === 2).map((heading) => heading.text),
});

export async function listRunbooks(input: ListRunbooksInput, ctx: Ctx): Promise<ListRunbooksOutput> {
  const { scope } = ctx.actor;
  const words = searchWords(input.q ?? "");
  const filter = { words, section: input.section ?? null };
  const [rows, total, sections] = await Promise.all([
    listRunbookRows(scope, { ...filter, sort: input.sort, after: decodeCursor(input.cursor), limit: input.limit + 1 }, ctx.signal),
    countRunbooks(scope, filter, ctx.signal), listSections(scope, ctx.signal),
  ]);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => present(row, words)), nextCursor: last && rows.length > page.length ? encodeCursor(last.sortKeys) : null,
    total, known: sections.reduce((sum, { count }) => sum + count, 0), sections,
  };
}
