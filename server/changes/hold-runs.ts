import "server-only";
import type { Tx } from "../platform/db";
import { appendEntries, listActiveRuns, updateRun, type RunEntry } from "./runs-repository";

/** Stops what is under way where it stands: a step that is being carried out ends, nothing follows. A run that goes back already is left to do so. */
export async function holdRunsOf(tx: Tx, { planId, ...entry }: Omit<RunEntry, "kind"> & { planId: string }): Promise<void> {
  for (const { id, status } of await listActiveRuns(tx, planId)) {
    if (status === "running") await updateRun(tx, id, { status: "paused" });
    await appendEntries(tx, id, [{ ...entry, kind: "withdrawn" }]);
  }
}
