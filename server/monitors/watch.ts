import "server-only";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { advance, beatDueMs, firstDelayMs, newWatch, nextDelayMs, stampMs, unanswered, type CheckStatus, type WatchState } from "#core/monitors";
import { log } from "@/server/platform/log";
import type { Ctx } from "@/server/platform/registry";
import { checkSchema, type CheckSeen, type MonitorCheck } from "./contract";
import { runCheck, type CheckRun, type CheckRunResult } from "./run-check";
import { openHeaders } from "./secret-headers";
import { listWatched, readNetworks, saveFindings, type Finding, type MonitorRecord } from "./watch-repository";

const tickMs = 100;
const saveEveryMs = 1_000;
const loadEveryMs = 3_000;
const tellEveryMs = 60_000;
/** More than this are never asked at once. A target that hangs holds one of these until its timeout, and no second one. */
const maxRunning = 256;
const maxWaiting = 50_000;

interface Watched {
  row: MonitorRecord;
  check: MonitorCheck;
  state: WatchState;
  dueMs: number;
  isRunning: boolean;
}

const msOf = (date: Date | null): number | null => date?.getTime() ?? null;

function stateOf(row: MonitorRecord): WatchState {
  const failingSinceMs = (row.lastResult as { failingSinceMs?: number | null } | null)?.failingSinceMs ?? null;
  const flappingSinceMs = msOf(row.flappingSince);
  return { status: row.status as CheckStatus | "none", sinceMs: msOf(row.statusSince), failures: row.failures, failingSinceMs, flappingSinceMs, changesMs: flappingSinceMs === null ? [] : [flappingSinceMs, flappingSinceMs], lastCheckMs: msOf(row.lastCheckAt) };
}

export interface WatchOptions {
  /** Instead of the network. */
  check?: (run: CheckRun) => Promise<CheckRunResult>;
  random?: () => number;
}

/** The checks of one term of leading: due times on a clock that nobody can set, findings gathered and written once a second. */
export class Watch {
  private readonly watched = new Map<number, Watched>();
  private waiting: Finding[] = [];
  private running = 0;
  private allowed = "";
  private toldAtMs = -tellEveryMs;
  private readonly check: (run: CheckRun) => Promise<CheckRunResult>;
  private readonly random: () => number;

  constructor(private readonly ctx: Pick<Ctx, "clock" | "signal">, options: WatchOptions = {}) {
    this.check = options.check ?? runCheck;
    this.random = options.random ?? Math.random;
  }

  private nowMs(): number {
    return this.ctx.clock.now().getTime();
  }

  /** Takes over what people changed since. The state of what is watched already stays, the settings are new. */
  async load(): Promise<void> {
    const rows = await listWatched();
    this.allowed = (await readNetworks()).join(",");
    const gone = new Set(this.watched.keys());
    for (const row of rows) {
      const check = checkSchema.safeParse(row.check);
      if (!check.success) continue;
      gone.delete(row.key);
      this.take(row, check.data);
    }
    for (const key of gone) this.watched.delete(key);
  }

  private take(row: MonitorRecord, check: MonitorCheck): void {
    const known = this.watched.get(row.key);
    if (known?.row.version === row.version) known.row = row;
    else if (known) Object.assign(known, { row, check, dueMs: performance.now() });
    else {
      const delayMs = firstDelayMs({ intervalMs: row.intervalMs ?? 30_000, nextCheckMs: msOf(row.nextCheckAt), nowMs: this.nowMs() }, this.random());
      this.watched.set(row.key, { row, check, state: row.lastCheckAt === null ? newWatch : stateOf(row), dueMs: performance.now() + delayMs, isRunning: false });
    }
  }

  /** Begins every check that is due. */
  begin(): void {
    const nowMs = performance.now();
    for (const watched of this.watched.values()) {
      if (watched.isRunning || watched.dueMs > nowMs || this.running >= maxRunning) continue;
      if (watched.check.kind === "heartbeat") this.listen(watched);
      else void this.ask(watched);
    }
  }

  private async ask(watched: Watched): Promise<void> {
    const { row, check } = watched;
    watched.isRunning = true;
    this.running += 1;
    const startedMs = performance.now();
    const { seen } = await this.check({ check, secretHeaders: openHeaders(row.checkSecret), timeoutMs: row.timeoutMs ?? 10_000, degradedMs: row.degradedMs, allowed: this.allowed, nowMs: this.nowMs(), signal: this.ctx.signal });
    this.running -= 1;
    watched.isRunning = false;
    // What was cut off by the end of the term says nothing about the target.
    if (this.ctx.signal.aborted || !this.watched.has(row.key)) return;
    this.note(watched, seen, this.nowMs());
    const isUnconfirmed = watched.state.failures > 0 && watched.state.status !== "down";
    watched.dueMs = startedMs + nextDelayMs({ intervalMs: row.intervalMs ?? 30_000, isUnconfirmed }, this.random());
  }

  /** A heartbeat that came is a finding at its own time; one that is missing is one at the time it counts as missing, then every interval. */
  private listen(watched: Watched): void {
    const { row, check, state } = watched;
    if (check.kind !== "heartbeat") return;
    const intervalMs = row.intervalMs ?? 30_000;
    const lastBeatMs = msOf(row.lastBeatAt);
    const nowMs = this.nowMs();
    const missingMs = beatDueMs({ lastBeatMs, intervalMs, graceMs: check.graceMs });
    watched.dueMs = performance.now() + Math.min(intervalMs, saveEveryMs);
    if (missingMs === null || lastBeatMs === null) return;
    const isNew = state.lastCheckMs === null || lastBeatMs > state.lastCheckMs || (state.status === "down" && nowMs < missingMs);
    if (isNew && nowMs < missingMs) this.note(watched, { status: "up", httpStatus: null, latencyMs: null, reason: "heartbeat received", certificateEndsAt: null }, lastBeatMs);
    else if (nowMs >= missingMs && (state.status !== "down" || nowMs - (state.lastCheckMs ?? 0) >= intervalMs)) this.note(watched, unanswered("no heartbeat in time"), state.status === "down" ? nowMs : missingMs);
  }

  private note(watched: Watched, seen: CheckSeen, atMs: number): void {
    const { row } = watched;
    const retries = watched.check.kind === "heartbeat" ? 1 : row.retries;
    const { state, outage, isChanged } = advance(watched.state, { status: seen.status, atMs: stampMs(atMs, watched.state.lastCheckMs), cause: seen.reason }, { retries });
    watched.state = state;
    this.waiting.push({ key: row.key, seen, state, outage, isChanged, isKept: true, nextCheckMs: this.nowMs() + (row.intervalMs ?? 30_000) });
    if (this.waiting.length > maxWaiting) this.waiting.splice(0, this.waiting.length - maxWaiting);
  }

  /** Writes what was found. What cannot be written waits for the next second. */
  async save(): Promise<void> {
    if (this.waiting.length === 0) return;
    const findings = this.waiting;
    this.waiting = [];
    const nowMs = performance.now();
    const isTold = findings.some(({ isChanged }) => isChanged) || nowMs - this.toldAtMs >= tellEveryMs;
    try {
      await saveFindings(findings, isTold);
      if (isTold) this.toldAtMs = nowMs;
    } catch (error) {
      this.waiting = [...findings, ...this.waiting];
      throw error;
    }
  }
}

/** Checks until the term ends. A fault of the database stops the writing, never the checking. */
export async function watchMonitors(ctx: Ctx, options: WatchOptions = {}): Promise<void> {
  const watch = new Watch(ctx, options);
  await watch.load();
  let loadedMs = performance.now();
  let savedMs = loadedMs;
  let work: Promise<void> | null = null;
  const background = (run: () => Promise<void>): void => {
    work = run().catch((error: unknown) => log().warn({ error: error instanceof Error ? error.message : "failed" }, "findings of monitors wait for the database")).finally(() => (work = null));
  };
  while (!ctx.signal.aborted) {
    watch.begin();
    const nowMs = performance.now();
    if (work === null && nowMs - savedMs >= saveEveryMs) {
      savedMs = nowMs;
      const isLoading = nowMs - loadedMs >= loadEveryMs;
      if (isLoading) loadedMs = nowMs;
      background(async () => {
        await watch.save();
        if (isLoading) await watch.load();
      });
    }
    await sleep(tickMs, undefined, { signal: ctx.signal }).catch(() => undefined);
  }
  await (work as Promise<void> | null);
  await watch.save().catch(() => undefined);
}
