import "server-only";
import { setMaxListeners } from "node:events";

/** Rejects as soon as the request is given up; the database ends its statement by its own deadline. What the promise comes to after that is taken note of and dropped. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  // A question waits for as many statements at once as it asks; each takes its listener away again.
  setMaxListeners(0, signal);
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error("The request was given up."));
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
