import "server-only";
import type { Actor } from "@/server/platform/auth/actor";
import { personActor } from "./resolve-actor";
import { findOwnUser } from "./users-repository";

/** A person as they are now, for what acts in their name without a session, such as a calendar that a program reads; null when they may no longer sign in. */
export async function actorOfPerson(userId: string): Promise<Actor | null> {
  const user = await findOwnUser(userId);
  return user?.status === "active" ? { ...personActor(user, ""), sessionId: null } : null;
}
