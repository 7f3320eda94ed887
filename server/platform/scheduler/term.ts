import "server-only";
import { systemActor } from "../auth/system-actor";
import { systemClock } from "../clock";
import { newId } from "../ids";
import { log } from "../log";
import type { ScheduledTask } from "./task";

interface Slot {
  task: ScheduledTask;
  timer: NodeJS.Timeout | null;
  running: Promise<void> | null;
  /** Woken while it ran: runs once more right after. */
  isWoken: boolean;
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
    this.slots = tasks.map((task) => ({ task, timer: null, running: null, isWoken: false }));
    for (const slot of this.slots) this.begin(slot);
  }

  wake(channel: string): void {
    for (const slot of this.slots) if (slot.task.wakeOn === channel) this.begin(slot);
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

  private begin(slot: Slot): void {
    if (this.ending.signal.aborted) return;
    if (slot.running) {
      slot.isWoken = true;
      return;
    }
    if (slot.timer) clearTimeout(slot.timer);
    slot.timer = null;
    slot.running = this.runTask(slot.task).finally(() => {
      slot.running = null;
      const isAgain = slot.isWoken;
      slot.isWoken = false;
      if (isAgain) this.begin(slot);
      else if (!this.ending.signal.aborted) slot.timer = setTimeout(() => this.begin(slot), slot.task.everyMs).unref();
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
