import "server-only";
import { LRUCache } from "lru-cache";
import { readVersions } from "@/server/platform/versions";
import type { DomainName, MetricDefinition, SubjectDefinition } from "#core/query";
import type { Coverage } from "./core/period";
import { readSpan } from "./evidence-repository";

const known = new LRUCache<string, { coverage: Coverage }>({ max: 500, ttl: 60_000 });

/** The data versions of these domains: read before the data, part of every key. */
export const versionsOf = (domains: readonly DomainName[]): Promise<string> => readVersions(domains);

/** The span for which there is data behind a metric or list; remembered until its domain changes, a minute at most. */
export async function readCoverage(target: Pick<MetricDefinition | SubjectDefinition, "coverageSql" | "domain">, versions: string, signal: AbortSignal): Promise<Coverage> {
  const key = `${versions}|${process.env.DATABASE_URL ?? ""}|${target.coverageSql}`;
  const found = known.get(key);
  if (found) return found.coverage;
  const coverage = await readSpan({ text: target.coverageSql, values: [] }, { signal });
  known.set(key, { coverage });
  return coverage;
}
