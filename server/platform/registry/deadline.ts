import "server-only";
import { DomainError } from "../errors";
import type { Cost } from "./operation";

export const deadlineMs: Readonly<Record<Cost, number>> = { light: 2_000, normal: 5_000, heavy: 12_000 };

/** A look-up's answer later than this is of no use to whoever asked; a statement gets what is left for rows to be read. */
export const statementMs: Readonly<Record<Cost, number>> = { light: 1_500, normal: 4_000, heavy: 8_000 };

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
