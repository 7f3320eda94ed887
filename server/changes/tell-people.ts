import "server-only";
import { eligibleFor } from "#core/maintenance";
import { tellPeople } from "../alerts";
import { listApprovers } from "../maintenance";
import type { Tx } from "../platform/db";
import type { Ctx } from "../platform/registry";
import { assessPlan } from "./assess-plan";
import type { PlanStatus, RunStatus } from "./contract";
import type { PlanRecord } from "./plans-repository";
import type { RunRecord } from "./runs-repository";

interface PlanMove {
  plan: PlanRecord;
  to: PlanStatus;
  /** The version that the change made, which names the message. */
  version: number;
}

const outcomes: Readonly<Record<PlanStatus, string>> = { approved: "approved", draft: "a draft again", retired: "retired", requested: "waits for approval" };

/** Tells those who may decide that a plan waits for their word, and whoever asked what became of it. Nobody is told what they did themselves. */
export async function tellOfPlan(tx: Tx, { plan, to, version }: PlanMove, ctx: Ctx): Promise<void> {
  if (plan.status === to) return;
  const { userId: actorId } = ctx.actor;
  const name = `CP-${plan.number} ${plan.title}`;
  const message = { path: `/changes/plans/${plan.number}`, key: `cp|${plan.id}|${version}`, body: `By ${ctx.actor.name}.${plan.service ? ` ${plan.service.name}, tier ${plan.service.tier}.` : ""}` };
  if (to === "requested") {
    const { policy } = await assessPlan(plan, ctx.clock.now());
    const { eligible } = eligibleFor(await listApprovers(tx), { policy, requesterId: actorId });
    return tellPeople(tx, eligible.map(({ userId }) => ({ ...message, userId, title: `Your approval is asked for: ${name}` })), ctx.clock.now());
  }
  if (plan.requestedById === null || plan.requestedById === actorId) return;
  return tellPeople(tx, [{ ...message, userId: plan.requestedById, title: `${name}: ${outcomes[to]}` }], ctx.clock.now());
}

const news: Readonly<Partial<Record<RunStatus, string>>> = { paused: "stands and asks", rolling_back: "goes back", rolled_back: "rolled back", failed: "stopped", completed: "completed", cancelled: "cancelled" };

/** Tells whoever started a run when it stands, turns back or ends without them. */
export async function tellOfRun(tx: Tx, { run, to }: { run: RunRecord; to: RunStatus }, ctx: Ctx): Promise<void> {
  const said = news[to];
  if (said === undefined || run.status === to || run.startedById === null || run.startedById === ctx.actor.userId) return;
  await tellPeople(tx, [{ userId: run.startedById, path: `/changes/runs/${run.number}`, key: `cr|${run.id}|${run.version}|${to}`, title: `CR-${run.number} ${run.plan.title}: ${said}`, body: `By ${ctx.actor.name}. The page of the run says why and what can be done.` }], ctx.clock.now());
}
