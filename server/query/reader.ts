import "server-only";
import type { Actor } from "@/server/platform/auth/actor";
import type { Reader } from "./core/gate";

/** The actor as the pure core knows it. */
export const readerOf = (actor: Actor): Reader => ({ permissions: new Set<string>(actor.permissions), scope: actor.scope, roles: actor.roles });

/** The role by which a question's lens and the suggestions are chosen: the first one held. */
export const roleOf = (actor: Actor): string => actor.roles[0] ?? "viewer";
