import "server-only";
import { performance } from "node:perf_hooks";
import type { Ctx } from "@/server/platform/registry";
import { readEachVersion, versionsText, type Versions } from "@/server/platform/versions";
import { markNow, projectSource, type Projected } from "./entries-repository";
import { searchSources, type SearchSource } from "./sources";
import { processState } from "@/server/platform/process-state";

interface Mark {
  versions: string;
  /** Where the next look may begin, of a kind whose rows tell when they were written. */
  since: string | null;
  /** Not before: a kind that takes long to compare is compared more rarely, so that the index never costs more than a twentieth. */
  nextAtMs: number;
}

const restFactor = 20;
const marks = processState("search marks", () => new Map<string, Mark>()).current;
/** Conversations bump no version: they are few, and compared every time. */
const isUncounted = (source: SearchSource): boolean => source.kind === "brief";

async function refresh(source: SearchSource, known: Versions, ctx: Pick<Ctx, "clock" | "signal">): Promise<void> {
  const mark = marks().get(source.kind);
  const versions = versionsText(known, source.domains);
  if (mark?.versions === versions && !isUncounted(source)) return;
  const started = performance.now();
  const since = source.writtenRow === undefined ? null : await markNow();
  await projectSource(source, ctx.signal, mark?.since ?? null);
  marks().set(source.kind, { versions, since, nextAtMs: ctx.clock.now().getTime() + (performance.now() - started) * restFactor });
}

/** Brings the index up to date with whatever changed since the last run of this process; the first run compares everything. */
export async function projectSearch(ctx: Pick<Ctx, "clock" | "signal">): Promise<void> {
  const nowMs = ctx.clock.now().getTime();
  const due = searchSources.filter(({ kind }) => nowMs >= (marks().get(kind)?.nextAtMs ?? 0));
  if (due.length === 0) return;
  // Read before the data: a change in between is found again, never missed.
  const known = await readEachVersion(due.flatMap(({ domains }) => domains));
  for (const source of due) await refresh(source, known, ctx);
}

/** Compares everything, whatever the versions say: for the night and for tests. Tells how many entries were wrong. */
export async function rebuildSearch({ signal }: Pick<Ctx, "signal">): Promise<Projected> {
  const total: Projected = { written: 0, removed: 0 };
  for (const source of searchSources) {
    const { written, removed } = await projectSource(source, signal);
    total.written += written;
    total.removed += removed;
  }
  return total;
}
