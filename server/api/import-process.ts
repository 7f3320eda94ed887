import "server-only";
import { spawn, type ChildProcessByStdio } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { env } from "../platform/env";
import { DomainError, toPublicError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { runOrder, writeOrder, type ImportMessage, type ImportOrder } from "./import-order";

// A file of 100 MB streams through; without a bound a heap grows to what the machine has before it is swept.
const flags = ["--max-old-space-size=96", "--max-semi-space-size=2", "--conditions=react-server", "--import", "tsx", "server/api/import-worker.ts"];

const cutOff = new DomainError("UNAVAILABLE", "The import was cut off. What was committed stays; run it again to complete it.");

type Send = (message: ImportMessage) => void;
type Worker = ChildProcessByStdio<Writable, Readable, null>;

/** The folder with the sources that a worker runs from; null where the server stands alone, without them. */
function sourcesFolder(): string | null {
  const folder = env().QUARTERDECK_HOME;
  return folder !== undefined && existsSync(path.join(/* turbopackIgnore: true */ folder, "node_modules", "tsx")) ? folder : null;
}

/** Passes the worker's messages on. Resolves with whether the last of them has come. */
async function relay(worker: Worker, send: Send): Promise<boolean> {
  let isComplete = false;
  for await (const line of createInterface({ input: worker.stdout })) {
    const message = JSON.parse(line) as ImportMessage;
    isComplete = message.type !== "progress";
    send(message);
  }
  return isComplete;
}

async function runApart(folder: string, order: ImportOrder, { ctx, send }: { ctx: Ctx; send: Send }): Promise<void> {
  const worker = spawn(process.execPath, flags, { cwd: folder, stdio: ["pipe", "pipe", "inherit"], env: { ...process.env, NODE_OPTIONS: "" } });
  // The end of its input tells the worker that nobody waits any more; so does the death of this process.
  const leave = (): void => void worker.stdin.end();
  worker.on("error", () => undefined);
  worker.stdin.on("error", () => undefined);
  worker.stdin.write(`${JSON.stringify(writeOrder(order))}\n`);
  if (ctx.signal.aborted) leave();
  ctx.signal.addEventListener("abort", leave, { once: true });
  try {
    if (!(await relay(worker, send))) send({ type: "error", error: toPublicError(cutOff, ctx.requestId) });
  } finally {
    ctx.signal.removeEventListener("abort", leave);
    leave();
  }
}

/** Runs an import in a process of its own where that is possible, so that the web server's memory stays as it is. */
export function runImportOrder(order: ImportOrder, ctx: Ctx, send: Send): Promise<void> {
  const folder = sourcesFolder();
  return folder === null ? runOrder(order, ctx, send) : runApart(folder, order, { ctx, send });
}
