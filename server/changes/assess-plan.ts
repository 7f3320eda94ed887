import "server-only";
import { approvalPolicy, standingOf, type ApprovalPolicy, type Decision, type Person, type Standing } from "#core/maintenance";
import { blastRadius, changePolicy, freshnessOf, obstaclesOf, riskOf, stepsWithoutWayBack, type Evidence } from "#core/changes";
import type { Tx } from "../platform/db";
import type { EvidenceState, PlanDetail, PlanKind, Risk, Stage } from "./contract";
import { listEvidence, listEvidenceForEdit, listNeeds, listServices, listSnapshots, readServiceHistory, type ApprovalRecord, type EvidenceRecord, type PlanRecord } from "./plans-repository";
import { stagesOf } from "./present-plan";

export interface Assessment {
  risk: Risk;
  dependents: PlanDetail["dependents"];
  policy: ApprovalPolicy;
}

/** What a plan can do harm to, and who therefore has to agree. */
export async function assessPlan(plan: Pick<PlanRecord, "kind" | "stages" | "service">, now: Date): Promise<Assessment> {
  const { service } = plan;
  const kind = plan.kind as PlanKind;
  const far = service ? blastRadius(service.id, await listNeeds()) : new Map<string, number>();
  const [history, services] = await Promise.all([
    service ? readServiceHistory(service.id, { runs: changePolicy.runs, since: new Date(now.getTime() - changePolicy.incidentsMs) }) : { runs: 0, bad: 0, incidents: 0 },
    listServices([...far.keys()]),
  ]);
  const hops = (n: number): number => [...far.values()].filter((one) => one === n).length;
  const risk = riskOf({ kind, tier: service?.tier ?? null, runs: { total: history.runs, bad: history.bad }, incidents: history.incidents, dependents: { direct: hops(1), further: hops(2) }, withoutWayBack: stepsWithoutWayBack(stagesOf(plan)).length });
  const dependents = services.map(({ id, slug, name, tier }) => ({ slug, name, tier, hops: far.get(id) ?? 2 })).sort((a, b) => a.hops - b.hops);
  return { risk, dependents, policy: approvalPolicy({ kind, risk: risk.level, tier: service?.tier ?? null }) };
}

export const standingOfPlan = (approvals: readonly ApprovalRecord[], people: readonly Person[], { policy, plan }: { policy: ApprovalPolicy; plan: Pick<PlanRecord, "requestedAt" | "requestedById"> }): Standing => {
  const since = approvals.filter(({ at }) => plan.requestedAt !== null && at >= plan.requestedAt);
  return standingOf(since.map(({ actorId, decision, isBreakGlass }): Decision => ({ actorId, isBreakGlass, decision: decision as Decision["decision"] })), people, { policy, requesterId: plan.requestedById });
};

async function withSnapshots(tx: Tx | null, records: readonly EvidenceRecord[]): Promise<Evidence[]> {
  const snapshots = await listSnapshots(tx, records.flatMap(({ runId }) => runId ?? []));
  const tried = new Map(snapshots.map(({ id, snapshot }) => [id, (snapshot as { plan?: Stage[] } | null)?.plan ?? null]));
  return records.map(({ kind, outcome, at, runId }) => ({ kind: kind === "rollback" ? "rollback" : "test", outcome, atMs: at.getTime(), stages: runId === null ? null : (tried.get(runId) ?? null) }));
}

/** How fresh the evidence of a plan is, for these stages. */
export async function evidenceStates(planId: string, { stages, now, tx = null }: { stages: readonly Stage[]; now: Date; tx?: Tx | null }): Promise<EvidenceState[]> {
  const evidence = await withSnapshots(tx, await (tx ? listEvidenceForEdit(tx, planId) : listEvidence(planId)));
  return (["test", "rollback"] as const).map((kind) => freshnessOf(kind, evidence, { stages, nowMs: now.getTime() }));
}

/** Why a run of the whole plan cannot start. An emergency is asked for its evidence in front of production, where somebody may go on without it and say why. */
export function obstaclesToStart(plan: Pick<PlanRecord, "kind" | "status" | "stages">, freshness: readonly EvidenceState[]): string[] {
  const stages = stagesOf(plan);
  return obstaclesOf({ stages, freshness: plan.kind === "emergency" ? [] : freshness, isApproved: plan.status === "approved", testsOnTheWay: stages.some(({ name }) => name === "test") });
}
