import "server-only";
import { db } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";

/** Counts what was looked for in vain. Telemetry until somebody takes it: a request that was declined stays so, one that was written opens again. */
export async function noteMissingDoc(words: string, now: Date): Promise<void> {
  await db().$executeRaw`insert into document_request (id, words, last_at, created_at) values (${newId("drq")}, ${words}, ${now}, ${now})
    on conflict (words) do update set times = document_request.times + 1, last_at = excluded.last_at, state = case when document_request.state = 'written' then 'open' else document_request.state end`;
}

/** Takes back what was noted once and nobody took up. */
export const forgetMissingDocs = async (words: readonly string[]): Promise<number> =>
  words.length === 0 ? 0 : (await db().documentRequest.deleteMany({ where: { words: { in: [...words] }, state: "open", times: 1, ownerId: null, ownerName: null } })).count;
