import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import type { Scope } from "../platform/auth/actor";
import { db, type Tx } from "../platform/db";
import type { ListRuns } from "./contract";
import { plansIn } from "./plans-repository";

export const activeStatuses = ["waiting", "running", "paused", "rolling_back"];
const overStatuses = ["completed", "rolled_back", "failed", "cancelled"];
const runType = "change";

const runsIn = (scope: Scope): Prisma.ChangeRunWhereInput => (scope.kind === "all" ? {} : { plan: plansIn(scope) });
const include = { plan: { select: { id: true, number: true, title: true, status: true, kind: true, service: { select: { id: true, slug: true, name: true } } } } } satisfies Prisma.ChangeRunInclude;
export type RunRecord = Prisma.ChangeRunGetPayload<{ include: typeof include }>;

export async function listRunRecords(scope: Scope, { status, purpose, plan, service, limit, cursor }: ListRuns): Promise<{ records: RunRecord[]; total: number }> {
  const where: Prisma.ChangeRunWhereInput = {
    AND: [runsIn(scope), {
      ...(status === undefined ? {} : { status: status === "active" ? { in: activeStatuses } : status === "over" ? { in: overStatuses } : status }),
      ...(purpose ? { purpose } : {}), ...(plan === undefined && service === undefined ? {} : { plan: { ...(plan === undefined ? {} : { number: plan }), ...(service === undefined ? {} : { service: { slug: service } }) } }),
    }],
  };
  const [records, total] = await Promise.all([db().changeRun.findMany({ where, include, orderBy: [{ number: "desc" }], take: limit + 1, ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}) }), db().changeRun.count({ where })]);
  return { records, total };
}

export const findRun = (scope: Scope, number: number): Promise<RunRecord | null> => db().changeRun.findFirst({ where: { AND: [runsIn(scope), { number }] }, include });

export type RunKey = { id: string } | { number: number };

/** The run as it is, locked: a runner and a person take turns. */
export async function findRunForMove(tx: Tx, scope: Scope, key: RunKey): Promise<RunRecord | null> {
  if ("id" in key) await tx.$executeRaw`select 1 from change_run where id = ${key.id} for update`;
  else await tx.$executeRaw`select 1 from change_run where number = ${key.number} for update`;
  return tx.changeRun.findFirst({ where: { AND: [runsIn(scope), key] }, include });
}

export const hasActiveRun = async (tx: Tx, planId: string): Promise<number | null> => (await tx.changeRun.findFirst({ where: { planId, status: { in: activeStatuses } }, select: { number: true } }))?.number ?? null;
export const listActiveRuns = (tx: Tx, planId: string) => tx.changeRun.findMany({ where: { planId, purpose: "change", status: { in: ["running", "paused"] } }, select: { id: true, status: true } });
export const insertRun = (tx: Tx, data: Prisma.ChangeRunUncheckedCreateInput): Promise<{ id: string; number: number }> => tx.changeRun.create({ data, select: { id: true, number: true } });
export const updateRun = (tx: Tx, id: string, data: Prisma.ChangeRunUncheckedUpdateInput) => tx.changeRun.update({ where: { id }, data: { ...data, version: { increment: 1 } } });

export type StepRecord = Prisma.RunStepGetPayload<object>;
const ofRun = (runId: string) => ({ where: { runType, runId }, orderBy: { position: "asc" as const } });
export const listSteps = (runId: string): Promise<StepRecord[]> => db().runStep.findMany(ofRun(runId));
export const listStepsForMove = (tx: Tx, runId: string): Promise<StepRecord[]> => tx.runStep.findMany(ofRun(runId));
export const listStepsOf = (runIds: readonly string[]) => db().runStep.findMany({ where: { runType, runId: { in: [...runIds] } }, select: { runId: true, position: true, title: true, status: true, isRollback: true }, orderBy: { position: "asc" } });
export const insertSteps = (tx: Tx, rows: readonly Omit<Prisma.RunStepCreateManyInput, "runType">[]) => tx.runStep.createMany({ data: rows.map((row) => ({ ...row, runType })) });
export const updateStep = (tx: Tx, { runId, position }: { runId: string; position: number }, data: Prisma.RunStepUncheckedUpdateManyInput) => tx.runStep.updateMany({ where: { runType, runId, position }, data });

export interface RunEntry {
  kind: "started" | "step" | "asked" | "failed" | "unknown" | "paused" | "held" | "withdrawn" | "status" | "override" | "note" | "late";
  text: string;
  actorName: string;
  at: Date;
}

/** Appends to a run's log. The run has to be locked. */
export async function appendEntries(tx: Tx, runId: string, entries: readonly RunEntry[]): Promise<void> {
  const last = await tx.changeRunEvent.aggregate({ where: { runId }, _max: { seq: true } });
  await tx.changeRunEvent.createMany({ data: entries.map((entry, place) => ({ runId, seq: (last._max.seq ?? 0) + 1 + place, ...entry })) });
}

export const listEntries = (runId: string) => db().changeRunEvent.findMany({ where: { runId }, orderBy: { seq: "asc" }, take: 2_000 });
export const listEntryKinds = async (tx: Tx | null, runId: string): Promise<string[]> => (await (tx ?? db()).changeRunEvent.findMany({ where: { runId }, distinct: ["kind"], select: { kind: true } })).map(({ kind }) => kind);
export const hasOverride = async (tx: Tx | null, runId: string): Promise<boolean> => (await (tx ?? db()).changeRunEvent.count({ where: { runId, kind: "override" } })) > 0;
