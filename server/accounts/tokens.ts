import "server-only";
import type { z } from "zod";
import { can } from "@/server/platform/auth/actor";
import { permissions, type Permission } from "@/server/platform/auth/permissions";
import { DomainError } from "@/server/platform/errors";
import { newId, newSecret } from "@/server/platform/ids";
import type { Ctx } from "@/server/platform/registry";
import { businessWrite } from "@/server/platform/write";
import { formatToken, tokenPrefix, tokenState } from "#core/accounts";
import { limits, type createTokenInput, type TokenView } from "./contract";
import { hashSecret } from "./hash-secret";
import { requireOwner, requirePerson } from "./require-person";
import { forgetActors } from "./session-cache";
import { countUsableTokens, endToken, findTokenOwner, findTokens, insertToken } from "./tokens-repository";

type TokenPage = { items: TokenView[]; nextCursor: string | null };

export async function listTokens(input: { cursor?: string; limit: number; userId?: string }, ctx: Ctx): Promise<TokenPage> {
  const { rows, nextCursor } = await findTokens(input);
  const items = rows.map((row) => ({
    id: row.id, userId: row.userId, userName: row.user.name, name: row.name, prefix: row.prefix, permissions: row.permissions, createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null, lastUsedAt: row.lastUsedAt?.toISOString() ?? null, state: tokenState(row, ctx.clock.now()),
  }));
  return { items, nextCursor };
}

export const listOwnTokens = (input: { cursor?: string; limit: number }, ctx: Ctx): Promise<TokenPage> => listTokens({ ...input, userId: requireOwner(ctx) }, ctx);

const isPermission = (name: string): name is Permission => permissions.some((known) => known === name);

function checkPermissions(names: readonly string[], ctx: Ctx): void {
  const beyond = names.filter((name) => !isPermission(name) || !can(ctx.actor, name));
  if (beyond.length > 0) throw new DomainError("VALIDATION", `You do not hold ${beyond.join(", ")} yourself.`, { faults: [{ path: "permissions", message: `You do not hold ${beyond.join(", ")} yourself.` }] });
}

/** Makes a token and returns it, this once: only its digest is kept. It can do what was chosen and its owner still may. */
export async function createToken(input: z.output<typeof createTokenInput>, ctx: Ctx): Promise<{ id: string; token: string; expiresAt: string | null }> {
  const userId = requirePerson(ctx);
  checkPermissions(input.permissions, ctx);
  const now = ctx.clock.now();
  const token = formatToken(newSecret());
  const id = newId("tok");
  const expiresAt = input.expiresInDays === null ? null : new Date(now.getTime() + input.expiresInDays * 86_400_000);
  await businessWrite(ctx, { domains: ["accounts"] }, async (tx, record) => {
    if ((await countUsableTokens(tx, userId, now)) >= limits.tokensPerUser) throw new DomainError("LIMIT_EXCEEDED", `You have ${limits.tokensPerUser} tokens. Revoke one that is no longer used.`);
    await insertToken(tx, { id, userId, name: input.name, prefix: tokenPrefix(token), tokenHash: hashSecret(token), permissions: input.permissions, createdAt: now, expiresAt });
    record({ action: "accounts.token.create", entityType: "token", entityId: id, after: { name: input.name, permissions: input.permissions, expiresAt } });
  });
  return { id, token, expiresAt: expiresAt?.toISOString() ?? null };
}

/** Ends a token: one's own, or anybody's for who manages accounts. To others it does not exist. */
export async function revokeToken(id: string, ctx: Ctx): Promise<{ done: true }> {
  const token = await findTokenOwner(id);
  const mayEnd = token !== null && (token.userId === ctx.actor.userId || can(ctx.actor, "accounts.manage"));
  if (!mayEnd) throw new DomainError("NOT_FOUND", "There is no such token.");
  await businessWrite(ctx, { domains: ["accounts"] }, async (tx, record) => {
    if (!(await endToken(tx, id, ctx.clock.now()))) throw new DomainError("PRECONDITION_FAILED", "This token has been revoked already.");
    record({ action: "accounts.token.revoke", entityType: "token", entityId: id, before: { name: token.name } });
  });
  forgetActors();
  return { done: true };
}
