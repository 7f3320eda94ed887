// node scripts/eval/oracle/run.mjs [--json] [--seeds 11,12,13] [--scale S] [--only ID,ID]: asks the portal questions on generated organisations and holds
// its figures against a count of its own over the base tables. Ends with 1 when an answered question is not right.
import { parseArgs } from "node:util";
import { ensureDependencies } from "../../lib/install.mjs";
import { UserFacingError } from "../../lib/process.mjs";
import { run } from "../../lib/terminal.mjs";

const USAGE = "node scripts/eval/oracle/run.mjs [--json] [--seeds 11,12,13] [--scale S] [--only ID,ID]";
const OPTIONS = { json: { type: "boolean" }, seeds: { type: "string" }, scale: { type: "string" }, only: { type: "string" } };
const NOW = "2026-08-19T10:00:00.000Z";
const VERDICTS = ["right", "wrong", "beside", "unanswered"];

function readSettings(args) {
  try {
    const { values } = parseArgs({ args, options: OPTIONS });
    const seeds = (values.seeds ?? "11,12,13").split(",").map(Number);
    const scale = Number(values.scale ?? 1);
    if (!seeds.every(Number.isInteger) || !(scale > 0)) throw new Error("Seeds are whole numbers, the scale is above 0.");
    return { json: values.json === true, now: NOW, seeds, scale, only: values.only?.split(",") };
  } catch (error) {
    throw new UserFacingError(`${error.message} Usage: ${USAGE}`);
  }
}

async function judgeDatabase({ questions, database, folder, now }) {
  const { tsImport } = await import("tsx/esm/api");
  const { judge } = await tsImport("./judge.ts", import.meta.url);
  const { askAll, countAll } = await import("./databases.mjs");
  const truths = await countAll({ questions, database, now });
  const answers = await askAll({ questions, database, folder, now });
  return questions.map((check) => {
    const { brief, error } = answers.get(check.id) ?? { error: "no answer" };
    const result = brief ? judge(brief, check, truths.get(check.id)) : { verdict: "unanswered", problems: [error] };
    return { id: check.id, question: check.question, seed: database.seed, ...result, plan: brief?.plan ?? null };
  });
}

function summarise(results) {
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, results.filter((each) => each.verdict === verdict).length]));
  return { checks: results.length, ...counts, answered: results.length - counts.unanswered };
}

function print(results, summary) {
  for (const { verdict, seed, question, problems } of results.filter((each) => each.verdict !== "right")) {
    console.log(`${verdict.padEnd(10)} seed ${seed}  ${question}`);
    for (const problem of problems.slice(0, 6)) console.log(`             ${problem}`);
  }
  console.log(`${summary.checks} checks: ${summary.right} right, ${summary.wrong} wrong, ${summary.beside} answered beside the question, ${summary.unanswered} not answered`);
}

await run(async () => {
  const settings = readSettings(process.argv.slice(2));
  await ensureDependencies();
  const { ensureClient } = await import("../../lib/build.mjs");
  await ensureClient();
  const { allQuestions } = await import("./questions.mjs");
  const { openDemoDatabases } = await import("./databases.mjs");
  const questions = allQuestions.filter(({ id }) => !settings.only || settings.only.includes(id));
  const { databases, folder, release } = await openDemoDatabases(settings);
  try {
    const results = [];
    for (const database of databases) results.push(...(await judgeDatabase({ questions, database, folder, now: settings.now })));
    const summary = summarise(results);
    if (settings.json) console.log(JSON.stringify({ ...summary, results }, null, 2));
    else print(results, summary);
    process.exitCode = summary.wrong + summary.beside > 0 ? 1 : 0;
  } finally {
    await release();
  }
});
