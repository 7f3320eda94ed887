import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import { can, type Actor, type Scope } from "@/server/platform/auth/actor";

/** Who asks for documents: a person's scope, roles, and whether drafts are shown. */
export interface DocReader {
  scope: Scope;
  roles: readonly string[];
  canWrite: boolean;
}

export const docReader = (actor: Actor): DocReader => ({ scope: actor.scope, roles: actor.roles, canWrite: can(actor, "knowledge.write") });

/** The same rule as `isForReader` of the core, for the database; a document without an audience has that of its space. */
export function docsFor({ scope, roles, canWrite }: DocReader): Prisma.DocumentWhereInput {
  const isDoc: Prisma.DocumentWhereInput = { kind: { in: ["doc", "policy"] }, ...(canWrite ? {} : { state: "published" }) };
  if (scope.kind === "customers") return { ...isDoc, OR: [{ audience: { has: "requester" } }, { audience: { isEmpty: true }, space: { audience: { has: "requester" } } }] };
  if (roles.includes("admin")) return isDoc;
  const own = { hasSome: [...roles] };
  return { ...isDoc, OR: [{ audience: own }, { audience: { isEmpty: true }, OR: [{ spaceId: null }, { space: { audience: { isEmpty: true } } }, { space: { audience: own } }] }] };
}
