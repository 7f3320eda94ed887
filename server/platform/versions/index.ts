import "server-only";
import { pool, type Tx } from "../db";

export type Domain = "accounts" | "alerts" | "catalog" | "deployments" | "incidents" | "knowledge" | "maintenance" | "monitors" | "platform" | "query" | "slo" | "status" | "tickets" | "changes";

/** Bumps domains when the transaction commits, and tells every process of it: writers take turns in that moment alone. */
export async function bumpVersions(tx: Tx, domains: readonly Domain[]): Promise<void> {
  await tx.$executeRaw`insert into pending_write (domains) values (${[...domains]}::text[])`;
}

/** What is known of each domain's version. Read it before the data. */
export type Versions = ReadonlyMap<string, string>;

export async function readEachVersion(domains: readonly Domain[]): Promise<Versions> {
  // Every question asks for them: straight to the database, past the client's planning.
  const { rows } = await pool().query<{ domain: string; version: string }>("select domain, version from data_version where domain = any($1)", [domains]);
  return new Map(rows.map((row) => [row.domain, row.version]));
}

/** The versions of these domains, as text that goes into a cache key. */
export const versionsText = (known: Versions, domains: readonly Domain[]): string => [...new Set(domains)].sort().map((domain) => `${domain}:${known.get(domain) ?? 0}`).join(",");

/** The versions of these domains, as text that goes into a cache key. Read it before the data. */
export const readVersions = async (domains: readonly Domain[]): Promise<string> => versionsText(await readEachVersion(domains), domains);
