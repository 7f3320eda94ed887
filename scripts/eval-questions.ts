// node --conditions=react-server --import tsx scripts/eval-questions.ts FILE: what scripts/eval.mjs runs, on the database of the environment.
import fs from "node:fs";
import { parseArgs } from "node:util";
import { semanticLayer } from "../server/api/semantic-layer";
import { predictFromBatch } from "./eval/batch";
import { readLabels, type Labelled } from "./eval/labels";
import { predictFromLexicon } from "./eval/lexicon-only";
import { lowerWithoutPunctuation, withTypos } from "./eval/mutate";
import type { Prediction } from "./eval/prediction";
import { allScores, judgeAll, splitScores } from "./eval/score";
import { wilson } from "./eval/wilson";
import { failureList, scoreTable, splitTable } from "./eval/table";

type Predict = (labels: readonly Labelled[]) => Promise<Map<string, Prediction>>;

/** Measures that are told by records of their own. */
const toldByRecords: Readonly<Record<string, string>> = { goal_progress: "goal" };

/** Measures that questions of the file ask for and nothing of the product holds. */
function notHeld(labels: readonly Labelled[]): string[] {
  const subjects = new Set(semanticLayer.subjects.map(({ id }) => id));
  const held = new Set([...semanticLayer.metrics.map(({ id }) => id), ...Object.keys(toldByRecords).filter((id) => subjects.has(toldByRecords[id] ?? ""))]);
  return [...new Set(labels.filter(({ inScope }) => inScope).flatMap(({ metrics }) => metrics))].filter((id) => !held.has(id)).sort();
}

const reworded = (labels: readonly Labelled[], change: (text: string) => string): Labelled[] => labels.map((label) => ({ ...label, q: change(label.q) }));

/** The predictions of the set and of its two copies, asked for at once. */
async function predictAll(labels: readonly Labelled[], predict: Predict): Promise<Record<"plain" | "typo" | "lower", Map<string, Prediction>>> {
  const sets = { plain: labels, typo: reworded(labels, (text) => withTypos(text)), lower: reworded(labels, lowerWithoutPunctuation) };
  const all = Object.entries(sets).flatMap(([set, questions]) => questions.map((label) => ({ ...label, id: `${set}/${label.id}` })));
  const found = await predict(all);
  const part = (set: string): Map<string, Prediction> => new Map([...found].filter(([id]) => id.startsWith(`${set}/`)).map(([id, prediction]) => [id.slice(set.length + 1), prediction]));
  return { plain: part("plain"), typo: part("typo"), lower: part("lower") };
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: "boolean" }, failures: { type: "boolean" }, slot: { type: "string" }, "lexicon-only": { type: "boolean" }, as: { type: "string", default: "executive" }, numbers: { type: "string" } } });
const file = positionals[0];
if (file === undefined) throw new Error("A file of questions is needed.");

const labels = readLabels(JSON.parse(fs.readFileSync(file, "utf8")));
const { plain, typo, lower } = await predictAll(labels, (questions) => (values["lexicon-only"] ? Promise.resolve(predictFromLexicon(questions, values.as)) : predictFromBatch(questions, values.as)));
const cases = judgeAll(labels, plain);
const [right, answered] = (values.numbers ?? "0/0").split("/").map(Number);
const scores = allScores(cases, { numbers: wilson(right ?? 0, answered ?? 0), typo: judgeAll(labels, typo), lower: judgeAll(labels, lower) });
const absent = notHeld(labels);

if (values.json) console.log(JSON.stringify({ scores, notHeld: absent }, null, 2));
else {
  if (values.failures) console.log(`${failureList(cases, values.slot)}\n`);
  console.log(`${scoreTable(scores)}\n\n${splitTable(splitScores(cases))}\n\n${values.numbers === undefined ? "" : "numbers: of the oracle's questions, not of this file\n"}not held: ${absent.join(", ") || "nothing"}`);
}
