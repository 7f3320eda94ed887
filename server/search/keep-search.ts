import "server-only";
import { noteMissingDoc } from "@/server/knowledge";
import { DomainError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Ctx } from "@/server/platform/registry";
import type { z } from "zod";
import type { noteOpenedInputSchema } from "./contract";
import { hasSearchedSince, insertSearchRun, noteOpenedRow } from "./entries-repository";

const sameSearchMs = 3_600_000;

export interface KeptSearch {
  q: string;
  results: number;
  isPartial: boolean;
  isFiltered: boolean;
}

/**
 * Keeps a search that a person made on the page, and asks for a document where nothing answers it in full. The same search within an
 * hour asks once; what somebody outside the organisation sought is nobody's to read, and asks for nothing.
 */
export async function keepSearch({ q, results, isPartial, isFiltered }: KeptSearch, ctx: Ctx): Promise<string | null> {
  const { userId, scope } = ctx.actor;
  if (ctx.via !== "page" || userId === null) return null;
  const words = q.toLowerCase().replace(/\s+/g, " ").trim();
  const now = ctx.clock.now();
  const isMissing = (results === 0 || isPartial) && !isFiltered && scope.kind !== "customers" && words.length >= 3;
  const isRepeated = isMissing && (await hasSearchedSince(userId, words, new Date(now.getTime() - sameSearchMs)));
  const id = newId("srch");
  await insertSearchRun({ id, userId, words, results: isPartial ? 0 : results, at: now });
  if (isMissing && !isRepeated) await noteMissingDoc(words, now);
  return id;
}

export async function noteOpened({ searchId, kind, refId }: z.output<typeof noteOpenedInputSchema>, ctx: Ctx): Promise<{ noted: boolean }> {
  if (ctx.actor.userId === null) throw new DomainError("FORBIDDEN", "Only people open results.");
  return { noted: await noteOpenedRow({ searchId, userId: ctx.actor.userId, kind, refId }) };
}
