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

/** Counted since the process began. */
export interface CacheCounts {
  /** Found in this process. */
  hits: number;
  /** Came while the same answer was on its way, and shared it. */
  joins: number;
  /** Found in the shared cache. */
  sharedHits: number;
  /** Computed for a question. */
  misses: number;
  /** Computed ahead of a question. */
  warmed: number;
  /** Of the hits, those on answers that were computed ahead. */
  warmedHits: number;
}

/** Held as text outside the heap: a quarter of what the objects would take, and nobody who was given one can change another's. */
interface Held {
  text: Buffer;
  isWarmed: boolean;
}

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
  private readonly held: LRUCache<string, Held>;
  private readonly counts: CacheCounts = { hits: 0, joins: 0, sharedHits: 0, misses: 0, warmed: 0, warmedHits: 0 };
  private readonly flights = new Map<string, Flight<T>>();

  constructor(readonly limits: { entries: number; bytes: number; ttlMs: number }, private readonly shared: () => SharedTexts | null = sharedTexts) {
    this.held = new LRUCache({ max: limits.entries, maxSize: limits.bytes, ttl: limits.ttlMs, sizeCalculation: ({ text }) => Math.max(1, text.byteLength) });
  }

  async get(key: string, signal: AbortSignal, compute: Compute<T>): Promise<Found<T>> {
    const found = this.held.get(key);
    if (found) {
      this.counts.hits += 1;
      if (found.isWarmed) this.counts.warmedHits += 1;
      return { value: JSON.parse(found.text.toString("utf8")) as T, status: "hit" };
    }
    const open = this.flights.get(key);
    const { value, status } = await this.join(key, open ?? this.start(key, compute), signal);
    this.counts[open ? "joins" : status === "hit" ? "sharedHits" : "misses"] += 1;
    return { value, status: open ? "hit" : status };
  }

  /** Computes an answer before anybody asks for it; false when it is there already or could not be kept. */
  async warm(key: string, signal: AbortSignal, compute: Compute<T>): Promise<boolean> {
    if (this.held.has(key) || this.flights.has(key)) return false;
    await this.join(key, this.start(key, compute), signal);
    const kept = this.held.peek(key);
    if (!kept) return false;
    kept.isWarmed = true;
    this.counts.warmed += 1;
    return true;
  }

  /** What it did since the process began and what it holds now. */
  statistics(): CacheCounts & { entries: number; bytes: number; open: number } {
    return { ...this.counts, entries: this.held.size, bytes: this.held.calculatedSize, open: this.flights.size };
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
    this.held.set(key, { text: Buffer.from(text, "utf8"), isWarmed: false });
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
