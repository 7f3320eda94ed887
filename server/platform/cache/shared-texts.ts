import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { log } from "../log";

/** The two commands that are used of a Redis. */
export interface TextStore {
  get(key: string): Promise<unknown>;
  set(key: string, value: string, options: { px: number }): Promise<unknown>;
}

interface Limits {
  /** Of this installation: what another one has written, or anything that was changed since, does not count. */
  secret: string;
  /** Longest wait of a reader. */
  readMs?: number;
  /** How long the store is left alone after it failed or was late. */
  restMs?: number;
  /** Longest text that is shared. */
  limitBytes?: number;
  /** Writes under way; beyond them a text is not shared. */
  pendingWrites?: number;
  /** Monotonic milliseconds. */
  clock?: () => number;
}

const sealLength = 43;
const late = Symbol("late");

/** Resolves to `late` when the promise takes longer; what it does after that is of no interest. */
async function within<T>(ms: number, promise: Promise<T>): Promise<T | typeof late> {
  let timer: NodeJS.Timeout | undefined;
  const alarm = new Promise<typeof late>((resolve) => void (timer = setTimeout(() => resolve(late), ms)));
  try {
    return await Promise.race([promise, alarm]);
  } finally {
    clearTimeout(timer);
    promise.catch(() => undefined);
  }
}

/**
 * Texts that several instances of one installation share. A store that is down, slow or holds something else is the same as one that is
 * empty; after a failure it is left alone for a while. Each text is sealed with its key, so that a wrong one cannot pass for a right one.
 */
export class SharedTexts {
  private readonly limits: Required<Limits>;
  private readonly space: string;
  private restsUntil = 0;
  private writes = 0;

  constructor(private readonly store: TextStore, limits: Limits) {
    this.limits = { readMs: 150, restMs: 5_000, limitBytes: 512 * 1024, pendingWrites: 32, clock: () => performance.now(), ...limits };
    this.space = this.sign("namespace").slice(0, 12);
  }

  /** The text under this key, or null. Never throws. */
  async read(key: string): Promise<string | null> {
    if (this.isResting()) return null;
    try {
      const found = await within(this.limits.readMs, this.store.get(this.nameOf(key)));
      if (found === late) this.rest("late");
      return typeof found === "string" ? this.unseal(key, found) : null;
    } catch (error) {
      this.rest(error);
      return null;
    }
  }

  /** Shares a text behind the caller's back. Resolves when that is over, whatever came of it. */
  async write(key: string, text: string, ttlMs: number): Promise<void> {
    if (this.isResting() || this.writes >= this.limits.pendingWrites || Buffer.byteLength(text) > this.limits.limitBytes) return;
    this.writes += 1;
    try {
      await this.store.set(this.nameOf(key), this.sign(`${key}\n${text}`) + text, { px: ttlMs });
    } catch (error) {
      this.rest(error);
    } finally {
      this.writes -= 1;
    }
  }

  private nameOf(key: string): string {
    return `quarterdeck:${this.space}:${key}`;
  }

  private sign(text: string): string {
    return createHmac("sha256", this.limits.secret).update("shared cache\n").update(text).digest("base64url");
  }

  private unseal(key: string, sealed: string): string | null {
    if (sealed.length <= sealLength || Buffer.byteLength(sealed) > this.limits.limitBytes + sealLength) return null;
    const text = sealed.slice(sealLength);
    const given = Buffer.from(sealed.slice(0, sealLength));
    const expected = Buffer.from(this.sign(`${key}\n${text}`));
    return given.length === expected.length && timingSafeEqual(given, expected) ? text : null;
  }

  private isResting(): boolean {
    return this.limits.clock() < this.restsUntil;
  }

  private rest(reason: unknown): void {
    if (this.isResting()) return;
    this.restsUntil = this.limits.clock() + this.limits.restMs;
    // The client's messages repeat the whole command, so only the kind of failure is kept.
    log().warn({ reason: reason instanceof Error ? reason.name : String(reason), restMs: this.limits.restMs }, "the shared cache does not answer; answers are computed without it");
  }
}
