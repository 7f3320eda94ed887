import "server-only";
import { z } from "zod";
import { freshnessOf } from "#core/knowledge";
import { audienceRoles, docKinds, docStates, versionStates, type DocRow, type DocSpace, type VersionRow } from "./contract";
import type { DocRecord, SpaceRecord, VersionRecord } from "./docs-repository";

const rolesSchema = z.array(z.string()).transform((roles) => audienceRoles.filter((role) => roles.includes(role)));
export const dayOf = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null;
export const rolesOf = (audience: readonly string[]): (typeof audienceRoles)[number][] => rolesSchema.parse(audience);

export const presentSpace = (space: SpaceRecord): DocSpace => ({ slug: space.slug, title: space.title, description: space.description, audience: rolesOf(space.audience), isShipped: space.isShipped });

/** What ships with the portal is reviewed with every release: it is current. */
export function presentDoc(row: Omit<DocRecord, "versions">, now: Date): DocRow {
  const reviewBy = dayOf(row.reviewBy);
  return {
    slug: row.slug, title: row.title, kind: z.enum(docKinds).parse(row.kind), section: row.section, state: z.enum(docStates).parse(row.state), ownerName: row.ownerName,
    freshness: row.space?.isShipped === true ? "current" : freshnessOf({ reviewBy, reviewedAt: row.reviewedAt?.toISOString() ?? null, today: now.toISOString().slice(0, 10) }),
    reviewBy, updatedAt: row.updatedAt.toISOString(), isDemo: row.isDemo,
  };
}

export const presentVersion = (row: VersionRecord): VersionRow => ({
  number: row.number, title: row.title, note: row.note, origin: z.enum(["edit", "import", "shipped"]).parse(row.origin), state: z.enum(versionStates).parse(row.state),
  authorName: row.authorName, createdAt: row.createdAt.toISOString(), reviewedBy: row.reviewedBy, reviewNote: row.reviewNote,
});
