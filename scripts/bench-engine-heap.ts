// node --expose-gc --conditions=react-server --import tsx scripts/bench-engine-heap.ts QUESTIONS.json: asks them one after the other on the
// database of the environment, in this process alone, and prints what the engine holds in the heap as it goes.
import fs from "node:fs";
import { askInput } from "../server/query/contract";
import { roleActor } from "../server/platform/auth/system-actor";
import { systemClock } from "../server/platform/clock";
import { closeConnections } from "../server/platform/lifecycle";
import { pool } from "../server/platform/db";
import { newId } from "../server/platform/ids";
import type { Ctx } from "../server/platform/registry";

const lanes = 4;
const everyQuestions = 1_000;
const megabyte = 1024 * 1024;
const inMegabytes = (bytes: number): number => Math.round((bytes / megabyte) * 10) / 10;

interface Sample {
  questions: number;
  heapMb: number;
  rssMb: number;
}

/** What is reachable: the heap after everything else has been collected. */
async function sample(questions: number): Promise<Sample> {
  for (const _ of [1, 2, 3]) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { heapUsed, rss } = process.memoryUsage();
  return { questions, heapMb: inMegabytes(heapUsed), rssMb: inMegabytes(rss) };
}

const context = (): Ctx => ({ requestId: newId("rq"), actor: roleActor("executive"), clock: systemClock, signal: new AbortController().signal, via: "engine" });

async function main(): Promise<void> {
  const questions = JSON.parse(fs.readFileSync(process.argv[2] ?? "", "utf8")) as string[];
  await pool().query("select 1");
  const before = await sample(0);
  const { collectBrief } = await import("../server/query/collect-brief");
  const { answers } = await import("../server/query/answers");
  const { semanticLayer } = await import("../server/api/semantic-layer");
  const samples: Sample[] = [await sample(0)];
  const parseMs: number[] = [];
  let asked = 0;
  const lane = async (part: readonly string[]): Promise<void> => {
    for (const question of part) {
      const { trace } = await collectBrief(askInput.parse({ question }), context(), semanticLayer);
      parseMs.push(trace.stages.find(({ name }) => name === "Read the question")?.ms ?? 0);
      asked += 1;
    }
  };
  for (let from = 0; from < questions.length; from += everyQuestions) {
    const round = questions.slice(from, from + everyQuestions);
    await Promise.all(Array.from({ length: lanes }, (_, index) => lane(round.filter((_question, place) => place % lanes === index))));
    samples.push(await sample(asked));
  }
  const { entries, bytes } = answers().statistics();
  console.log(JSON.stringify({ before, samples, cache: { entries, megabytes: inMegabytes(bytes) }, parseMs }));
  await closeConnections();
}

await main();
