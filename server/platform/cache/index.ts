import "server-only";
import { Redis } from "@upstash/redis";
import { env } from "../env";

let shared: Redis | null | undefined;

/** The shared cache (L2) when one is configured. */
export function sharedCache(): Redis | null {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = env();
  shared ??= url && token ? new Redis({ url, token, retry: { retries: 0 }, enableTelemetry: false }) : null;
  return shared;
}

/** For readiness: null when no shared cache is configured; throws when it does not answer. */
export async function cacheProbe(): Promise<string | null> {
  const redis = sharedCache();
  if (!redis) return null;
  await redis.ping();
  return "answers";
}
