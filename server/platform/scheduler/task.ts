import type { Ctx } from "../registry/context";

/** Work that one process of the installation does again and again. It must bear being cut off: the next leader goes on. */
export interface ScheduledTask {
  name: string;
  /** From the end of one run to the begin of the next. */
  everyMs: number;
  /** A notification channel that makes it run at once. */
  wakeOn?: string;
  /** The least time from the end of one run to the next one that a notification begins: a rush of them costs one run. None by default. */
  restMs?: number;
  run: (ctx: Ctx) => Promise<unknown>;
}
