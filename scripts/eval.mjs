// npm run eval:query -- FILE.json: asks the product the labelled questions of a file and scores what it understood.
import { spawn } from "node:child_process";
import fs from "node:fs";
import { parseArgs } from "node:util";
import { ensureDependencies } from "./lib/install.mjs";
import { UserFacingError } from "./lib/process.mjs";
import { run } from "./lib/terminal.mjs";

const USAGE = "npm run eval:query -- FILE.json [--json] [--failures] [--slot NAME] [--lexicon-only] [--numbers] [--as ROLE] [--seed N]";
const OPTIONS = { json: { type: "boolean" }, failures: { type: "boolean" }, slot: { type: "string" }, "lexicon-only": { type: "boolean" }, seed: { type: "string" }, as: { type: "string" }, numbers: { type: "boolean" } };
const ENTRY = ["--conditions=react-server", "--import", "tsx", "scripts/eval-questions.ts"];
/** The demo organisation's year ends where the questions' clock stands. */
const UNTIL = "2026-08-19T10:00:00.000Z";

function readSettings(args) {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
    if (positionals.length !== 1) throw new Error("One file of questions is needed.");
    if (!fs.existsSync(positionals[0])) throw new Error(`There is no file ${positionals[0]}.`);
    return { values, file: positionals[0] };
  } catch (error) {
    throw new UserFacingError(`${error.message} Usage: ${USAGE}`);
  }
}

/** What a count of its own over three made-up organisations says of the product's figures. Its exit code tells of wrong ones, which are counted here. */
async function countNumbers() {
  const child = spawn(process.execPath, ["scripts/eval/oracle/run.mjs", "--json"], { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (chunk) => (text += chunk));
  await new Promise((resolve) => child.once("close", resolve));
  const { right, answered } = JSON.parse(text.slice(text.search(/^\{$/m)));
  return ["--numbers", `${right}/${answered}`];
}

async function score({ values, file }, env) {
  const flags = ["json", "failures", "lexicon-only"].filter((name) => values[name]).map((name) => `--${name}`);
  const named = ["slot", "as"].flatMap((name) => (values[name] ? [`--${name}`, values[name]] : []));
  const numbers = values.numbers ? await countNumbers() : [];
  const child = spawn(process.execPath, [...ENTRY, file, ...flags, ...named, ...numbers], { env, stdio: "inherit" });
  return new Promise((resolve) => child.once("close", (code) => resolve(code ?? 1)));
}

/** A database of its own with the demo organisation, for as long as it is used. */
async function withDemo(seed, use) {
  const { serverEnvironment } = await import("./lib/data-directory.mjs");
  const { runServerCli } = await import("./lib/server-cli.mjs");
  const { neutralEnvironment, openThrowawayData } = await import("./lib/test-portal.mjs");
  const data = await openThrowawayData();
  try {
    const env = { ...serverEnvironment(data.directory, { databaseUrl: data.database.url, env: neutralEnvironment() }), LOG_LEVEL: "warn" };
    const { code, errors } = await runServerCli(["seed", "demo", "--seed", seed, "--until", UNTIL], { env, quiet: true });
    if (code !== 0) throw new UserFacingError(`The demo organisation could not be written: ${errors.trim().slice(-500)}`);
    return await use(env);
  } finally {
    data.release();
  }
}

await run(async () => {
  const settings = readSettings(process.argv.slice(2));
  await ensureDependencies();
  const { ensureClient } = await import("./lib/build.mjs");
  await ensureClient();
  process.exitCode = settings.values["lexicon-only"] ? await score(settings, process.env) : await withDemo(settings.values.seed ?? "1", (env) => score(settings, env));
});
