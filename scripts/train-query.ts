// Trains the question classifier from server/query/training and writes its weights: node --import tsx scripts/train-query.ts DIGEST
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { learnMeasures, readMeasureSet } from "../server/query/core/learn/learn-measures";
import { learnMethods } from "../server/query/core/learn/learn-methods";
import { learnQuestions } from "../server/query/core/learn/learn-questions";
import type { TrainedModel } from "../server/query/core/learn/model";
import { encodeModels } from "../server/query/core/learn/model-file";
import { readTrainingSet } from "../server/query/core/learn/training-set";
import { testLexicon } from "../server/query/core/parse/test-lexicon";

const folder = "server/query/training";
const output = "server/generated/core/query-model";
/** The reader beside the weights: they lie outside the heap, so they are no module of their own. */
const readerOf = (version: string): string => `// Written by scripts/train-query.mjs.
import fs from "node:fs";
import path from "node:path";

/** Digest of the training data and of the code that read it. */
export const version = ${JSON.stringify(version)};

export const readModelFile = (): Uint8Array => fs.readFileSync(path.join(process.cwd(), "${output}.bin"));
`;

const textsOf = (directory: string): string[] => fs.readdirSync(directory).filter((name) => name.endsWith(".txt")).sort().map((name) => fs.readFileSync(path.join(directory, name), "utf8"));
const labelled = textsOf(folder).flatMap(readTrainingSet);

interface Smaller {
  methods: TrainedModel;
  measures: TrainedModel;
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
  const weights = encodeModels({ question: stored, method: methods, measure: measures });
  for (const [file, content] of [[`${output}.bin`, weights], [`${output}.ts`, readerOf(version)]] as const) {
    fs.writeFileSync(`${file}.new`, content);
    fs.renameSync(`${file}.new`, file);
  }
}

if (isMainThread) await learnAll(process.argv[2] ?? "unversioned");
else parentPort?.postMessage(learnSmaller(String(workerData)));
