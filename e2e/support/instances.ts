import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import pg from "pg";
import { startBridge, type Bridge } from "../../server/platform/cache/testing/upstash-bridge";

const directory = process.env.QUARTERDECK_DATA_DIR ?? "";

const readJson = (name: string): Record<string, string> => JSON.parse(fs.readFileSync(path.join(directory, name), "utf8")) as Record<string, string>;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

const ended = (child: ChildProcess): Promise<void> => (child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : new Promise((resolve) => void child.once("exit", () => resolve())));

async function untilTrue(isTrue: () => Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (await isTrue().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${what} did not start.`);
}

/** A Redis of its own behind the interface that the portal speaks. */
export class OwnRedis {
  private constructor(private readonly server: ChildProcess, readonly bridge: Bridge) {}

  static async start(): Promise<OwnRedis> {
    const port = await freePort();
    const server = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"], { stdio: "ignore" });
    const bridge = await startBridge(`redis://127.0.0.1:${port}`, randomBytes(12).toString("hex"));
    const ping = async (): Promise<boolean> => (await fetch(bridge.url, { method: "POST", headers: { authorization: `Bearer ${bridge.token}` }, body: '["PING"]' })).ok;
    await untilTrue(ping, "redis-server");
    return new OwnRedis(server, bridge);
  }

  /** The Redis is gone at once; the interface in front of it stays and fails. */
  async kill(): Promise<void> {
    this.server.kill("SIGKILL");
    await ended(this.server);
  }

  async close(): Promise<void> {
    await this.kill();
    await this.bridge.close();
  }
}

export interface Instance {
  url: string;
  stop: () => Promise<void>;
  /** It is gone at once, whatever it was doing. */
  kill: () => Promise<void>;
}

/** One more server of the portal under test: the same database and keys, with this shared cache. */
export async function startInstance({ bridge }: OwnRedis): Promise<Instance> {
  const port = await freePort();
  const secrets = readJson("secrets.json");
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env, DATABASE_URL: readJson("runtime.json").databaseUrl, QUARTERDECK_SECRET_KEY: secrets.secretKey, QUARTERDECK_INSTANCE_ID: secrets.instanceId, NEXTAUTH_SECRET: secrets.authSecret,
    QUARTERDECK_URL: url, NEXTAUTH_URL: url, UPSTASH_REDIS_REST_URL: bridge.url, UPSTASH_REDIS_REST_TOKEN: bridge.token, NODE_ENV: "production" as const, PORT: String(port), HOSTNAME: "127.0.0.1", NEXT_MANUAL_SIG_HANDLE: "true", LOG_LEVEL: "silent",
  };
  const child = spawn(process.execPath, ["--require", path.resolve("scripts/preload.cjs"), path.resolve(".next/standalone/server.js")], { env, stdio: "ignore" });
  const end = (signal: NodeJS.Signals) => async (): Promise<void> => {
    child.kill(signal);
    await ended(child);
  };
  const stop = end("SIGTERM");
  await untilTrue(async () => (await fetch(`${url}/readyz`)).ok, "The server").catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { url, stop, kill: end("SIGKILL") };
}

/** Takes away the services whose slug begins so, for the specs that come after. */
export async function removeServices(prefix: string): Promise<void> {
  const client = new pg.Client({ connectionString: readJson("runtime.json").databaseUrl });
  await client.connect();
  await client.query("delete from service where starts_with(slug, $1)", [prefix]);
  await client.query("update data_version set version = version + 1 where domain = 'catalog'");
  await client.end();
}
