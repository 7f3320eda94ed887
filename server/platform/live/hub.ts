import "server-only";
import pg from "pg";
import { env } from "../env";
import { log } from "../log";
import { liveChannel } from "./channel";
import { processState } from "../process-state";

export interface LiveEvent {
  /** A data domain whose version moved. */
  topic: string;
  version: string;
}

type Listener = (event: LiveEvent) => void;

const retryMs = 2_000;

/** One dedicated LISTEN connection a process; it reconnects by itself and opens only while somebody listens. */
class LiveHub {
  private readonly listeners = new Set<Listener>();
  private client: pg.Client | null = null;

  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    if (!this.client) this.connect();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.disconnect();
    };
  }

  close(): void {
    this.listeners.clear();
    this.disconnect();
  }

  private connect(): void {
    const client = new pg.Client({ connectionString: env().DATABASE_URL, application_name: "quarterdeck-live", keepAlive: true });
    this.client = client;
    client.on("notification", ({ payload }) => this.publish(payload));
    client.on("error", () => this.reconnect(client));
    client.connect().then(() => client.query(`listen ${liveChannel}`)).catch(() => this.reconnect(client));
  }

  private reconnect(failed: pg.Client): void {
    if (this.client !== failed) return;
    this.disconnect();
    log().warn("live connection lost; trying again");
    setTimeout(() => this.listeners.size > 0 && !this.client && this.connect(), retryMs).unref();
  }

  private disconnect(): void {
    const closing = this.client;
    this.client = null;
    closing?.removeAllListeners("error").on("error", () => undefined);
    closing?.end().catch(() => undefined);
  }

  private publish(payload: string | undefined): void {
    const [topic, version] = (payload ?? "").split(":");
    if (!topic || !version) return;
    for (const listener of this.listeners) listener({ topic, version });
  }
}

const hub = processState("live hub", () => new LiveHub());

/** Calls back whenever a data domain changes, in this process or in another. Returns the way to stop. */
export const subscribeLive = (listener: Listener): (() => void) => hub.current().subscribe(listener);

/** Ends the connection and forgets who listens (tests that share a process). */
export function closeLive(): void {
  hub.peek()?.close();
  hub.forget();
}
