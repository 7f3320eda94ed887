import "server-only";
import { performance } from "node:perf_hooks";
import { systemActor } from "../auth/system-actor";
import { systemClock } from "../clock";
import { newId } from "../ids";
import { log } from "../log";
import type { ScheduledTask } from "./task";

interface Slot {
  task: ScheduledTask;
  timer: NodeJS.Timeout | null;
  running: Promise<void> | null;
  /** Woken while it ran or rested: runs once more, as soon as it may. */
  isWoken: boolean;
  /** Until then a notification waits (monotonic). */
  restsUntilMs: number;
}

export interface TaskState {
  name: string;
  lastRunAt: string | null;
  lastError: string | null;
}

/** The time during which this process leads: runs each task, never twice at once, until it ends. */
export class Term {
  private readonly ending = new AbortController();
  private readonly slots: Slot[];
  private readonly states = new Map<string, TaskState>();

  constructor(tasks: readonly ScheduledTask[]) {
    this.slots = tasks.map((task) => ({ task, timer: null, running: null, isWoken: false, restsUntilMs: 0 }));
    for (const slot of this.slots) this.begin(slot);
  }

  wake(channel: string): void {
    for (const slot of this.slots) if (slot.task.wakeOn === channel) this.wakeTask(slot);
  }

  get tasks(): TaskState[] {
    return [...this.states.values()];
  }

  /** Tells what runs to stop, and waits for it. */
  async end(): Promise<void> {
    this.ending.abort();
    for (const { timer } of this.slots) if (timer) clearTimeout(timer);
    await Promise.all(this.slots.map(({ running }) => running));
  }

  private wakeTask(slot: Slot): void {
    const restMs = slot.restsUntilMs - performance.now();
    if (slot.running === null && restMs <= 0) return this.begin(slot);
    if (slot.running === null && !slot.isWoken) this.beginIn(slot, restMs);
    slot.isWoken = true;
  }

  private beginIn(slot: Slot, ms: number): void {
    if (this.ending.signal.aborted) return;
    if (slot.timer) clearTimeout(slot.timer);
    slot.timer = setTimeout(() => this.begin(slot), ms).unref();
  }

  private begin(slot: Slot): void {
    if (this.ending.signal.aborted || slot.running) return;
    if (slot.timer) clearTimeout(slot.timer);
    slot.timer = null;
    slot.isWoken = false;
    slot.running = this.runTask(slot.task).finally(() => {
      slot.running = null;
      const restMs = slot.task.restMs ?? 0;
      slot.restsUntilMs = performance.now() + restMs;
      if (slot.isWoken && restMs === 0) this.begin(slot);
      else this.beginIn(slot, slot.isWoken ? restMs : slot.task.everyMs);
    });
  }

  private async runTask({ name, run }: ScheduledTask): Promise<void> {
    const requestId = newId("job");
    let lastError: string | null = null;
    try {
      await run({ requestId, actor: systemActor(name), clock: systemClock, signal: this.ending.signal, via: "job" });
    } catch (error) {
      lastError = error instanceof Error ? error.message : "failed";
      if (!this.ending.signal.aborted) log().warn({ requestId, task: name, err: error }, "scheduled task failed");
    }
    this.states.set(name, { name, lastRunAt: new Date().toISOString(), lastError });
  }
}
