import "server-only";
import type { z } from "zod";
import { can } from "../../platform/auth/actor";
import { env } from "../../platform/env";
import { DomainError } from "../../platform/errors";
import { newId, newSecret } from "../../platform/ids";
import type { Ctx } from "../../platform/registry";
import { businessWrite } from "../../platform/write";
import type { createdFeedOutput, createFeedInput, FeedKind, feedInput, listFeedsOutput } from "../contract";
import { iso } from "../present-window";
import { hashToken } from "./hash-token";
import { countFeeds, feedNames, findFeed, insertFeed, listFeedRecords, revokeFeedRow, subjectIdOf } from "./feeds-repository";

const feedsPerPerson = 50;

function requirePerson({ actor }: Ctx): string {
  if (actor.userId === null) throw new DomainError("FORBIDDEN", "A calendar address belongs to a person. Sign in to make one.");
  return actor.userId;
}

async function requireSubject({ kind, subject }: z.output<typeof createFeedInput>, userId: string): Promise<string> {
  if (kind === "user") return userId;
  const id = await subjectIdOf(kind, subject ?? "");
  if (id === null) throw new DomainError("VALIDATION", `There is no ${kind} "${subject}".`, { faults: [{ path: "subject", message: "unknown" }] });
  return id;
}

export const feedUrl = (token: string): string => new URL(`/api/calendar/${token}.ics`, env().QUARTERDECK_URL).toString();

/** Makes an address at which a calendar program reads planned work, as its owner may see it. The address is given this once. */
export async function createFeed(input: z.output<typeof createFeedInput>, ctx: Ctx): Promise<z.input<typeof createdFeedOutput>> {
  const userId = requirePerson(ctx);
  const subjectId = await requireSubject(input, userId);
  const [id, token] = [newId("cal"), newSecret()];
  await businessWrite(ctx, { domains: ["maintenance"] }, async (tx, record) => {
    if ((await countFeeds(tx, userId)) >= feedsPerPerson) throw new DomainError("LIMIT_EXCEEDED", `You have ${feedsPerPerson} calendar addresses. Revoke one that is no longer used.`);
    await insertFeed(tx, { id, kind: input.kind, subjectId, userId, tokenHash: hashToken(token), createdAt: ctx.clock.now() });
    record({ action: "maintenance.feed.create", entityType: "calendar_feed", entityId: id, after: { kind: input.kind, subjectId } });
  });
  return { id, url: feedUrl(token) };
}

/** Ends an address: one's own, or anybody's for who manages accounts. To others it does not exist. */
export async function revokeFeed({ id }: z.output<typeof feedInput>, ctx: Ctx): Promise<{ id: string }> {
  const feed = await findFeed(id);
  if (feed === null || (feed.userId !== ctx.actor.userId && !can(ctx.actor, "accounts.manage"))) throw new DomainError("NOT_FOUND", "There is no such calendar address. Somebody may have revoked it.");
  await businessWrite(ctx, { domains: ["maintenance"] }, async (tx, record) => {
    if (!(await revokeFeedRow(tx, id, ctx.clock.now()))) throw new DomainError("PRECONDITION_FAILED", "This calendar address has been revoked already.");
    record({ action: "maintenance.feed.revoke", entityType: "calendar_feed", entityId: id, before: { kind: feed.kind, subjectId: feed.subjectId, userId: feed.userId } });
  });
  return { id };
}

/** One's own addresses; everybody's for who manages accounts. */
export async function listFeeds(_input: object, ctx: Ctx): Promise<z.input<typeof listFeedsOutput>> {
  const rows = await listFeedRecords(can(ctx.actor, "accounts.manage") ? null : (ctx.actor.userId ?? ""));
  const names = await feedNames(rows.flatMap(({ subjectId, userId }) => [subjectId, userId]));
  const items = rows.map(({ id, kind, subjectId, userId, createdAt, usedAt }) => ({ id, kind: kind as FeedKind, subject: names.get(subjectId) ?? null, owner: names.get(userId) ?? "somebody who has left", isOwn: userId === ctx.actor.userId, createdAt: createdAt.toISOString(), usedAt: iso(usedAt) }));
  return { items, nextCursor: null };
}
