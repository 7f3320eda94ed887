import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { log } from "../log";
import type { ScheduledTask } from "./task";
import { Term, type TaskState } from "./term";

// Any number will do that nobody else locks.
const leaderLock = 7_251_003;
const beatMs = 2_000;
const answerMs = 3_000;
// The server notices a leader whose machine is gone within some seconds, too, and frees its lock.
const keepAlive = "-c tcp_keepalives_idle=3 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=2";

export interface SchedulerState {
  role: "leading" | "standing by" | "not connected";
  since: string;
  tasks: TaskState[];
}

export interface SchedulerOptions {
  connectionString: string;
  tasks: readonly ScheduledTask[];
}

/**
 * One leader among the processes on a database: who holds an advisory lock on a connection of its own. The lock goes with the
 * connection, so that another process takes over a few seconds after the leader has died or lost the database.
 */
export class Scheduler {
  private readonly stopping = new AbortController();
  private readonly loop: Promise<void>;
  private term: Term | null = null;
  private state: Omit<SchedulerState, "tasks"> = { role: "not connected", since: new Date().toISOString() };

  constructor(private readonly options: SchedulerOptions) {
    this.loop = this.keepTrying();
  }

  describe(): SchedulerState {
    return { ...this.state, tasks: this.term?.tasks ?? [] };
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
  }

  private enter(role: SchedulerState["role"]): void {
    if (this.state.role !== role) this.state = { role, since: new Date().toISOString() };
  }

  private async pause(): Promise<void> {
    await sleep(beatMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  private async keepTrying(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      await this.takePart().catch((error: unknown) => log().warn({ error: error instanceof Error ? error.message : "failed" }, "scheduler lost its connection; trying again"));
      this.enter("not connected");
      await this.pause();
    }
  }

  /** Waits for the lock, leads while the connection lasts, and leaves nothing running behind. */
  private async takePart(): Promise<void> {
    const client = new pg.Client({ connectionString: this.options.connectionString, application_name: "quarterdeck-scheduler", keepAlive: true, connectionTimeoutMillis: answerMs, query_timeout: answerMs, options: keepAlive });
    const lost = new AbortController();
    client.on("error", () => lost.abort());
    client.on("end", () => lost.abort());
    const isOver = (): boolean => this.stopping.signal.aborted || lost.signal.aborted;
    try {
      await client.connect();
      while (!isOver() && !(await this.takeLock(client))) await this.pause();
      if (!isOver()) await this.lead(client, isOver);
    } finally {
      await this.term?.end();
      this.term = null;
      await client.end().catch(() => undefined);
    }
    if (lost.signal.aborted && !this.stopping.signal.aborted) throw new Error("the connection ended");
  }

  private async takeLock(client: pg.Client): Promise<boolean> {
    const { rows } = await client.query<{ isTaken: boolean }>('select pg_try_advisory_lock($1) as "isTaken"', [leaderLock]);
    this.enter("standing by");
    return rows[0]?.isTaken === true;
  }

  private async lead(client: pg.Client, isOver: () => boolean): Promise<void> {
    client.on("notification", ({ channel }) => this.term?.wake(channel));
    for (const { wakeOn } of this.options.tasks) if (wakeOn) await client.query(`listen ${pg.escapeIdentifier(wakeOn)}`);
    this.enter("leading");
    this.term = new Term(this.options.tasks);
    while (!isOver()) {
      await this.pause();
      // An answer shows that the lock is still held.
      if (!isOver()) await client.query("select 1");
    }
  }
}
