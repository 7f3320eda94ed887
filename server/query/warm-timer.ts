import "server-only";

export interface WarmTiming {
  /** From a change to the run that it leads to, so that changes which come together lead to one. */
  delayMs: number;
  /** Least time from the end of one run to the beginning of the next. */
  restMs: number;
}

/**
 * Turns a stream of changes into runs. None begins while another works or soon after it; changes that come meanwhile lead to one more, so
 * that data which changes all the time costs a bounded share of the process. `work` does not reject.
 */
export class WarmTimer {
  private timer: NodeJS.Timeout | undefined;
  private isRunning = false;
  private isWanted = false;
  private restsUntil = 0;

  constructor(private readonly work: () => Promise<void>, private readonly timing: WarmTiming, private readonly clock: () => number = () => performance.now()) {}

  /** Tells of a change. */
  touch(): void {
    this.isWanted = true;
    if (!this.isRunning) this.schedule();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.isWanted = false;
  }

  private schedule(): void {
    if (this.timer !== undefined) return;
    this.timer = setTimeout(() => void this.run(), Math.max(this.timing.delayMs, this.restsUntil - this.clock()));
    this.timer.unref();
  }

  private async run(): Promise<void> {
    this.timer = undefined;
    this.isWanted = false;
    this.isRunning = true;
    await this.work();
    this.isRunning = false;
    this.restsUntil = this.clock() + this.timing.restMs;
    if (this.isWanted) this.schedule();
  }
}
