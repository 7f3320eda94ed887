import "server-only";
import { pool, type Tx } from "../db";
import { liveChannel } from "../live/channel";

export type Domain = "accounts" | "alerts" | "catalog" | "deployments" | "incidents" | "knowledge" | "maintenance" | "monitors" | "platform" | "query" | "slo" | "status" | "tickets" | "changes";

/** Bumps domains in name order (so that two writers cannot deadlock). Call it last in a transaction. */
export async function bumpVersions(tx: Tx, domains: readonly Domain[]): Promise<void> {
  for (const domain of [...new Set(domains)].sort()) {
    const [row] = await tx.$queryRaw<{ version: bigint }[]>`insert into data_version (domain, version, updated_at) values (${domain}, 1, now())
      on conflict (domain) do update set version = data_version.version + 1, updated_at = now() returning version`;
    // Delivered to every process when the transaction commits.
    await tx.$executeRaw`select pg_notify(${liveChannel}, ${`${domain}:${row?.version ?? 0}`})`;
  }
}

/** The versions of these domains, as text that goes into a cache key. Read it before the data. */
export async function readVersions(domains: readonly Domain[]): Promise<string> {
  // Every question asks for them: straight to the database, past the client's planning.
  const { rows } = await pool().query<{ domain: string; version: string }>("select domain, version from data_version where domain = any($1)", [domains]);
  const known = new Map(rows.map((row) => [row.domain, row.version]));
  return [...new Set(domains)].sort().map((domain) => `${domain}:${known.get(domain) ?? 0}`).join(",");
}
