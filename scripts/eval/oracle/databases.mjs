import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { serverEnvironment } from "../../lib/data-directory.mjs";
import { deployMigrations } from "../../lib/migrations.mjs";
import { UserFacingError } from "../../lib/process.mjs";
import { runServerCli } from "../../lib/server-cli.mjs";
import { temporaryFolder } from "../../lib/temporary.mjs";
import { neutralEnvironment } from "../../lib/test-portal.mjs";
import { startThrowawayPostgres } from "../../lib/throwaway-postgres.mjs";
import { FACTS } from "./facts.mjs";

const ASK = ["--conditions=react-server", "--import", "tsx", "scripts/eval/oracle/ask-all.ts"];

async function seedOne({ server, folder, seed, settings }) {
  const name = `demo_${seed}`;
  await server.ensureDatabase(name);
  const url = server.url(name);
  await deployMigrations(url);
  const env = { ...serverEnvironment(path.join(folder, name), { databaseUrl: url, env: neutralEnvironment() }), LOG_LEVEL: "silent" };
  const { code, errors } = await runServerCli(["seed", "demo", "--seed", String(seed), "--until", settings.now, "--scale", String(settings.scale), "--now", settings.now], { env, quiet: true });
  if (code !== 0) throw new UserFacingError(`The demo organisation of seed ${seed} could not be written: ${errors.trim().slice(-500)}`);
  return { seed, url, env };
}

/** One server with a demo organisation for each seed, gone on `release`. */
export async function openDemoDatabases(settings) {
  const server = await startThrowawayPostgres({});
  const { directory: folder, remove } = temporaryFolder("oracle");
  const release = async () => {
    remove();
    await server.release();
  };
  try {
    const databases = [];
    for (const seed of settings.seeds) databases.push(await seedOne({ server, folder, seed, settings }));
    return { databases, folder, release };
  } catch (error) {
    await release();
    throw error;
  }
}

/** The portal's answers by question id, all from one process. */
export async function askAll({ questions, database, folder, now }) {
  const file = path.join(folder, `questions-${database.seed}.json`);
  fs.writeFileSync(file, JSON.stringify(questions.map(({ id, question }) => ({ id, question }))));
  const child = spawn(process.execPath, [...ASK, file, now], { env: database.env, stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new UserFacingError(`Asking ended with code ${code}.`);
  return new Map(output.trim().split("\n").map((line) => JSON.parse(line)).map((each) => [each.id, each]));
}

/** What the records say, by question id. */
export async function countAll({ questions, database, now }) {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query(FACTS);
    const truths = new Map();
    for (const { id, sql } of questions) {
      const { rows } = await client.query(sql(now));
      const known = rows.filter((row) => row.label !== null || rows.length === 1);
      truths.set(id, known.map(({ label, value }) => ({ label, value: value === null ? null : Number(value) })));
    }
    return truths;
  } finally {
    await client.end();
  }
}
