// Trains the question classifier from server/query/training and writes its weights: node --import tsx scripts/train-query.ts DIGEST
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { learnMeasures, readMeasureSet } from "../server/query/core/learn/learn-measures";
import { learnMethods } from "../server/query/core/learn/learn-methods";
import { learnQuestions } from "../server/query/core/learn/learn-questions";
import type { StoredModel } from "../server/query/core/learn/model";
import { readTrainingSet } from "../server/query/core/learn/training-set";
import { testLexicon } from "../server/query/core/parse/test-lexicon";

const folder = "server/query/training";
const output = "server/generated/core/query-model.ts";

const textsOf = (directory: string): string[] => fs.readdirSync(directory).filter((name) => name.endsWith(".txt")).sort().map((name) => fs.readFileSync(path.join(directory, name), "utf8"));
const labelled = textsOf(folder).flatMap(readTrainingSet);

interface Smaller {
  methods: StoredModel;
  measures: StoredModel;
}

/** The two smaller classifiers, learned beside the large one. */
function learnSmaller(version: string): Smaller {
  const measured = textsOf(path.join(folder, "measures")).flatMap(readMeasureSet);
  return { methods: learnMethods(labelled, { version }), measures: learnMeasures({ labelled, measured, lexicon: testLexicon, version }) };
}

/** Threads do not take over the loader of TypeScript. */
const inWorker = `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(import.meta.url)}); });`;

async function learnAll(version: string): Promise<void> {
  const worker = new Worker(inWorker, { eval: true, workerData: version });
  const smaller = once(worker, "message");
  const stored = learnQuestions(labelled, testLexicon, { version });
  const [{ methods, measures }] = (await smaller) as [Smaller];
  fs.mkdirSync(path.dirname(output), { recursive: true });
  fs.writeFileSync(`${output}.new`, `// Written by scripts/train-query.mjs.\nexport const queryModel = ${JSON.stringify(stored)};\nexport const methodModel = ${JSON.stringify(methods)};\nexport const measureModel = ${JSON.stringify(measures)};\n`);
  fs.renameSync(`${output}.new`, output);
}

if (isMainThread) await learnAll(process.argv[2] ?? "unversioned");
else parentPort?.postMessage(learnSmaller(String(workerData)));
