import "server-only";
import type { Tx } from "@/server/platform/db";
import { isOver } from "#core/tickets";
import { stateKindSchema } from "#contract/tickets";
import { findParty, findRepeated, type Party } from "./link-repository";

/** Longer chains of repetitions are a mistake of whoever linked them. */
const longestChain = 5;

const isOfSameRequester = (one: Party, other: Party): boolean => {
  if (one.customerId !== other.customerId) return false;
  if (one.requesterId !== null && other.requesterId !== null) return one.requesterId === other.requesterId;
  return one.requesterEmail !== null && one.requesterEmail.toLowerCase() === other.requesterEmail?.toLowerCase();
};

/**
 * The ticket on which an answer to this one belongs: one that was closed as a repetition of another leads to that one, where the work is.
 * Only while both were asked for by the same person: an answer to somebody else's ticket would tell one requester of another.
 */
export async function findOriginal(tx: Tx, number: string): Promise<string> {
  const first = await findParty(tx, { number });
  let place = first;
  const passed = new Set<string>();
  while (first && place && isOver(stateKindSchema.parse(place.stateKind)) && passed.size < longestChain) {
    passed.add(place.id);
    const repeated = await findRepeated(tx, place.id);
    const next = repeated === null || passed.has(repeated) ? null : await findParty(tx, { id: repeated });
    if (next === null || !isOfSameRequester(first, next)) break;
    place = next;
  }
  return place?.number ?? number;
}
