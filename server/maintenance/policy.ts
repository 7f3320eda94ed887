import "server-only";
import { approvalPolicy, eligibleFor, standingOf, type ApprovalPolicy, type Decision, type Person, type Standing } from "#core/maintenance";
import { permissionsOf, type RoleName } from "../platform/auth/permissions";
import type { Tx } from "../platform/db";
import type { Risk, WindowDetail, WindowKind } from "./contract";
import { listPeopleWithRoles, type ApprovalRecord, type WindowRecord } from "./windows-repository";

export async function listApprovers(tx?: Tx): Promise<Person[]> {
  return (await listPeopleWithRoles(tx)).map(({ id, name, roles }) => {
    const names = roles.map(({ role }) => role as RoleName);
    return { userId: id, name, isAdmin: names.includes("admin"), mayApprove: permissionsOf(names).has("maintenance.approve") };
  });
}

export const policyOf = ({ kind, risk, services }: Pick<WindowRecord, "kind" | "risk"> & { services: readonly { tier: number }[] }): ApprovalPolicy =>
  approvalPolicy({ kind: kind as WindowKind, risk: risk as Risk, tier: services.length === 0 ? null : Math.min(...services.map(({ tier }) => tier)) });

export const policyOfWindow = (window: WindowRecord): ApprovalPolicy => policyOf({ kind: window.kind, risk: window.risk, services: window.services.map(({ service }) => service) });

/** Decisions since the work was last asked for: those on an earlier shape of it no longer count. */
export const decisionsSince = (approvals: readonly ApprovalRecord[], requestedAt: Date | null): Decision[] =>
  approvals.filter(({ at }) => requestedAt !== null && at >= requestedAt).map(({ actorId, decision, isBreakGlass }) => ({ actorId, isBreakGlass, decision: decision as Decision["decision"] }));

export const standingOfWindow = (window: WindowRecord, approvals: readonly ApprovalRecord[], people: readonly Person[]): Standing =>
  standingOf(decisionsSince(approvals, window.requestedAt), people, { policy: policyOfWindow(window), requesterId: window.requestedById });

export function presentPolicy(policy: ApprovalPolicy, people: readonly Person[], requesterId: string | null): WindowDetail["policy"] {
  const { eligible, couldBe, isEnough } = eligibleFor(people, { policy, requesterId });
  return { ...policy, eligible: eligible.map(({ name }) => name), couldBe: couldBe.map(({ name }) => name).slice(0, 10), isEnough };
}
