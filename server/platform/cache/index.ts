import "server-only";
import { Redis } from "@upstash/redis";
import { env } from "../env";
import { SharedTexts } from "./shared-texts";
import { processState } from "../process-state";

/** No request to the shared cache outlives this. */
const requestMs = 1_000;

/** A client that hands text back as it was stored, tries once and never waits long. */
export const connectSharedCache = (url: string, token: string): Redis =>
  new Redis({ url, token, retry: { retries: 0 }, enableTelemetry: false, automaticDeserialization: false, signal: () => AbortSignal.timeout(requestMs) });

/** The shared cache (L2) when one is configured. */
export const sharedCache = processState<Redis | null>("shared cache", () => {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = env();
  return url && token ? connectSharedCache(url, token) : null;
}).current;

/** Texts in the shared cache, under this installation's key, when one is configured. */
export const sharedTexts = processState<SharedTexts | null>("shared texts", () => {
  const store = sharedCache();
  return store && new SharedTexts(store, { secret: env().QUARTERDECK_SECRET_KEY });
}).current;

/** For readiness: null when no shared cache is configured; throws when it does not answer. */
export async function cacheProbe(): Promise<string | null> {
  const redis = sharedCache();
  if (!redis) return null;
  await redis.ping();
  return "answers";
}
