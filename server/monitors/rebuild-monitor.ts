import "server-only";
import { createOutageTracker, reconcileOutages, type Check, type OutageChanges, type OutageSpan } from "#core/monitors";
import { listStoredOutages, type MonitorState, type StoredMonitor } from "./import-repository";
import { readChecks } from "./stage-repository";

export interface Rebuilt {
  state: Pick<MonitorState, "status" | "statusSince" | "firstCheckAt" | "lastCheckAt">;
  outages: OutageChanges;
}

interface Folded {
  first: Check;
  last: Check;
  statusSinceMs: number;
  outages: OutageSpan[];
}

async function foldChecks(checks: AsyncIterable<Check>): Promise<Folded | null> {
  const tracker = createOutageTracker();
  let folded: Folded | null = null;
  for await (const check of checks) {
    const ended = tracker.push(check);
    if (folded === null) folded = { first: check, last: check, statusSinceMs: check.atMs, outages: [] };
    else {
      if (folded.last.status !== check.status) folded.statusSinceMs = check.atMs;
      folded.last = check;
    }
    if (ended) folded.outages.push(ended);
  }
  const open = tracker.open();
  if (folded && open) folded.outages.push(open);
  return folded;
}

/** Nothing to change. */
export function asStored({ status, statusSince, firstCheckAt, lastCheckAt }: StoredMonitor): Rebuilt {
  return { state: { status, statusSince, firstCheckAt, lastCheckAt }, outages: { create: [], update: [], remove: [] } };
}

/** Computes a monitor's status, span and outages anew from its stored checks. Writes nothing. */
export async function rebuildMonitor(monitor: StoredMonitor): Promise<Rebuilt> {
  const folded = await foldChecks(readChecks(monitor.key));
  if (folded === null) return asStored(monitor);
  const { first, last, statusSinceMs, outages } = folded;
  const firstCheckMs = Math.min(first.atMs, monitor.firstCheckAt?.getTime() ?? first.atMs);
  return {
    state: { status: last.status, statusSince: new Date(statusSinceMs), firstCheckAt: new Date(firstCheckMs), lastCheckAt: new Date(last.atMs) },
    outages: reconcileOutages(await listStoredOutages(monitor.key), outages, first.atMs),
  };
}
