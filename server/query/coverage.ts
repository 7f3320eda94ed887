import "server-only";
import { LRUCache } from "lru-cache";
import { readEachVersion, versionsText, type Domain, type Versions } from "@/server/platform/versions";
import { askedDomains, domainsRead } from "./domains-read";
import type { CompiledSql } from "#core/query";
import type { Coverage } from "./core/period";
import { readSpan } from "./evidence-repository";
import { untilAborted } from "./until-aborted";
import { processState } from "@/server/platform/process-state";

const known = processState("known spans", () => new LRUCache<string, { coverage: Coverage }>({ max: 500, ttl: 60_000 })).current;

/** The data versions of all that can be asked about: read once for a question, before its data. */
export const currentVersions = (): Promise<Versions> => readEachVersion(askedDomains);

/** The domains that statements read, from whose versions it follows how long what was made of them holds. */
export class Reads {
  private readonly found = new Set<Domain>();

  statement({ text }: Pick<CompiledSql, "text">): void {
    for (const domain of domainsRead(text)) this.found.add(domain);
  }

  /** What a capability tells beside its rows: nobody says of what. */
  everything(): void {
    for (const domain of askedDomains) this.found.add(domain);
  }

  get domains(): Domain[] {
    return [...this.found].sort();
  }
}

/** The versions that were read before the data, and what is read of it. */
export interface DataAsked {
  versions: Versions;
  reads: Reads;
  signal: AbortSignal;
}

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

/** First and last instant of some rows; remembered until a domain that they come from changes, a minute at most. */
export function readKnownSpan(sql: CompiledSql, { versions, reads, signal }: DataAsked): Promise<Coverage> {
  reads.statement(sql);
  const key = `${versionsText(versions, domainsRead(sql.text))}|${sql.text}|${JSON.stringify(sql.values)}`;
  const found = known().get(key);
  return found ? Promise.resolve(found.coverage) : untilAborted(readOnce(key, sql), signal);
}
