import "server-only";
import { LRUCache } from "lru-cache";
import { readVersions, type Domain } from "@/server/platform/versions";
import type { CompiledSql } from "#core/query";
import type { Coverage } from "./core/period";
import { readSpan } from "./evidence-repository";
import { untilAborted } from "./until-aborted";
import { processState } from "@/server/platform/process-state";

const known = processState("known spans", () => new LRUCache<string, { coverage: Coverage }>({ max: 500, ttl: 60_000 })).current;

// Change plans bring no figures of their own; who approved them is told.
const domains: readonly Domain[] = ["alerts", "catalog", "changes", "deployments", "incidents", "knowledge", "maintenance", "monitors", "query", "slo", "tickets"];

/** The data versions of all that can be asked about: read once for a question, before its data, and part of every key. */
export const currentVersions = (): Promise<string> => readVersions(domains);

const spansUnderWay = processState("spans under way", () => new Map<string, Promise<Coverage>>()).current;

/** One reading for all who want the same span at the same time; nobody's leaving ends it for the others. */
function readOnce(key: string, sql: CompiledSql): Promise<Coverage> {
  const under = spansUnderWay();
  const flight = under.get(key) ?? readSpan(sql, { signal: AbortSignal.timeout(spanMs), timeoutMs: spanMs }).then((coverage) => {
    known().set(key, { coverage });
    return coverage;
  }).finally(() => under.delete(key));
  under.set(key, flight);
  return flight;
}

const spanMs = 3_000;

/** First and last instant of some rows; remembered until a domain changes, a minute at most. */
export function readKnownSpan(sql: CompiledSql, versions: string, signal: AbortSignal): Promise<Coverage> {
  const key = `${versions}|${sql.text}|${JSON.stringify(sql.values)}`;
  const found = known().get(key);
  return found ? Promise.resolve(found.coverage) : untilAborted(readOnce(key, sql), signal);
}
