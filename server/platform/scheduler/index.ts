import "server-only";
import { env } from "../env";
import { Scheduler } from "./scheduler";
import type { ScheduledTask } from "./task";
import { processState } from "../process-state";

export type { ScheduledTask } from "./task";

const scheduler = processState<{ running?: Scheduler }>("scheduler", () => ({}));

/** Takes part in the election of this installation's leader; a second call in one process does nothing. */
export function startScheduler(tasks: readonly ScheduledTask[]): void {
  scheduler.current().running ??= new Scheduler({ connectionString: env().DATABASE_URL, tasks });
}

export async function stopScheduler(): Promise<void> {
  const { running } = scheduler.current();
  scheduler.forget();
  await running?.stop();
}

/** For the health page: throws when this process takes no part, or when a task fails. */
export function schedulerProbe(): Promise<string> {
  const state = scheduler.current().running?.describe();
  if (!state || state.role === "not connected") return Promise.reject(new Error("not connected to the database"));
  const broken = state.tasks.find((task) => task.lastError !== null);
  if (broken) return Promise.reject(new Error(`${broken.name}: ${broken.lastError}`));
  return Promise.resolve(`${state.role} since ${state.since}`);
}
