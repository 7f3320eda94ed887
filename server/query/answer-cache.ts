import "server-only";
import { createHash } from "node:crypto";
import { setMaxListeners } from "node:events";
import { LRUCache } from "lru-cache";
import { sharedTexts } from "@/server/platform/cache";
import type { SharedTexts } from "@/server/platform/cache/shared-texts";

interface Found<T> {
  value: T;
  status: "hit" | "miss";
}

type Compute<T> = (signal: AbortSignal) => Promise<{ value: T; isKept: boolean }>;

interface Flight<T> {
  promise: Promise<Found<T>>;
  waiters: number;
  abort: AbortController;
}

/** Hash of everything that an answer depends on. Two requests with the same key may share an answer; no others may. */
export const cacheKey = (parts: Readonly<Record<string, unknown>>): string => createHash("sha256").update(JSON.stringify(parts)).digest("hex");

/**
 * Answers by key, bounded by number and bytes: those of this process, then those that instances share, where a shared cache is configured.
 * Equal requests that arrive together cost one computation, which is given up when the last of them leaves. A failed computation is not kept.
 */
export class AnswerCache<T extends object> {
  private readonly held: LRUCache<string, { value: T; bytes: number }>;
  private readonly flights = new Map<string, Flight<T>>();

  constructor(private readonly limits: { entries: number; bytes: number; ttlMs: number }, private readonly shared: () => SharedTexts | null = sharedTexts) {
    this.held = new LRUCache({ max: limits.entries, maxSize: limits.bytes, ttl: limits.ttlMs, sizeCalculation: ({ bytes }) => bytes });
  }

  async get(key: string, signal: AbortSignal, compute: Compute<T>): Promise<Found<T>> {
    const found = this.held.get(key);
    if (found) return { value: found.value, status: "hit" };
    const open = this.flights.get(key);
    const { value, status } = await this.join(key, open ?? this.start(key, compute), signal);
    return { value, status: open ? "hit" : status };
  }

  private start(key: string, compute: Compute<T>): Flight<T> {
    const abort = new AbortController();
    // Every computation of an answer listens: as many as the answer needs.
    setMaxListeners(0, abort.signal);
    const promise = this.obtain(key, abort.signal, compute).finally(() => {
      if (this.flights.get(key) === flight) this.flights.delete(key);
    });
    const flight: Flight<T> = { promise, waiters: 0, abort };
    this.flights.set(key, flight);
    return flight;
  }

  private async obtain(key: string, signal: AbortSignal, compute: Compute<T>): Promise<Found<T>> {
    const shared = this.shared();
    const known = (await shared?.read(key)) ?? null;
    // The seal vouches that this is what an instance of this installation wrote under this key.
    if (known !== null) return { value: this.keep(key, JSON.parse(known) as T, known), status: "hit" };
    signal.throwIfAborted();
    const { value, isKept } = await compute(signal);
    if (!isKept) return { value, status: "miss" };
    const text = JSON.stringify(value);
    void shared?.write(key, text, this.limits.ttlMs);
    return { value: this.keep(key, value, text), status: "miss" };
  }

  private keep(key: string, value: T, text: string): T {
    this.held.set(key, { value, bytes: Math.max(1, Buffer.byteLength(text)) });
    return value;
  }

  private async join(key: string, flight: Flight<T>, signal: AbortSignal): Promise<Found<T>> {
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
