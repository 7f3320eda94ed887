import "server-only";
import { DomainError } from "@/server/platform/errors";

interface Door {
  inside: number;
  /** Requests with a question that may be inside at once, from the moment that they arrive: more than can work and wait within their patience. */
  room: number;
  message: string;
}

// On the process, for the server turns away by the same door what arrives beyond it (scripts/preload.cjs), before the framework has spent anything.
const holder = globalThis as typeof globalThis & { __quarterdeckDoor?: Door };
const door = (): Door => (holder.__quarterdeckDoor ??= { inside: 0, room: 128, message: "More questions are being asked than the portal can answer at once. Ask again in a moment." });

/**
 * Serves a request that brings a question, unless too many are inside already. Stands before everything that costs something (who asks, what
 * they may still ask this minute), so that turning away stays cheap when it matters.
 */
export async function throughDoor<T>(serve: () => Promise<T>): Promise<T> {
  if (door().inside >= door().room) throw new DomainError("UNAVAILABLE", door().message);
  door().inside += 1;
  try {
    return await serve();
  } finally {
    door().inside -= 1;
  }
}
