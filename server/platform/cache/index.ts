import "server-only";
import { Redis } from "@upstash/redis";
import { env } from "../env";
import { SharedTexts } from "./shared-texts";

/** No request to the shared cache outlives this. */
const requestMs = 1_000;

let shared: Redis | null | undefined;
let texts: SharedTexts | undefined;

/** A client that hands text back as it was stored, tries once and never waits long. */
export const connectSharedCache = (url: string, token: string): Redis =>
  new Redis({ url, token, retry: { retries: 0 }, enableTelemetry: false, automaticDeserialization: false, signal: () => AbortSignal.timeout(requestMs) });

/** The shared cache (L2) when one is configured. */
export function sharedCache(): Redis | null {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = env();
  shared ??= url && token ? connectSharedCache(url, token) : null;
  return shared;
}

/** Texts in the shared cache, under this installation's key, when one is configured. */
export function sharedTexts(): SharedTexts | null {
  const store = sharedCache();
  if (store) texts ??= new SharedTexts(store, { secret: env().QUARTERDECK_SECRET_KEY });
  return texts ?? null;
}

/** For readiness: null when no shared cache is configured; throws when it does not answer. */
export async function cacheProbe(): Promise<string | null> {
  const redis = sharedCache();
  if (!redis) return null;
  await redis.ping();
  return "answers";
}
