import "server-only";
import { db } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import { selfSource } from "./monitors-repository";

/** The portal's own monitors by slug, made where they are missing. */
export async function ensureSelfMonitors(wanted: readonly { slug: string; name: string }[], now: Date): Promise<Map<string, number>> {
  const where = { source: selfSource, slug: { in: wanted.map(({ slug }) => slug) } };
  const read = async () => new Map((await db().monitor.findMany({ where, select: { slug: true, key: true } })).map(({ slug, key }) => [slug, key]));
  const known = await read();
  const missing = wanted.filter(({ slug }) => !known.has(slug));
  if (missing.length === 0) return known;
  await db().monitor.createMany({ data: missing.map(({ slug, name }) => ({ id: newId("mon"), slug, name, url: "", kind: "self", source: selfSource, isP0: true, createdAt: now })), skipDuplicates: true });
  return read();
}
