import "server-only";
import { z } from "zod";
import type { Ctx } from "@/server/platform/registry";
import { brokenLinks, headingsOf } from "#core/knowledge";
import { docRequestSchema, type BoardOutput, type BoardRow } from "./contract";
import { docReader } from "./doc-reader";
import { anchorsOf } from "./doc-text";
import { listDocRecords, listInReview, listRequestRecords, readUse, type DocRecord } from "./docs-repository";
import { presentDoc } from "./present-doc";

const shownRows = 100;
const shownStale = 10;
const urgency = { overdue: 0, due: 1, never: 2, current: 3 } as const;

/** Documents with a link that leads nowhere within the portal. References between imported files are checked on their own pages. */
function countBroken(docs: readonly DocRecord[]): number {
  const anchors = new Map(docs.map((doc) => [doc.slug, anchorsOf(headingsOf(doc.body))]));
  return docs.filter((doc) => brokenLinks(doc.body, { own: anchors.get(doc.slug) ?? new Set(), anchorsOf: (slug) => anchors.get(slug) ?? null }).some((link) => !link.reason.startsWith("a file"))).length;
}

/** What keeps the library true: what is due for a look, what is read much and stale, what people looked for in vain. */
export async function getBoard(_input: unknown, ctx: Ctx): Promise<BoardOutput> {
  const reader = docReader(ctx.actor);
  const now = ctx.clock.now();
  const [all, requests, inReview] = await Promise.all([listDocRecords(reader, { state: { not: "archived" } }), listRequestRecords(), listInReview(reader)]);
  const own = all.filter((doc) => doc.space?.isShipped !== true && doc.state === "published");
  const use = await readUse(own.map(({ id }) => id), now);
  const rows = own.map((doc): BoardRow => ({ ...presentDoc(doc, now), space: doc.space?.title ?? null, reviewedAt: doc.reviewedAt?.toISOString() ?? null, ...(use.get(doc.id) ?? { reads: 0, yes: 0, no: 0 }) }));
  const stale = rows.filter((row) => row.freshness !== "current");
  const count = (state: BoardRow["freshness"]): number => rows.filter((row) => row.freshness === state).length;
  return {
    counts: { documents: rows.length, overdue: count("overdue"), due: count("due"), never: count("never"), broken: countBroken(all), requests: requests.length },
    items: stale.toSorted((a, b) => urgency[a.freshness] - urgency[b.freshness] || (a.reviewBy ?? "9").localeCompare(b.reviewBy ?? "9") || a.title.localeCompare(b.title)).slice(0, shownRows),
    readAndStale: stale.filter((row) => row.reads > 0).toSorted((a, b) => b.reads - a.reads).slice(0, shownStale),
    requests: requests.map((row) => ({ id: row.id, words: row.words, times: row.times, state: z.enum(docRequestSchema.shape.state.options).parse(row.state), ownerName: row.ownerName, lastAt: row.lastAt.toISOString(), version: row.version, doc: null })),
    inReview: inReview.map((row) => ({ slug: row.document.slug, title: row.title, number: row.number, authorName: row.authorName, createdAt: row.createdAt.toISOString() })),
  };
}
