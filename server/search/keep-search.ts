import "server-only";
import { forgetMissingDocs, noteMissingDoc } from "@/server/knowledge";
import { DomainError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Ctx } from "@/server/platform/registry";
import type { z } from "zod";
import type { noteOpenedInputSchema } from "./contract";
import { insertSearchRun, listSearchesSince, noteOpenedRow } from "./entries-repository";

const sameSearchMs = 3_600_000;
/** The page searches while somebody types: what goes on within this time was not yet the search that was meant. */
const typingMs = 120_000;

export interface KeptSearch {
  q: string;
  results: number;
  isPartial: boolean;
  isFiltered: boolean;
}

interface Sought {
  words: string;
  userId: string;
  now: Date;
  isMissing: boolean;
}

/** Asks for a document where one is missing, unless this person did so within the hour or only takes letters away; what was noted of a half-typed search is taken back. */
async function noteMissing({ words, userId, now, isMissing }: Sought): Promise<void> {
  const before = await listSearchesSince(userId, new Date(now.getTime() - sameSearchMs));
  const justNow = before.filter(({ at }) => now.getTime() - at.getTime() < typingMs && at < now).map((search) => search.words);
  await forgetMissingDocs(justNow.filter((typed) => words !== typed && words.startsWith(typed)));
  if (isMissing && before.every((search) => search.words !== words) && !justNow.some((typed) => typed.startsWith(words))) await noteMissingDoc(words, now);
}

/**
 * Keeps a search that a person made on the page, and asks for a document where nothing answers it in full. What somebody outside the
 * organisation sought is nobody's to read, and asks for nothing.
 */
export async function keepSearch({ q, results, isPartial, isFiltered }: KeptSearch, ctx: Ctx): Promise<string | null> {
  const { userId, scope } = ctx.actor;
  if (ctx.via !== "page" || userId === null) return null;
  const words = q.toLowerCase().replace(/\s+/g, " ").trim();
  const now = ctx.clock.now();
  await noteMissing({ words, userId, now, isMissing: (results === 0 || isPartial) && !isFiltered && scope.kind !== "customers" && words.length >= 3 });
  const id = newId("srch");
  await insertSearchRun({ id, userId, words, results: isPartial ? 0 : results, at: now });
  return id;
}

export async function noteOpened({ searchId, kind, refId }: z.output<typeof noteOpenedInputSchema>, ctx: Ctx): Promise<{ noted: boolean }> {
  if (ctx.actor.userId === null) throw new DomainError("FORBIDDEN", "Only people open results.");
  return { noted: await noteOpenedRow({ searchId, userId: ctx.actor.userId, kind, refId }) };
}
