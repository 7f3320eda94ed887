import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Redis } from "ioredis";
import { z } from "zod";

/** What the Upstash REST interface takes: a command as an array, or several of them. */
const commandSchema = z.array(z.union([z.string(), z.number()])).min(1);
const pipelineSchema = z.array(commandSchema);

type Command = z.infer<typeof commandSchema>;
type Reply = { result: unknown } | { error: string };

export interface Bridge {
  url: string;
  token: string;
  /** Requests that came so far. */
  requests: () => number;
  close: () => Promise<void>;
}

/** Every text but a bare OK is encoded, also inside lists. */
function encode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(encode);
  return typeof value === "string" && value !== "OK" ? Buffer.from(value).toString("base64") : value;
}

async function runCommand(redis: Redis, [name, ...args]: Command): Promise<Reply> {
  try {
    return { result: await redis.call(String(name).toUpperCase(), ...args.map(String)) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : "ERR" };
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

async function answer(redis: Redis, request: IncomingMessage): Promise<{ status: number; body: unknown }> {
  const body = await readJson(request);
  const seal = (reply: Reply): Reply => ("result" in reply && request.headers["upstash-encoding"] === "base64" ? { result: encode(reply.result) } : reply);
  if (request.url === "/pipeline") return { status: 200, body: (await Promise.all(pipelineSchema.parse(body).map((command) => runCommand(redis, command)))).map(seal) };
  const reply = seal(await runCommand(redis, commandSchema.parse(body)));
  return { status: "error" in reply ? 400 : 200, body: reply };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** The part of the Upstash REST interface that the portal uses, in front of a Redis, for tests. */
export async function startBridge(redisUrl: string, token: string): Promise<Bridge> {
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: 0, retryStrategy: () => 100 });
  redis.on("error", () => undefined);
  let came = 0;
  const server = createServer((request, response) => {
    came += 1;
    if (request.headers.authorization !== `Bearer ${token}`) return send(response, 401, { error: "Unauthorized" });
    answer(redis, request).then(({ status, body }) => send(response, status, body)).catch(() => send(response, 400, { error: "ERR bad request" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = async (): Promise<void> => {
    redis.disconnect();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token, requests: () => came, close };
}
