import "server-only";
import { LRUCache } from "lru-cache";
import type { Actor } from "@/server/platform/auth/actor";
import { processState } from "@/server/platform/process-state";

/** Another process learns of a revocation this much later at most; this one at once, because every change calls `forget`. */
const ttlMs = 5_000;

interface Held {
  actors: LRUCache<string, Actor>;
  /** Counts changes: an actor read before a change must not be kept after it. */
  generation: number;
}

const held = processState<Held>("actors", () => ({ actors: new LRUCache({ max: 5_000, ttl: ttlMs }), generation: 0 })).current;

/** The actor of a session or token key, from memory or loaded. Null results are not kept. */
export async function rememberActor(key: string, load: () => Promise<Actor | null>): Promise<Actor | null> {
  const cache = held();
  const known = cache.actors.get(key);
  if (known) return known;
  const generation = cache.generation;
  const actor = await load();
  if (actor !== null && cache.generation === generation) cache.actors.set(key, actor);
  return actor;
}

/** Call after the commit of every change to accounts, sessions or tokens: the next request reads the database again. */
export function forgetActors(): void {
  const cache = held();
  cache.generation += 1;
  cache.actors.clear();
}
