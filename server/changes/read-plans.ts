import "server-only";
import { stepsWithoutWayBack } from "#core/changes";
import type { z } from "zod";
import { listApprovers, presentPolicy } from "../maintenance";
import { can } from "../platform/auth/actor";
import type { Ctx } from "../platform/registry";
import { assessPlan, evidenceStates, obstaclesToStart, standingOfPlan } from "./assess-plan";
import type { ListPlans, listPlansOutput, PlanDetail, PlanStatus } from "./contract";
import { noSuchPlan } from "./edit-plan";
import { findPlan, listEvidence, listPlanApprovals, listPlanRecords, listSnapshots, listTeams, listWindowsOfPlan, type ApprovalRecord, type PlanRecord } from "./plans-repository";
import { iso, presentPlan, stagesOf, variablesOf, windowLink } from "./present-plan";
import { listRuns } from "./read-runs";

const teamsOf = (records: readonly PlanRecord[]) => listTeams([...new Set(records.flatMap(({ ownerTeamId }) => ownerTeamId ?? []))]);

export async function listPlans(input: ListPlans, ctx: Ctx): Promise<z.input<typeof listPlansOutput>> {
  const { records, total } = await listPlanRecords(ctx.actor.scope, input);
  const page = records.slice(0, input.limit);
  const teams = await teamsOf(page);
  return { items: page.map((record) => presentPlan(record, teams)), nextCursor: records.length > input.limit ? (page.at(-1)?.id ?? null) : null, total };
}

async function evidenceOf(planId: string): Promise<PlanDetail["evidence"]> {
  const records = await listEvidence(planId);
  const runs = await listSnapshots(null, records.flatMap(({ runId }) => runId ?? []));
  return records.map(({ id, kind, outcome, text, actorName, at, runId }) => ({ id, kind: kind === "rollback" ? "rollback" : "test", outcome, text, actorName, at: at.toISOString(), run: runs.find((run) => run.id === runId)?.number ?? null }));
}

/** Whether the reader may decide, and what the reader said since it was requested. */
function mineOf(plan: PlanRecord, approvals: readonly ApprovalRecord[], ctx: Ctx): PlanDetail["mine"] {
  const said = approvals.filter(({ actorId, at, isBreakGlass }) => !isBreakGlass && actorId === ctx.actor.userId && plan.requestedAt !== null && at >= plan.requestedAt).at(-1)?.decision ?? null;
  return { mayDecide: plan.status === "requested" && ctx.actor.userId !== plan.requestedById && said !== "approved", decision: said as PlanDetail["mine"]["decision"] };
}

export async function getPlan({ number }: { number: number }, ctx: Ctx): Promise<PlanDetail> {
  const plan = await findPlan(ctx.actor.scope, number);
  if (!plan) throw noSuchPlan(number);
  const now = ctx.clock.now();
  const stages = stagesOf(plan);
  const [teams, people, approvals, { risk, dependents, policy }, freshness, evidence, runs, windows] = await Promise.all([
    teamsOf([plan]), listApprovers(), listPlanApprovals(plan.id), assessPlan(plan, now), evidenceStates(plan.id, { stages, now }), evidenceOf(plan.id), listRuns({ plan: number, limit: 20 }, ctx), listWindowsOfPlan(plan.id),
  ]);
  const { state, given, missing } = standingOfPlan(approvals, people, { policy, plan });
  return {
    row: presentPlan(plan, teams), description: plan.description, variables: variablesOf(plan), stages, rollsBack: plan.rollsBack, requestedBy: plan.requestedBy, requestedAt: iso(plan.requestedAt), approvedAt: iso(plan.approvedAt),
    risk, dependents, policy: presentPolicy(policy, people, plan.requestedById ?? ctx.actor.userId), standing: { state: (plan.status as PlanStatus) === "approved" ? "approved" : state, given, missing }, mine: mineOf(plan, approvals, ctx),
    approvals: approvals.map(({ id, actorId, actorName, decision, comment, at, isBreakGlass, reviewedBy, reviewNote }) => ({ id, actorName, decision, comment, at: at.toISOString(), isBreakGlass, reviewedBy, reviewNote, mayReview: isBreakGlass && reviewedBy === null && actorId !== ctx.actor.userId && can(ctx.actor, "maintenance.approve") })),
    withoutWayBack: stepsWithoutWayBack(stages), evidence, freshness, obstacles: obstaclesToStart(plan, freshness), runs: runs.items, windows: windows.map(windowLink),
  };
}
