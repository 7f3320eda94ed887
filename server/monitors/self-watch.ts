import "server-only";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { advance, newWatch, stampMs, type WatchState } from "#core/monitors";
import { systemClock } from "@/server/platform/clock";
import { publishFaults } from "@/server/platform/live";
import type { CheckSeen } from "./contract";
import type { SelfComponent } from "./self-component";
import { selfComponents } from "./self-components";
import { ensureSelfMonitors } from "./self-repository";
import { saveFindings, type Finding } from "./watch-repository";
import { processState } from "../platform/process-state";

/** A row of telemetry is kept this often, and at every change. */
const keepEveryMs = 30_000;
const maxWaiting = 5_000;
/** A shorter fault stands on open pages and on record, and wakes nobody afterwards. */
const toldMs = 1_000;

type SelfFinding = Omit<Finding, "key"> & { slug: string };

/** A fault that began and ended before it could be kept. */
export interface PastFault {
  slug: string;
  name: string;
  startedAtMs: number;
  endedAtMs: number;
  cause: string;
}

const slugOf = (component: string): string => `portal-${component}`;

/** Watches this process and what it leans on. It tells open pages from memory at once; what it found waits for the database. */
export class SelfWatch {
  private readonly ending = new AbortController();
  private readonly states = new Map<string, WatchState>();
  private readonly keptAtMs = new Map<string, number>();
  private waiting: SelfFinding[] = [];
  private isFirst = true;

  constructor(private readonly components: readonly SelfComponent[]) {
    for (const component of components) void this.follow(component);
  }

  stop(): void {
    this.ending.abort();
    for (const { close } of this.components) close?.();
  }

  private async follow(component: SelfComponent): Promise<void> {
    while (!this.ending.signal.aborted) {
      const seen = await component.look().then((found): CheckSeen => ({ httpStatus: null, certificateEndsAt: null, ...found }), (error: unknown): CheckSeen => ({ status: "down", httpStatus: null, latencyMs: null, certificateEndsAt: null, reason: error instanceof Error && error.message !== "" ? error.message.slice(0, 200) : "does not answer" }));
      if (!this.ending.signal.aborted) this.note(component, seen);
      await sleep(component.everyMs, undefined, { signal: this.ending.signal, ref: false }).catch(() => undefined);
    }
  }

  private note({ slug, retries }: SelfComponent, seen: CheckSeen): void {
    const before = this.states.get(slug) ?? newWatch;
    const nowMs = systemClock.now().getTime();
    const { state, outage, isChanged } = advance(before, { status: seen.status, atMs: stampMs(nowMs, before.lastCheckMs), cause: seen.reason }, { retries });
    this.states.set(slug, state);
    if (isChanged) this.tell();
    const steadyMs = performance.now();
    const isKept = isChanged || outage !== null || steadyMs - (this.keptAtMs.get(slug) ?? -keepEveryMs) >= keepEveryMs;
    if (!isKept || state.status === "none") return;
    this.keptAtMs.set(slug, steadyMs);
    this.waiting.push({ slug: slugOf(slug), seen, state, outage, isChanged, isKept, nextCheckMs: null });
    if (this.waiting.length > maxWaiting) this.waiting.splice(0, this.waiting.length - maxWaiting);
  }

  private tell(): void {
    publishFaults(this.components.flatMap(({ slug, name }) => {
      const state = this.states.get(slug);
      return state?.status === "down" || state?.status === "degraded" ? [{ component: slug, name, status: state.status, since: new Date(state.sinceMs ?? 0).toISOString() }] : [];
    }));
  }

  /** Writes what was found, as whoever leads. What cannot be written waits. Returns the faults that are over already. */
  async keep(): Promise<PastFault[]> {
    const waiting = [...this.waiting];
    if (waiting.length === 0) return [];
    const names = new Map(this.components.map(({ slug, name }) => [slugOf(slug), name]));
    const keys = await ensureSelfMonitors([...names].map(([slug, name]) => ({ slug, name })), systemClock.now());
    const started = new Set<string>();
    const findings = waiting.flatMap(({ slug, ...finding }): Finding[] => {
      const key = keys.get(slug);
      if (key === undefined) return [];
      // What was open when a process died ends with the first good word of the next.
      const isFirst = this.isFirst && !started.has(slug);
      started.add(slug);
      const outage = isFirst && finding.outage === null && finding.state.status !== "down" ? { kind: "end" as const, atMs: finding.state.sinceMs ?? finding.state.lastCheckMs ?? 0 } : finding.outage;
      return [{ ...finding, key, outage }];
    });
    await saveFindings(findings, findings.some(({ isChanged }) => isChanged));
    this.isFirst = false;
    this.waiting = this.waiting.filter((finding) => !waiting.includes(finding));
    return pastFaults(waiting, names);
  }
}

function pastFaults(findings: readonly SelfFinding[], names: ReadonlyMap<string, string>): PastFault[] {
  const open = new Map<string, { atMs: number; cause: string }>();
  return findings.flatMap(({ slug, outage }): PastFault[] => {
    if (outage?.kind === "begin") open.set(slug, outage);
    const began = open.get(slug);
    if (outage?.kind !== "end" || began === undefined) return [];
    open.delete(slug);
    if (outage.atMs - began.atMs < toldMs) return [];
    return [{ slug, name: names.get(slug) ?? slug, startedAtMs: began.atMs, endedAtMs: outage.atMs, cause: began.cause }];
  });
}

const watch = processState<{ running?: SelfWatch }>("self watch", () => ({}));

/** In every process: a second call does nothing. */
export function startSelfWatch(): void {
  watch.current().running ??= new SelfWatch(selfComponents());
}

export const keepSelfFindings = (): Promise<PastFault[]> => watch.current().running?.keep() ?? Promise.resolve([]);
