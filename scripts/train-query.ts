// Trains the question classifier from server/query/training and writes its weights: node --import tsx scripts/train-query.ts DIGEST
import fs from "node:fs";
import path from "node:path";
import { learnMeasures, readMeasureSet } from "../server/query/core/learn/learn-measures";
import { learnMethods } from "../server/query/core/learn/learn-methods";
import { learnQuestions } from "../server/query/core/learn/learn-questions";
import { readTrainingSet } from "../server/query/core/learn/training-set";
import { testLexicon } from "../server/query/core/parse/test-lexicon";

const folder = "server/query/training";
const output = "server/generated/core/query-model.ts";

const textsOf = (directory: string): string[] => fs.readdirSync(directory).filter((name) => name.endsWith(".txt")).sort().map((name) => fs.readFileSync(path.join(directory, name), "utf8"));
const labelled = textsOf(folder).flatMap(readTrainingSet);
const measured = textsOf(path.join(folder, "measures")).flatMap(readMeasureSet);
const version = process.argv[2] ?? "unversioned";
const stored = learnQuestions(labelled, testLexicon, { version });
const methods = learnMethods(labelled, { version });
const measures = learnMeasures({ labelled, measured, lexicon: testLexicon, version });

fs.mkdirSync(path.dirname(output), { recursive: true });
fs.writeFileSync(`${output}.new`, `// Written by scripts/train-query.mjs.\nexport const queryModel = ${JSON.stringify(stored)};\nexport const methodModel = ${JSON.stringify(methods)};\nexport const measureModel = ${JSON.stringify(measures)};\n`);
fs.renameSync(`${output}.new`, output);
