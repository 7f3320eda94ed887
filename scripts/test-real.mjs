// npm run test:real: imports the files of QUARTERDECK_REAL_DATA and compares the portal's answers with a count over the raw files.
import fs from "node:fs";
import path from "node:path";
import { capture } from "./lib/command.mjs";
import { UserFacingError } from "./lib/process.mjs";
import { Scoreboard } from "./lib/scoreboard.mjs";
import { run } from "./lib/terminal.mjs";

const FILES = { desk: "service-desk/incident_event_log.csv", checks: "uptime/checks.csv", uptime: "uptime", runbooks: "runbooks" };

function locate(root) {
  const places = Object.fromEntries(Object.entries(FILES).map(([name, place]) => [name, path.resolve(root, place)]));
  const missing = Object.values(places).find((place) => !fs.existsSync(place));
  if (missing) throw new UserFacingError(`QUARTERDECK_REAL_DATA must name a directory with ${missing}.`);
  return places;
}

const outcome = (problems, detail = "") => ({ passed: problems.length ? 0 : 1, failed: problems.length ? 1 : 0, output: [...problems.slice(0, 12), detail].join("\n") });

async function importAll(board, places, runCli) {
  for (const [kind, place] of [["service-desk", places.desk], ["uptime", places.uptime], ["runbooks", places.runbooks]]) {
    await board.run(`import ${kind}`, async () => {
      const { code, output, errors } = await runCli(["import", kind, place]);
      return outcome(code === 0 ? [] : [`exit code ${code}`], output + errors);
    });
  }
}

async function askAll(board, places, runCli) {
  const { DAY, questions } = await import("./real/questions.mjs");
  const { serviceDeskTruth } = await import("./real/service-desk.mjs");
  const { uptimeTruth } = await import("./real/uptime.mjs");
  const truth = { desk: serviceDeskTruth(fs.readFileSync(places.desk, "utf8")), uptime: uptimeTruth(fs.readFileSync(places.checks, "utf8"), DAY) };
  for (const { ask, check } of questions(truth)) {
    await board.run(ask, async () => {
      const { code, output, errors } = await runCli(["ask", ask, "--json"]);
      if (code !== 0) return outcome([`exit code ${code}`], errors);
      return outcome(check(JSON.parse(output)));
    });
  }
}

/** Runs a comparison that prints a line for each difference; what begins with "#" is told beside them. Its log stays out of them: a slow query is no difference. */
async function compare(args, env) {
  const { code, output } = await capture(process.execPath, ["--conditions=react-server", "--import", "tsx", ...args], { env: { ...env, LOG_LEVEL: "silent" } });
  const lines = output.split("\n").filter(Boolean);
  const differences = lines.filter((line) => !line.startsWith("#"));
  return outcome(code === 0 ? differences : [...differences, `exit code ${code}`], lines.filter((line) => line.startsWith("#")).join("\n"));
}

/** The history that an import makes against the log's own lines and counters. */
const compareHistory = (board, places) => board.run("the history of tickets equals the log", () => compare(["scripts/real/ticket-history.ts", places.desk], {}));

/** Our verdict under a stated policy against the log's own word. */
const compareSla = (board, places) => board.run("the verdict of our clocks against made_sla", () => compare(["scripts/real/sla-agreement.ts", places.desk], {}));

/** The runbooks that an import makes against the headings, names and addresses in the raw files. */
const compareRunbooks = (board, places, env) => board.run("the runbooks equal their files", () => compare(["scripts/real/runbooks.ts", places.runbooks], env));

/** Rules for specs of Sloth against those that Sloth made of them, where the data has such; and SLOs over the monitors against the raw file. */
async function compareSlos(board, { root, places, env }) {
  const specs = path.resolve(root, "slo/sloth");
  if (fs.existsSync(specs)) await board.run("rules equal those that Sloth generated", () => compare(["scripts/real/slo-rules.ts", specs], {}));
  else console.log("skip  rules of Sloth: there are none in this data");
  await board.run("availability of each site as an SLO of its monitor", () => compare(["scripts/real/slo-probes.ts", places.checks], env));
}

await run(async () => {
  const root = process.env.QUARTERDECK_REAL_DATA;
  if (!root && process.env.CI) throw new UserFacingError("QUARTERDECK_REAL_DATA must name the directory with real data under CI.");
  if (!root) return console.log("Skipped: QUARTERDECK_REAL_DATA names no directory with real data.");
  const places = locate(root);
  const { ensureDependencies } = await import("./lib/install.mjs");
  await ensureDependencies();
  const { ensureClient } = await import("./lib/build.mjs");
  const { serverEnvironment } = await import("./lib/data-directory.mjs");
  const { runServerCli } = await import("./lib/server-cli.mjs");
  const { neutralEnvironment, openThrowawayData } = await import("./lib/test-portal.mjs");
  await ensureClient();
  const data = await openThrowawayData();
  const env = serverEnvironment(data.directory, { databaseUrl: data.database.url, env: neutralEnvironment() });
  const runCli = (args) => runServerCli(args, { env, quiet: true });
  const board = new Scoreboard();
  try {
    await importAll(board, places, runCli);
    await askAll(board, places, runCli);
    await compareHistory(board, places);
    await compareSla(board, places);
    await compareRunbooks(board, places, env);
    await compareSlos(board, { root, places, env });
  } finally {
    data.release();
  }
  board.finish();
});
