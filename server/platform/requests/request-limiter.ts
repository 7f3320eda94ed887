import "server-only";
import { LRUCache } from "lru-cache";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "../db";

const windowSeconds = 60;
const leasedRequests = 20;
const leasesWorthwhileFrom = 10 * leasedRequests;
const knownCallers = 10_000;

/** What a caller has left in the running minute. */
export interface Allowance {
  isAllowed: boolean;
  limit: number;
  remaining: number;
  resetSeconds: number;
}

/** A part of the shared count that this process may hand out without asking again. */
interface Lease {
  left: number;
  sharedLeft: number;
  endsAtMs: number;
}

/**
 * Counts requests by caller in the database, so that every server of one installation counts together. A process takes twenty
 * requests at a time where the limit allows, so that most requests cost no statement. While the database is away it counts alone.
 */
export class RequestLimiter {
  private readonly leaseSize: number;
  private readonly shared: RateLimiterPostgres;
  private readonly leases = new LRUCache<string, Lease>({ max: knownCallers });
  private readonly renewals = new Map<string, Promise<void>>();

  constructor(private readonly limit: number) {
    this.leaseSize = limit >= leasesWorthwhileFrom && limit % leasedRequests === 0 ? leasedRequests : 1;
    const bounds = { points: limit / this.leaseSize, duration: windowSeconds, keyPrefix: "api" };
    this.shared = new RateLimiterPostgres({ ...bounds, storeClient: pool(), storeType: "pool", tableName: "rate_limit", tableCreated: true, clearExpiredByTimeout: false, insuranceLimiter: new RateLimiterMemory(bounds) });
  }

  async consume(caller: string): Promise<Allowance> {
    for (;;) {
      const lease = this.leases.get(caller);
      const isRunning = lease !== undefined && lease.endsAtMs > Date.now();
      if (isRunning && lease.left > 0) {
        lease.left -= 1;
        return this.allowance(lease, true);
      }
      if (isRunning && lease.sharedLeft <= 0) return this.allowance(lease, false);
      await this.renew(caller);
    }
  }

  private allowance(lease: Lease, isAllowed: boolean): Allowance {
    return { isAllowed, limit: this.limit, remaining: lease.left + Math.max(0, lease.sharedLeft), resetSeconds: Math.max(1, Math.ceil((lease.endsAtMs - Date.now()) / 1000)) };
  }

  /** Requests that arrive together wait for one lease instead of taking one each. */
  private renew(caller: string): Promise<void> {
    const running = this.renewals.get(caller);
    if (running) return running;
    const renewal = this.takeLease(caller).finally(() => this.renewals.delete(caller));
    this.renewals.set(caller, renewal);
    return renewal;
  }

  private async takeLease(caller: string): Promise<void> {
    try {
      const taken = await this.shared.consume(caller);
      this.leases.set(caller, { left: this.leaseSize, sharedLeft: taken.remainingPoints * this.leaseSize, endsAtMs: Date.now() + taken.msBeforeNext });
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      this.leases.set(caller, { left: 0, sharedLeft: 0, endsAtMs: Date.now() + refusal.msBeforeNext });
    }
  }
}
