import "server-only";
import type { Ctx } from "../registry/context";
import type { Domain } from "../versions";
import { businessWrite } from "../write";
import { listSilentRuns, markInterrupted, type ImportRunRow } from "./import-repository";

const silenceMs = 30_000;
const error = "Its process ended before it did. What was committed stays; run it again to complete it.";
// The run's own domains went with its process; another counter moved costs a few cached answers.
const domains: readonly Domain[] = ["catalog", "knowledge", "monitors", "tickets"];

class StillAlive extends Error {}

async function close(run: ImportRunRow, before: Date, ctx: Ctx): Promise<boolean> {
  try {
    await businessWrite(ctx, { domains: run.dryRun ? [] : domains }, async (tx, record) => {
      if (!(await markInterrupted(tx, run.id, { before, error }))) throw new StillAlive();
      record({ action: `import.${run.kind}`, entityType: "import_run", entityId: run.id, after: { source: run.source, status: "interrupted", rowsRead: run.rowsRead, created: run.created, updated: run.updated, unchanged: run.unchanged, rejected: run.rejected } });
    });
    return true;
  } catch (failure) {
    if (failure instanceof StillAlive) return false;
    throw failure;
  }
}

/** Tells of imports whose process was killed: their runs end as "interrupted", and answers see what they had committed. */
export async function closeInterruptedImports(ctx: Ctx): Promise<number> {
  const before = new Date(Date.now() - silenceMs);
  let closed = 0;
  for (const run of await listSilentRuns(before)) if (await close(run, before, ctx)) closed += 1;
  return closed;
}
