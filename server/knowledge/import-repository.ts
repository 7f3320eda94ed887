import "server-only";
import { db } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import { bumpVersions } from "@/server/platform/versions";
import type { ParsedRunbook } from "./read-runbook";

export interface StoredRunbook {
  id: string;
  sourceKey: string | null;
  sourceHash: string | null;
  body: string;
  serviceId: string | null;
}

export interface RunbookWrite {
  /** Null for a new one. */
  id: string | null;
  slug: string;
  runbook: ParsedRunbook;
  /** The file's text as it is, front matter included: nothing of it is lost. */
  text: string;
  digest: string;
  serviceId: string | null;
}

export async function hasDemoData(): Promise<boolean> {
  const rows = await db().$queryRaw<{ present: boolean }[]>`select exists (select 1 from document where is_demo) or exists (select 1 from service where is_demo) as present`;
  return rows[0]?.present === true;
}

export async function findStoredRunbooks(paths: readonly string[]): Promise<Map<string, StoredRunbook>> {
  const rows = await db().document.findMany({ where: { sourceKey: { in: [...paths] } }, select: { id: true, sourceKey: true, sourceHash: true, body: true, serviceId: true } });
  return new Map(rows.map((row) => [row.sourceKey ?? "", row]));
}

export async function listDocumentSlugs(): Promise<Set<string>> {
  return new Set((await db().document.findMany({ select: { slug: true } })).map((row) => row.slug));
}

/** Services by lower-case slug, name or alias. */
export async function findServiceIds(names: readonly string[]): Promise<Map<string, string>> {
  if (names.length === 0) return new Map();
  const wanted = names.map((name) => name.toLowerCase());
  const rows = await db().$queryRaw<{ id: string; name: string }[]>`
    select s.id, known.name from service s
    cross join lateral (select lower(s.slug) as name union select lower(s.name) union select lower(alias) from unnest(s.aliases) as alias) known
    where known.name = any(${wanted}) order by s.slug desc`;
  return new Map(rows.map((row) => [row.name, row.id]));
}

/** Writes one batch in one transaction, with the domain's version last. */
export async function saveRunbooks(writes: readonly RunbookWrite[], now: Date): Promise<void> {
  if (writes.length === 0) return;
  await db().$transaction(async (tx) => {
    for (const { id, slug, runbook, text, digest, serviceId } of writes) {
      const { title, section, weight, links, alertNames } = runbook;
      const data = { title, section, weight, links, alertNames, headings: runbook.headings.map(({ level, text: words }) => ({ level, text: words })), body: text, sourceHash: digest, serviceId, updatedAt: now };
      if (id === null) await tx.document.create({ data: { ...data, id: newId("doc"), slug, kind: "runbook", sourceKey: runbook.path, createdAt: now } });
      else await tx.document.update({ where: { id }, data: { ...data, version: { increment: 1 } } });
    }
    await bumpVersions(tx, ["knowledge"]);
  }, { timeout: 60_000, maxWait: 10_000 });
}
