import "server-only";
import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";

interface Flight<T> {
  promise: Promise<T>;
  waiters: number;
  abort: AbortController;
}

/** Hash of everything that an answer depends on. Two requests with the same key may share an answer; no others may. */
export const cacheKey = (parts: Readonly<Record<string, unknown>>): string => createHash("sha256").update(JSON.stringify(parts)).digest("hex");

/**
 * Answers by key, bounded by number and bytes. Equal requests that arrive together cost one computation, which is given up when the last
 * of them leaves. A failed computation is not kept.
 */
export class AnswerCache<T extends object> {
  private readonly held: LRUCache<string, { value: T; bytes: number }>;
  private readonly flights = new Map<string, Flight<T>>();

  constructor(limits: { entries: number; bytes: number; ttlMs: number }) {
    this.held = new LRUCache({ max: limits.entries, maxSize: limits.bytes, ttl: limits.ttlMs, sizeCalculation: ({ bytes }) => bytes });
  }

  async get(key: string, signal: AbortSignal, compute: (signal: AbortSignal) => Promise<{ value: T; isKept: boolean }>): Promise<{ value: T; status: "hit" | "miss" }> {
    const found = this.held.get(key);
    if (found) return { value: found.value, status: "hit" };
    const open = this.flights.get(key);
    const flight = open ?? this.start(key, compute);
    return { value: await this.join(key, flight, signal), status: open ? "hit" : "miss" };
  }

  private start(key: string, compute: (signal: AbortSignal) => Promise<{ value: T; isKept: boolean }>): Flight<T> {
    const abort = new AbortController();
    const promise = compute(abort.signal).then(({ value, isKept }) => {
      if (isKept) this.held.set(key, { value, bytes: Math.max(1, Buffer.byteLength(JSON.stringify(value))) });
      return value;
    }).finally(() => {
      if (this.flights.get(key) === flight) this.flights.delete(key);
    });
    const flight: Flight<T> = { promise, waiters: 0, abort };
    this.flights.set(key, flight);
    return flight;
  }

  private async join(key: string, flight: Flight<T>, signal: AbortSignal): Promise<T> {
    flight.waiters += 1;
    let leave: (() => void) | undefined;
    const left = new Promise<never>((_, reject) => {
      leave = () => reject(signal.reason instanceof Error ? signal.reason : new Error("The request was given up."));
      if (signal.aborted) leave();
      else signal.addEventListener("abort", leave, { once: true });
    });
    try {
      return await Promise.race([flight.promise, left]);
    } finally {
      if (leave) signal.removeEventListener("abort", leave);
      flight.waiters -= 1;
      if (flight.waiters === 0 && this.flights.get(key) === flight) this.abandon(key, flight);
    }
  }

  private abandon(key: string, flight: Flight<T>): void {
    this.flights.delete(key);
    flight.promise.catch(() => undefined);
    flight.abort.abort(new Error("Nobody waits for this answer any more."));
  }
}
