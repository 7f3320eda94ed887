import "server-only";
import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Clock } from "@/server/platform/clock";
import { recordBeat } from "./watch-repository";

const quietMs = 1_000;
const strangersPerMinute = 30;
const heard = new LRUCache<string, number>({ max: 10_000 });
const strangers = new LRUCache<string, number>({ max: 10_000, ttl: 60_000, noUpdateTTL: true });

export type BeatOutcome = "taken" | "unknown" | "limited";

/** Takes in a heartbeat. At most one a second is written; whoever tries tokens is stopped before the database is asked. */
export async function beat({ token, address }: { token: string; address: string }, clock: Clock): Promise<BeatOutcome> {
  const now = clock.now();
  const hash = createHash("sha256").update(token).digest("hex");
  const lastMs = heard.get(hash);
  if (lastMs !== undefined && Math.abs(now.getTime() - lastMs) < quietMs) return "taken";
  const misses = strangers.get(address) ?? 0;
  if (misses >= strangersPerMinute) return "limited";
  if (!(await recordBeat(hash, now))) {
    strangers.set(address, misses + 1);
    return "unknown";
  }
  heard.set(hash, now.getTime());
  return "taken";
}
