import type { Risk, WindowKind } from "../contract";

export interface ApprovalPolicy {
  /** People who have to agree before it may begin; 0 = it is approved as it is requested. */
  required: number;
  /** At least one of them is an administrator. */
  needsAdmin: boolean;
  /** Looked at afterwards by somebody who was not the requester. */
  reviewAfter: boolean;
  reason: string;
}

/** Who has to agree: by kind, risk, and the most important service's tier (1 first; null = no service). */
export function approvalPolicy({ kind, risk, tier }: { kind: WindowKind; risk: Risk; tier: number | null }): ApprovalPolicy {
  if (kind === "emergency") return { required: 0, needsAdmin: false, reviewAfter: true, reason: "An emergency goes ahead and is reviewed afterwards." };
  if (kind === "standard" && risk === "low") return { required: 0, needsAdmin: false, reviewAfter: false, reason: "A standard change of low risk is approved beforehand." };
  const isHeavy = risk === "high" && tier === 1;
  if (isHeavy) return { required: 2, needsAdmin: true, reviewAfter: false, reason: "High risk on a tier 1 service: two people, one of them an administrator." };
  const needsAdmin = risk === "high";
  return { required: 1, needsAdmin, reviewAfter: false, reason: needsAdmin ? "High risk: an administrator." : `One person${tier === 1 ? " (tier 1)" : ""}, not the requester.` };
}

export interface Person {
  userId: string;
  name: string;
  isAdmin: boolean;
  mayApprove: boolean;
}

export interface Decision {
  actorId: string | null;
  decision: "approved" | "rejected" | "withdrawn";
  isBreakGlass: boolean;
}

/** The last word of each person, in the order in which they first spoke. */
const lastWords = (decisions: readonly Decision[]): Decision[] => [...new Map(decisions.map((decision) => [decision.actorId, decision])).values()];

export interface Standing {
  state: "open" | "approved" | "rejected";
  given: number;
  missing: number;
  needsAdmin: boolean;
}

/** How a request stands. The requester's own word never counts; one refusal is enough; breaking the glass is enough too. */
export function standingOf(decisions: readonly Decision[], people: readonly Person[], { policy, requesterId }: { policy: ApprovalPolicy; requesterId: string | null }): Standing {
  const words = lastWords(decisions).filter(({ actorId, isBreakGlass }) => isBreakGlass || (actorId !== null && actorId !== requesterId));
  const approved = words.filter(({ decision }) => decision === "approved");
  const hasAdmin = approved.some(({ actorId }) => people.some(({ userId, isAdmin }) => userId === actorId && isAdmin));
  const needsAdmin = policy.needsAdmin && !hasAdmin;
  const missing = Math.max(0, policy.required - approved.length, needsAdmin ? 1 : 0);
  if (approved.some(({ isBreakGlass }) => isBreakGlass)) return { state: "approved", given: approved.length, missing: 0, needsAdmin: false };
  if (words.some(({ decision }) => decision === "rejected")) return { state: "rejected", given: approved.length, missing, needsAdmin };
  return { state: missing === 0 ? "approved" : "open", given: approved.length, missing, needsAdmin };
}

export interface Eligibility {
  /** Who may still decide. */
  eligible: readonly Person[];
  /** Who could, if they were given the right to: said when there are too few. */
  couldBe: readonly Person[];
  isEnough: boolean;
}

export function eligibleFor(people: readonly Person[], { policy, requesterId }: { policy: ApprovalPolicy; requesterId: string | null }): Eligibility {
  const others = people.filter(({ userId }) => userId !== requesterId);
  const eligible = others.filter(({ mayApprove }) => mayApprove);
  const isEnough = eligible.length >= policy.required && (!policy.needsAdmin || eligible.some(({ isAdmin }) => isAdmin));
  return { eligible, couldBe: isEnough ? [] : others.filter(({ mayApprove }) => !mayApprove), isEnough };
}
