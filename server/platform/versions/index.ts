import "server-only";
import { pool, type Tx } from "../db";

export type Domain = "accounts" | "alerts" | "catalog" | "deployments" | "incidents" | "knowledge" | "maintenance" | "monitors" | "platform" | "query" | "slo" | "status" | "tickets" | "changes";

/** Bumps domains when the transaction commits, and tells every process of it: writers take turns in that moment alone. */
export async function bumpVersions(tx: Tx, domains: readonly Domain[]): Promise<void> {
  await tx.$executeRaw`insert into pending_write (domains) values (${[...domains]}::text[])`;
}

/** The versions of these domains, as text that goes into a cache key. Read it before the data. */
export async function readVersions(domains: readonly Domain[]): Promise<string> {
  // Every question asks for them: straight to the database, past the client's planning.
  const { rows } = await pool().query<{ domain: string; version: string }>("select domain, version from data_version where domain = any($1)", [domains]);
  const known = new Map(rows.map((row) => [row.domain, row.version]));
  return [...new Set(domains)].sort().map((domain) => `${domain}:${known.get(domain) ?? 0}`).join(",");
}
