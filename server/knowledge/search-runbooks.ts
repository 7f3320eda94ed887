import "server-only";
import type { z } from "zod";
import { statementMs, type Ctx } from "@/server/platform/registry";
import { excerptOf, searchWords } from "#core/knowledge";
import { readFrontMatter } from "./read-runbook";
import { searchRunbookRows } from "./runbooks-repository";
import type { searchInput, searchOutput } from "./tool-contract";

/** Runbooks that hold any of the words, best fit first. */
export async function searchRunbooks({ q, limit }: z.output<typeof searchInput>, ctx: Ctx): Promise<z.input<typeof searchOutput>> {
  const words = searchWords(q);
  const rows = words.length === 0 ? [] : await searchRunbookRows(ctx.actor.scope, { words, limit }, { signal: ctx.signal, timeoutMs: statementMs.light });
  const total = rows[0]?.total ?? 0;
  const items = rows.map(({ slug, title, section, service, relevance, body }) => {
    const read = readFrontMatter(body);
    return { slug, title, section, service, relevance: Number(relevance), excerpt: excerptOf(read.ok ? read.body : body, words), path: `/runbooks/${slug}` };
  });
  return { items, total, rowLimit: limit, isTruncated: total > items.length };
}
