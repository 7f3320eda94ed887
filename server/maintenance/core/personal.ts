import type { WindowStatus } from "../contract";

/** One change of a window, as far as single people have to know of it. */
export interface WindowMove {
  from: WindowStatus;
  to: WindowStatus;
  isMoved: boolean;
  /** Approval is asked for: for the first time, or again because the plan has changed. */
  isAsked: boolean;
  /** Who asked for the work, and who made this change; null = nobody, or the clock. */
  requesterId: string | null;
  actorId: string | null;
  /** Who may decide on it. */
  approvers: readonly string[];
}

export interface Told {
  userId: string;
  why: "asked" | "changed";
}

/** Whoever may decide is told that a decision is asked for; whoever asked for the work is told what others, or the clock, made of it. Nobody is told what they did themselves. */
export function concernedBy({ from, to, isMoved, isAsked, requesterId, actorId, approvers }: WindowMove): Told[] {
  const asked = isAsked ? approvers.filter((userId) => userId !== actorId && userId !== requesterId).map((userId): Told => ({ userId, why: "asked" })) : [];
  const isNews = from !== to || isMoved;
  return requesterId !== null && requesterId !== actorId && isNews ? [...asked, { userId: requesterId, why: "changed" }] : asked;
}
