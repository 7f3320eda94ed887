import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { serverEnvironment, readRuntime } from "../../lib/data-directory.mjs";
import { UserFacingError } from "../../lib/process.mjs";
import { latencies, rounded } from "../statistics.mjs";

const FLAGS = ["--expose-gc", "--conditions=react-server", "--import", "tsx", "scripts/bench-engine-heap.ts"];

function output(args, env) {
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (chunk) => (text += chunk));
  return new Promise((resolve, reject) => child.once("close", (code) => (code === 0 ? resolve(text) : reject(new UserFacingError(`${args.at(-1)} ended with exit code ${code}.`)))));
}

/** Resident memory of a Node server that does nothing at all. */
async function bareServerMb() {
  const program = "require('http').createServer((q, r) => r.end()).listen(0, '127.0.0.1', () => setTimeout(() => { console.log(process.memoryUsage().rss); process.exit() }, 500))";
  return rounded(Number(await output(["-e", program], process.env)) / 1024 ** 2);
}

/**
 * What the engine holds in the heap over many questions: its modules, vocabulary and cached answers, above the same process with its
 * database connection and without the engine.
 */
export async function measureMemory({ installation, questions, say }) {
  const file = path.join(installation.directory, "engine-questions.json");
  fs.writeFileSync(file, JSON.stringify(questions));
  const env = { ...serverEnvironment(installation.directory, { databaseUrl: readRuntime(installation.directory).databaseUrl, env: installation.env }), LOG_LEVEL: "warn" };
  const { before, samples, cache, parseMs } = JSON.parse(await output([...FLAGS, file], env));
  const held = samples.map(({ questions: asked, heapMb, rssMb }) => ({ questions: asked, engineHeapMb: rounded(heapMb - before.heapMb), rssMb }));
  const last = held.at(-1);
  say(`engine: ${last.engineHeapMb} MB of heap after ${last.questions} questions, ${last.rssMb} MB resident`);
  return { questions: questions.length, withoutEngine: before, held, largestHeapMb: Math.max(...held.map(({ engineHeapMb }) => engineHeapMb)), cache, parse: latencies(parseMs), bareServerRssMb: await bareServerMb() };
}
