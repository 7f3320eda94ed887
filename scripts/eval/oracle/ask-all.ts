// node --conditions=react-server --import tsx scripts/eval/oracle/ask-all.ts FILE NOW: asks every question of FILE (a JSON list of { id, question })
// as of NOW with an administrator's eyes, and prints one line of JSON for each: { id, brief } or { id, error }.
import fs from "node:fs";
import { askInput } from "#contract/query";
import { operations } from "../../../server/api/operations";
import { roleActor } from "../../../server/platform/auth/system-actor";
import { fixedClock } from "../../../server/platform/clock";
import { newId } from "../../../server/platform/ids";
import { closeConnections } from "../../../server/platform/lifecycle";
import { execute } from "../../../server/platform/registry";

interface Question {
  id: string;
  question: string;
}

const [file, now] = process.argv.slice(2);
if (file === undefined || now === undefined) throw new Error("A file of questions and an instant are needed.");
const questions = JSON.parse(fs.readFileSync(file, "utf8")) as Question[];

async function answer({ id, question }: Question, asOf: string): Promise<object> {
  const ctx = { requestId: newId("cli"), via: "cli" as const, signal: new AbortController().signal, actor: roleActor("admin"), clock: fixedClock(asOf) };
  try {
    return { id, brief: await execute(operations.query.ask, askInput.parse({ question, now: asOf }), ctx) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

try {
  for (const question of questions) process.stdout.write(`${JSON.stringify(await answer(question, new Date(now).toISOString()))}\n`);
} finally {
  await closeConnections();
}
