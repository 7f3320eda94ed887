import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import { db, type Tx } from "@/server/platform/db";
import type { Scope } from "@/server/platform/auth/actor";
import type { ListRunbookRuns } from "./contract";

const runType = "runbook";
export const activeStatuses = ["running", "paused"];
const overStatuses = ["completed", "failed", "abandoned"];

/** Runbooks are for those inside; customers see none of their runs. */
const runsIn = (scope: Scope): Prisma.RunbookRunWhereInput => (scope.kind === "customers" ? { id: { in: [] } } : {});
const include = { document: { select: { slug: true, title: true, publishedVersion: true, version: true, serviceId: true } } } satisfies Prisma.RunbookRunInclude;
export type RunRecord = Prisma.RunbookRunGetPayload<{ include: typeof include }>;
export type StepRecord = Prisma.RunStepGetPayload<object>;
export type RunKey = { id: string } | { number: number };

export async function listRunRecords(scope: Scope, { runbook, status, subject, subjectId, limit, cursor }: ListRunbookRuns & { subjectId?: string | undefined }): Promise<{ records: RunRecord[]; total: number }> {
  const where: Prisma.RunbookRunWhereInput = {
    AND: [runsIn(scope), {
      ...(runbook === undefined ? {} : { document: { slug: runbook } }), ...(subject === undefined ? {} : { subjectType: subject }), ...(subjectId === undefined ? {} : { subjectId }),
      ...(status === undefined ? {} : { status: status === "active" ? { in: activeStatuses } : status === "over" ? { in: overStatuses } : status }),
    }],
  };
  const [records, total] = await Promise.all([db().runbookRun.findMany({ where, include, orderBy: [{ startedAt: "desc" }, { id: "desc" }], take: limit + 1, ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}) }), db().runbookRun.count({ where })]);
  return { records, total };
}

export const findRun = (scope: Scope, number: number): Promise<RunRecord | null> => db().runbookRun.findFirst({ where: { AND: [runsIn(scope), { number }] }, include });

/** The run as it is, locked: two people, and a runner, take turns. */
export async function findRunForMove(tx: Tx, scope: Scope, key: RunKey): Promise<RunRecord | null> {
  if ("id" in key) await tx.$executeRaw`select 1 from runbook_run where id = ${key.id} for update`;
  else await tx.$executeRaw`select 1 from runbook_run where number = ${key.number} for update`;
  return tx.runbookRun.findFirst({ where: { AND: [runsIn(scope), key] }, include });
}

export const insertRun = (tx: Tx, data: Prisma.RunbookRunUncheckedCreateInput): Promise<{ id: string; number: number }> => tx.runbookRun.create({ data, select: { id: true, number: true } });
export const updateRun = (tx: Tx, id: string, data: Prisma.RunbookRunUncheckedUpdateInput) => tx.runbookRun.update({ where: { id }, data: { ...data, version: { increment: 1 } } });

const ofRun = (runId: string) => ({ where: { runType, runId }, orderBy: { position: "asc" as const } });
export const listSteps = (runId: string): Promise<StepRecord[]> => db().runStep.findMany(ofRun(runId));
export const listStepsForMove = (tx: Tx, runId: string): Promise<StepRecord[]> => tx.runStep.findMany(ofRun(runId));
export const listStepsOf = (runIds: readonly string[]) => db().runStep.findMany({ where: { runType, runId: { in: [...runIds] } }, select: { runId: true, title: true, status: true }, orderBy: { position: "asc" } });
export const insertSteps = (tx: Tx, rows: readonly Omit<Prisma.RunStepCreateManyInput, "runType">[]) => tx.runStep.createMany({ data: rows.map((row) => ({ ...row, runType })) });
export const updateStep = (tx: Tx, { runId, position }: { runId: string; position: number }, data: Prisma.RunStepUncheckedUpdateManyInput) => tx.runStep.updateMany({ where: { runType, runId, position }, data });

export interface RunEntry {
  kind: "started" | "step" | "asked" | "failed" | "unknown" | "paused" | "status" | "note" | "late";
  text: string;
  actorName: string;
  at: Date;
}

/** Appends to a run's log. The run has to be locked. */
export async function appendEntries(tx: Tx, runId: string, entries: readonly RunEntry[]): Promise<void> {
  const last = await tx.runbookRunEvent.aggregate({ where: { runId }, _max: { seq: true } });
  await tx.runbookRunEvent.createMany({ data: entries.map((entry, place) => ({ runId, seq: (last._max.seq ?? 0) + 1 + place, ...entry })) });
}

export const listEntries = (runId: string) => db().runbookRunEvent.findMany({ where: { runId }, orderBy: { seq: "asc" }, take: 2_000 });
