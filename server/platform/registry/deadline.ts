import "server-only";
import { DomainError } from "../errors";
import type { Cost } from "./operation";

type Limits = Readonly<Record<Cost, number>>;

/** Limits for a machine that is slower by a factor; what is heavy stays, as nobody waits longer than that, and nothing else gets more. */
export const stretched = ({ light, normal, heavy }: Limits, factor: number): Limits => ({ light: Math.min(light * factor, heavy), normal: Math.min(normal * factor, heavy), heavy });

/** Checked where the environment is: this is read by whatever runs, and some of it has none. */
const factor = Math.max(1, Number(process.env.DEADLINE_FACTOR ?? 1) || 1);

export const deadlineMs: Limits = stretched({ light: 2_000, normal: 5_000, heavy: 12_000 }, factor);

/** A look-up's answer later than this is of no use to whoever asked; a statement gets what is left for rows to be read. */
export const statementMs: Limits = stretched({ light: 1_500, normal: 4_000, heavy: 8_000 }, factor);

const tooLate = (ms: number, cause: unknown): DomainError => new DomainError("UNAVAILABLE", `This was not ready within ${ms / 1000} seconds. Narrow it, or try again.`, { cause });

/** Runs with a signal that ends with the caller or the deadline, whichever is first; late work is given up even where it does not listen. */
export async function runInTime<T>(run: (signal: AbortSignal) => Promise<T>, { signal, cost }: { signal: AbortSignal; cost: Cost }, limits = deadlineMs): Promise<T> {
  const deadline = AbortSignal.timeout(limits[cost]);
  const either = AbortSignal.any([signal, deadline]);
  const given = new Promise<never>((_, reject) => {
    either.addEventListener("abort", () => reject(deadline.aborted && !signal.aborted ? tooLate(limits[cost], deadline.reason) : signal.reason), { once: true });
  });
  signal.throwIfAborted();
  return Promise.race([run(either), given]);
}
