import "server-only";
import type { z } from "zod";
import type { cacheStatisticsOutput } from "#contract/query";
import { sharedCache } from "@/server/platform/cache";
import type { Ctx } from "@/server/platform/registry";
import { answers } from "./answers";
import { readRecordedUse } from "./cache-repository";
import { warmState } from "./warm-on-change";

const dayMs = 86_400_000;
const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** What the answer cache of the process that answers this has done since it began, and what all processes recorded in the last day. */
export async function readCacheStatistics(_input: unknown, { clock }: Ctx): Promise<z.input<typeof cacheStatisticsOutput>> {
  const since = new Date(clock.now().getTime() - dayMs);
  const recorded = await readRecordedUse(since);
  const { hits, joins, sharedHits, misses, warmed, warmedHits, entries, bytes, open } = answers().statistics();
  const { limits } = answers();
  const { runs, lastAt, lastMs, lastWarmed } = warmState();
  return {
    process: {
      pid: process.pid, startedAt: new Date(Date.now() - process.uptime() * 1_000).toISOString(), hits, joins, sharedHits, misses, hitRatio: share(hits + joins + sharedHits, hits + joins + sharedHits + misses),
      entries, entriesLimit: limits.entries, bytes, bytesLimit: limits.bytes, ttlMs: limits.ttlMs, computing: open,
      memory: { heapUsedBytes: process.memoryUsage().heapUsed, residentBytes: process.memoryUsage().rss },
    },
    warming: { runs, lastAt, lastMs, lastWarmed, warmed, warmedHits },
    shared: { isConfigured: sharedCache() !== null, hits: sharedHits },
    recorded: { since: since.toISOString(), hits: recorded.hits, misses: recorded.misses, hitRatio: share(recorded.hits, recorded.hits + recorded.misses) },
  };
}
