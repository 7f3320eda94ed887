import "server-only";
import { performance } from "node:perf_hooks";
import pg from "pg";
import { env } from "../env";

const answerMs = 450;
const lateMs = 150;

/** Asks the database over a connection of its own, so that neither a full pool nor a slow query is taken for a fault. */
export class DatabaseProbe {
  private client: pg.Client | null = null;

  constructor(private readonly connectionString: string = env().DATABASE_URL) {}

  /** Milliseconds of the answer; throws when there is none within 0.45 s. */
  async ask(): Promise<number> {
    const started = performance.now();
    try {
      return await this.askOnce();
    } catch (error) {
      // A connection may be cut without a fault, and a process that was busy itself sees answers late: asked once more at once, on a new connection.
      const elapsedMs = performance.now() - started;
      if (elapsedMs > answerMs - lateMs && elapsedMs < answerMs + lateMs) throw error;
      return this.askOnce();
    }
  }

  close(): void {
    const { client } = this;
    this.client = null;
    client?.removeAllListeners("error").on("error", () => undefined);
    client?.connection.stream.destroy();
  }

  private async askOnce(): Promise<number> {
    const started = performance.now();
    try {
      this.client ??= await this.connect();
      await this.client.query("select 1");
      return Math.round((performance.now() - started) * 10) / 10;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.connectionString, application_name: "quarterdeck-probe", connectionTimeoutMillis: answerMs, query_timeout: answerMs });
    client.on("error", () => {
      if (this.client === client) this.client = null;
    });
    try {
      await client.connect();
      return client;
    } catch (error) {
      client.connection.stream.destroy();
      throw error;
    }
  }
}
