import "server-only";
import { DomainError } from "@/server/platform/errors";

/** Requests with a question that may be inside at once, from the moment that they arrive: more than can work and wait within their patience. */
const room = 128;

const holder = globalThis as typeof globalThis & { __quarterdeckDoor?: { inside: number } };
const door = (): { inside: number } => (holder.__quarterdeckDoor ??= { inside: 0 });

/**
 * Serves a request that brings a question, unless too many are inside already. Stands before everything that costs something (who asks, what
 * they may still ask this minute), so that turning away stays cheap when it matters.
 */
export async function throughDoor<T>(serve: () => Promise<T>): Promise<T> {
  if (door().inside >= room) throw new DomainError("UNAVAILABLE", "More questions are being asked than the portal can answer at once. Ask again in a moment.");
  door().inside += 1;
  try {
    return await serve();
  } finally {
    door().inside -= 1;
  }
}
