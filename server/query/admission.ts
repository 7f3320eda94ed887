import "server-only";
import { DomainError } from "@/server/platform/errors";
import { processState } from "@/server/platform/process-state";

interface Limits {
  /** Questions that are worked on at once. */
  width: number;
  /** Questions that may wait besides. */
  waiting: number;
  /** Longest wait. */
  patienceMs: number;
}

type Release = () => void;

const busy = (): DomainError => new DomainError("UNAVAILABLE", "More questions are being asked than the portal can answer at once. Ask again in a moment.");

/**
 * Lets a bounded number of questions work at once and a bounded number wait, in the order in which they came. What comes beyond that, or has
 * waited too long, is turned away at once: under too much load the portal goes on answering as many as it can instead of all too late.
 */
export class Admission {
  private running = 0;
  private readonly queue: { admit: () => void }[] = [];

  constructor(private readonly limits: Limits) {}

  /** Resolves to what must be called once the question is answered. Throws `UNAVAILABLE` when there is no room, and when the asker leaves. */
  async enter(signal: AbortSignal): Promise<Release> {
    signal.throwIfAborted();
    if (this.running < this.limits.width) this.running += 1;
    else await this.wait(signal);
    let isOver = false;
    return () => {
      if (!isOver) this.leave();
      isOver = true;
    };
  }

  private wait(signal: AbortSignal): Promise<void> {
    if (this.queue.length >= this.limits.waiting) return Promise.reject(busy());
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", giveUp);
      };
      const place = { admit: () => { end(); resolve(); } };
      const giveUp = (): void => {
        end();
        this.queue.splice(this.queue.indexOf(place), 1);
        reject(busy());
      };
      const timer = setTimeout(giveUp, this.limits.patienceMs);
      signal.addEventListener("abort", giveUp, { once: true });
      this.queue.push(place);
    });
  }

  /** A place that becomes free goes to the first who waits. */
  private leave(): void {
    const next = this.queue.shift();
    if (next) next.admit();
    else this.running -= 1;
  }
}

const admission = processState("admission", () => new Admission({ width: 16, waiting: 256, patienceMs: 2_000 }));

/** Enters the queue that all faces of this process share. */
export const admitQuestion = (signal: AbortSignal): Promise<Release> => admission.current().enter(signal);
