// Runs one import apart from the web server, within a small heap: its order comes as the first line of standard input, its messages
// go to standard output, one JSON line each. When the input ends, whoever ordered it has gone, and it stops at its next checkpoint.
import { createInterface } from "node:readline";
import { setFlagsFromString } from "node:v8";
import { systemClock } from "../platform/clock";
import { closeConnections } from "../platform/lifecycle";
import { reviveOrder, runOrder, type WrittenOrder } from "./import-order";

// The database client's WebAssembly, compiled fast instead of twice, takes 40 MB less; it is called too seldom to be worth more.
setFlagsFromString("--liftoff-only");

const left = new AbortController();
const send = (message: unknown): void => void process.stdout.write(`${JSON.stringify(message)}\n`);

process.stdout.on("error", () => left.abort());
process.once("SIGTERM", () => left.abort());

const input = createInterface({ input: process.stdin });
async function carryOut(line: string): Promise<void> {
  const order = reviveOrder(JSON.parse(line) as WrittenOrder);
  const ctx = { requestId: order.requestId, actor: order.actor, via: "browser" as const, clock: systemClock, signal: left.signal };
  try {
    await runOrder(order, ctx, send);
  } finally {
    await closeConnections();
    process.exit();
  }
}

input.once("line", (line) => void carryOut(line));
input.once("close", () => left.abort());
