import "server-only";
import { createHash } from "node:crypto";
import { setMaxListeners } from "node:events";
import { LRUCache } from "lru-cache";
import { sharedTexts } from "@/server/platform/cache";
import type { SharedTexts } from "@/server/platform/cache/shared-texts";
import { versionsText, type Domain, type Versions } from "@/server/platform/versions";

interface Found<T> {
  value: T;
  status: "hit" | "miss";
}

export interface Computed<T> {
  value: T;
  isKept: boolean;
  /** From whose data it was computed: it holds until one of them changes. */
  domains: readonly Domain[];
}

type Compute<T> = (signal: AbortSignal) => Promise<Computed<T>>;

/** What is wanted, and the versions of the data that were read before: nothing older is given. */
export interface Wanted {
  key: string;
  versions: Versions;
}

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
  /** Of the domains that it was computed from, as they were then. */
  versions: string;
  isWarmed: boolean;
}

interface Flight<T> {
  promise: Promise<Found<T>>;
  waiters: number;
  abort: AbortController;
}

/** Hash of everything that an answer depends on but its data. Two requests with the same key may share an answer while the data stands; no others may. */
export const cacheKey = (parts: Readonly<Record<string, unknown>>): string => createHash("sha256").update(JSON.stringify(parts)).digest("hex");

/** The answer was computed from data that stands as it was. */
const isCurrent = (versions: string, current: Versions): boolean => versionsText(current, domainsIn(versions)) === versions;
const domainsIn = (versions: string): Domain[] => (versions === "" ? [] : versions.split(",").map((each) => each.split(":")[0] as Domain));

/** Those who ask for the same of the same data wait for one computation. */
const flightOf = ({ key, versions }: Wanted): string => `${key}|${[...versions].map(([domain, version]) => `${domain}:${version}`).sort().join(",")}`;

/** An answer and the versions of its data as one text, which instances share. */
const joined = (versions: string, text: string): string => `${versions}\n${text}`;
function parted(shared: string): { versions: string; text: string } {
  const end = shared.indexOf("\n");
  return { versions: shared.slice(0, end), text: shared.slice(end + 1) };
}

/**
 * Answers by key, each until the data that it was computed from changes, bounded by number and bytes: those of this process, then those that instances share, where a shared cache is configured.
 * Equal requests that arrive together cost one computation, which is given up when the last of them leaves. A failed computation is not kept.
 */
export class AnswerCache<T extends object> {
  private readonly held: LRUCache<string, Held>;
  private readonly counts: CacheCounts = { hits: 0, joins: 0, sharedHits: 0, misses: 0, warmed: 0, warmedHits: 0 };
  private readonly flights = new Map<string, Flight<T>>();

  constructor(readonly limits: { entries: number; bytes: number; ttlMs: number }, private readonly shared: () => SharedTexts | null = sharedTexts) {
    this.held = new LRUCache({ max: limits.entries, maxSize: limits.bytes, ttl: limits.ttlMs, sizeCalculation: ({ text }) => Math.max(1, text.byteLength) });
  }

  async get(wanted: Wanted, signal: AbortSignal, compute: Compute<T>): Promise<Found<T>> {
    const found = this.current(wanted);
    if (found) {
      this.counts.hits += 1;
      if (found.isWarmed) this.counts.warmedHits += 1;
      return { value: JSON.parse(found.text.toString("utf8")) as T, status: "hit" };
    }
    const flightKey = flightOf(wanted);
    const open = this.flights.get(flightKey);
    const { value, status } = await this.join(flightKey, open ?? this.start(wanted, compute), signal);
    this.counts[open ? "joins" : status === "hit" ? "sharedHits" : "misses"] += 1;
    return { value, status: open ? "hit" : status };
  }

  /** Computes an answer before anybody asks for it; false when it is there already or could not be kept. */
  async warm(wanted: Wanted, signal: AbortSignal, compute: Compute<T>): Promise<boolean> {
    const flightKey = flightOf(wanted);
    if (this.current(wanted) || this.flights.has(flightKey)) return false;
    await this.join(flightKey, this.start(wanted, compute), signal);
    const kept = this.held.peek(wanted.key);
    if (!kept) return false;
    kept.isWarmed = true;
    this.counts.warmed += 1;
    return true;
  }

  /** What it did since the process began and what it holds now. */
  statistics(): CacheCounts & { entries: number; bytes: number; open: number } {
    return { ...this.counts, entries: this.held.size, bytes: this.held.calculatedSize, open: this.flights.size };
  }

  /** What is held under the key, if its data still stands. */
  private current({ key, versions }: Wanted): Held | null {
    const found = this.held.get(key);
    return found && isCurrent(found.versions, versions) ? found : null;
  }

  private start(wanted: Wanted, compute: Compute<T>): Flight<T> {
    const key = flightOf(wanted);
    const abort = new AbortController();
    // Every computation of an answer listens: as many as the answer needs.
    setMaxListeners(0, abort.signal);
    const promise = this.obtain(wanted, abort.signal, compute).finally(() => {
      if (this.flights.get(key) === flight) this.flights.delete(key);
    });
    const flight: Flight<T> = { promise, waiters: 0, abort };
    this.flights.set(key, flight);
    return flight;
  }

  private async obtain({ key, versions: current }: Wanted, signal: AbortSignal, compute: Compute<T>): Promise<Found<T>> {
    const shared = this.shared();
    const known = (await shared?.read(key)) ?? null;
    // The seal vouches that this is what an instance of this installation wrote under this key.
    if (known !== null) {
      const { versions, text } = parted(known);
      if (isCurrent(versions, current)) return { value: this.keep(key, JSON.parse(text) as T, { text, versions }), status: "hit" };
    }
    signal.throwIfAborted();
    const { value, isKept, domains } = await compute(signal);
    if (!isKept) return { value, status: "miss" };
    const made = { text: JSON.stringify(value), versions: versionsText(current, domains) };
    void shared?.write(key, joined(made.versions, made.text), this.limits.ttlMs);
    return { value: this.keep(key, value, made), status: "miss" };
  }

  private keep(key: string, value: T, { text, versions }: { text: string; versions: string }): T {
    this.held.set(key, { text: Buffer.from(text, "utf8"), versions, isWarmed: false });
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
