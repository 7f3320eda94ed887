import "server-only";
import type { z } from "zod";
import { DomainError } from "@/server/platform/errors";
import type { Ctx } from "@/server/platform/registry";
import type { listUsersInput, UserView } from "./contract";
import { findUser, findUsers, listCustomers } from "./users-repository";
import { userViews } from "./views";

export async function listUsers(input: z.output<typeof listUsersInput>, ctx: Ctx) {
  const page = await findUsers(ctx.actor.scope, input);
  return { items: await userViews(page.rows), nextCursor: page.nextCursor, total: page.total };
}

export async function getUser(id: string, ctx: Ctx): Promise<UserView> {
  const row = await findUser(ctx.actor.scope, id);
  const [view] = row === null ? [] : await userViews([row]);
  if (view === undefined) throw new DomainError("NOT_FOUND", "There is no such person.");
  return view;
}

/** For the choice of a requester's customer. */
export const customerChoices = async () => ({ items: await listCustomers() });
