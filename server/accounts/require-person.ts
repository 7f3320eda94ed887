import "server-only";
import { DomainError } from "@/server/platform/errors";
import type { Ctx } from "@/server/platform/registry";

/** The account behind this request, be it a session or a token. */
export function requireOwner(ctx: Ctx): string {
  if (ctx.actor.userId === null) throw new DomainError("FORBIDDEN", "Only a person with an account can do this.");
  return ctx.actor.userId;
}

/** The person in front of a browser. A token must not change what its owner signs in with, or make further tokens. */
export function requirePerson(ctx: Ctx): string {
  if (ctx.actor.kind !== "user" || ctx.actor.userId === null) throw new DomainError("FORBIDDEN", "Sign in with a browser to do this: a token cannot.");
  return ctx.actor.userId;
}
