import "server-only";
import { LRUCache } from "lru-cache";
import { readVersions } from "@/server/platform/versions";
import type { CompiledSql, DomainName } from "#core/query";
import type { Coverage } from "./core/period";
import { readSpan } from "./evidence-repository";
import { processState } from "@/server/platform/process-state";

const known = processState("known spans", () => new LRUCache<string, { coverage: Coverage }>({ max: 500, ttl: 60_000 })).current;

const domains: readonly DomainName[] = ["alerts", "catalog", "deployments", "incidents", "knowledge", "maintenance", "monitors", "query", "slo", "tickets"];

/** The data versions of all that can be asked about: read once for a question, before its data, and part of every key. */
export const currentVersions = (): Promise<string> => readVersions(domains);

/** First and last instant of some rows; remembered until a domain changes, a minute at most. */
export async function readKnownSpan(sql: CompiledSql, versions: string, signal: AbortSignal): Promise<Coverage> {
  const key = `${versions}|${sql.text}|${JSON.stringify(sql.values)}`;
  const found = known().get(key);
  if (found) return found.coverage;
  const coverage = await readSpan(sql, { signal, timeoutMs: 3_000 });
  known().set(key, { coverage });
  return coverage;
}
