import "server-only";
import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Clock } from "@/server/platform/clock";
import { recordBeat } from "./watch-repository";
import { processState } from "@/server/platform/process-state";

const quietMs = 1_000;
const strangersPerMinute = 30;
const heard = processState("beats", () => new LRUCache<string, number>({ max: 10_000 })).current;
const strangers = processState("strangers at beats", () => new LRUCache<string, number>({ max: 10_000, ttl: 60_000, noUpdateTTL: true })).current;

export type BeatOutcome = "taken" | "unknown" | "limited";

/** Takes in a heartbeat. At most one a second is written; whoever tries tokens is stopped before the database is asked. */
export async function beat({ token, address }: { token: string; address: string }, clock: Clock): Promise<BeatOutcome> {
  const now = clock.now();
  const hash = createHash("sha256").update(token).digest("hex");
  const lastMs = heard().get(hash);
  if (lastMs !== undefined && Math.abs(now.getTime() - lastMs) < quietMs) return "taken";
  const misses = strangers().get(address) ?? 0;
  if (misses >= strangersPerMinute) return "limited";
  if (!(await recordBeat(hash, now))) {
    strangers().set(address, misses + 1);
    return "unknown";
  }
  heard().set(hash, now.getTime());
  return "taken";
}
