import "server-only";
import { log } from "../../platform/log";

export interface Lease {
  /** Ends when somebody else has the run, or nobody can be asked who has. */
  lost: AbortSignal;
  /** Ends when the run was paused: what changes nothing is left off. */
  paused: AbortSignal;
  stop: () => void;
}

/** Renews the lease of a run while a step of it is carried out. `renewed`: the run's state, or null when somebody else has it. */
export function keepLease(renewed: () => Promise<string | null>, { leaseMs, everyMs }: { leaseMs: number; everyMs: number }): Lease {
  const [lost, paused] = [new AbortController(), new AbortController()];
  let heldUntilMs = performance.now() + leaseMs;
  const renew = async (): Promise<void> => {
    const status = await renewed();
    if (status === null) lost.abort();
    else heldUntilMs = performance.now() + leaseMs;
    if (status === "paused") paused.abort();
  };
  const timer = setInterval(() => {
    renew().catch((error: unknown) => {
      log().warn({ err: error }, "the lease of a run could not be renewed");
      // While the database is away nobody else can take the run either, until the lease is over.
      if (performance.now() > heldUntilMs) lost.abort();
    });
  }, everyMs);
  return { lost: lost.signal, paused: paused.signal, stop: () => clearInterval(timer) };
}
