import "server-only";
import type { Clock } from "@/server/platform/clock";
import { deleteLinksBefore } from "./links-repository";
import { deleteSessionsBefore } from "./sessions-repository";
import { deleteThrottlesBefore } from "./throttle-repository";

const keptMs = 30 * 86_400_000;

/** Removes what ended a month ago and can never count again: sessions, one-time links, and counts of failed sign-ins. */
export async function sweepAccounts(clock: Clock): Promise<{ sessions: number; links: number }> {
  const instant = new Date(clock.now().getTime() - keptMs);
  const [sessions, links] = await Promise.all([deleteSessionsBefore(instant), deleteLinksBefore(instant), deleteThrottlesBefore(instant)]);
  return { sessions, links };
}
