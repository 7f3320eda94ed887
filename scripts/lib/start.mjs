import fs from "node:fs";
import path from "node:path";
import { ensureBuild } from "./build.mjs";
import { dataDirectory, isPortalRunning, openDatabase, readRuntime, serverEnvironment, writeRuntime } from "./data-directory.mjs";
import { checkDatabaseUrl, checkDisk, checkVariables, hasOwnVariables, hostOf, isLoopback, loadEnvFile, makeWritable, portOf } from "./environment.mjs";
import { ensureDependencies } from "./install.mjs";
import { endOrphan, launchPortal, waitUntilReady } from "./portal.mjs";
import { portProblem, UserFacingError } from "./process.mjs";
import { say, step } from "./progress.mjs";
import { launchRunner, runServerCli } from "./server-cli.mjs";
import { describeError } from "./terminal.mjs";

const COLD_MB = 1500;
const WARM_MB = 100;

function readOptions(args) {
  const unknown = args.find((each) => !["--demo", "--allow-demo"].includes(each));
  if (unknown) throw new UserFacingError(`Unknown option ${unknown}: npm run up -- [--demo] [--allow-demo]`);
  return { demo: args.includes("--demo"), allowDemo: args.includes("--allow-demo") };
}

function checkDemo({ demo, allowDemo }, host) {
  if (!demo || allowDemo || isLoopback(host)) return;
  throw new UserFacingError(`The demo organisation has accounts that are printed here, and ${host} can be reached from elsewhere: add --allow-demo if you mean it.`);
}

async function checkPort(host, port) {
  const problem = await portProblem(port, host);
  if (problem === "EADDRINUSE") throw new UserFacingError(`Port ${port} is taken by another program: choose one with PORT=${port + 1} npm run up.`);
  if (problem === "EACCES") throw new UserFacingError(`Port ${port} needs more rights than this account has: choose one above 1023 with PORT.`);
  if (problem) throw new UserFacingError(`Cannot listen on ${host}:${port} (${problem}): check QUARTERDECK_HOST and PORT.`);
}

/** Everything that can be refused before any work is done. */
async function prepare(args) {
  loadEnvFile();
  const options = readOptions(args);
  const settings = { ...options, port: portOf(), host: hostOf(), directory: dataDirectory() };
  checkDatabaseUrl();
  checkDemo(options, settings.host);
  makeWritable(settings.directory);
  checkDisk(".", fs.existsSync(".next/standalone") ? WARM_MB : COLD_MB);
  checkDisk(settings.directory, WARM_MB);
  const runtime = readRuntime(settings.directory);
  if (isPortalRunning(settings.directory)) throw new UserFacingError(`Quarterdeck already runs from ${settings.directory}, at http://localhost:${runtime.port}.`);
  if (await endOrphan(runtime)) say("ended the server of a launcher that was killed");
  await checkPort(settings.host, settings.port);
  return settings;
}

async function openMigrated(settings) {
  const database = await openDatabase(settings.directory);
  settings.onDatabase(database);
  say(process.env.DATABASE_URL ? "database of DATABASE_URL" : `PostgreSQL ${database.reused ? "was running" : "started"} on port ${database.port}`);
  const { deployMigrations } = await import("./migrations.mjs");
  const { backUpBeforeUpgrade } = await import("./upgrade-backup.mjs");
  const beforeApplying = async ({ pending }) => say(`backup before the upgrade: ${await backUpBeforeUpgrade(database.url, settings.directory, pending[0])}`);
  await step(async () => (await deployMigrations(database.url, { beforeApplying })).length > 0, { done: "migrations applied", skipped: "the database schema is up to date" });
  return database;
}

/** Log lines go to a file while a person watches, and to the output that a supervisor collects otherwise. */
function chooseLogFile(directory) {
  if (!process.stdout.isTTY) return undefined;
  const file = path.join(directory, "server.log");
  if (fs.existsSync(file)) fs.renameSync(file, `${file}.1`);
  return file;
}

async function start(settings) {
  await step(ensureDependencies, { done: "dependencies installed", skipped: "dependencies are in place" });
  if (hasOwnVariables()) await checkVariables(serverEnvironment(settings.directory, { databaseUrl: process.env.DATABASE_URL || "postgresql://embedded", port: settings.port }));
  const built = step(ensureBuild, { done: "portal built", skipped: "the build is up to date" });
  const [database] = await Promise.all([openMigrated(settings), built]);
  const env = serverEnvironment(settings.directory, { databaseUrl: database.url, port: settings.port });
  const logFile = chooseLogFile(settings.directory);
  const portal = launchPortal({ ...settings, env, logFile });
  settings.onPortal(portal);
  database.lend(portal.pid);
  writeRuntime(settings.directory, { databaseUrl: database.url, serverPid: portal.pid, launcherPid: process.pid, port: settings.port });
  await waitUntilReady(portal);
  say(`ready at ${env.QUARTERDECK_URL}`);
  if (logFile) say(`log in ${logFile}`);
  return { env, portal };
}

async function loadDemo(env) {
  const { code } = await runServerCli(["seed", "demo"], { env });
  say(code === 0 ? "the demo organisation is loaded" : "the demo organisation could not be loaded; the reason stands above");
}

/** The demo comes first: it brings an administrator, after whom a link for the first one would be refused. */
export async function welcome({ demo }, { load, findLink }) {
  if (demo) await load();
  const link = await findLink();
  if (link) say(`no administrator exists yet: create the first one at ${link}`);
}

const findSetupLink = async (env) => (await runServerCli(["accounts", "setup-link"], { env, quiet: true })).output.trim();

/** The runner that carries out changes, where whoever set this up has named what it may call. The portal goes on without it. */
function startRunner(settings, env) {
  if (!env.QUARTERDECK_RUNNER_ALLOW) return;
  const runner = launchRunner(env);
  settings.onRunner(runner);
  say(`a runner carries out changes, by the list in ${env.QUARTERDECK_RUNNER_ALLOW}`);
  void runner.ended.then((code) => settings.isEnding() || say(`the runner ended with exit code ${code}: steps wait for another one, or for a person`));
}

/** Holds what runs, so that one place ends it all, in order and in time, whatever the reason. */
function createLifecycle() {
  const running = {};
  let closing = null;
  const close = async () => {
    await running.runner?.stop();
    await running.portal?.stop();
    await running.database?.release(1500);
  };
  return {
    onDatabase: (database) => (running.database = database),
    onPortal: (portal) => (running.portal = portal),
    onRunner: (runner) => (running.runner = runner),
    isEnding: () => closing !== null,
    end: () => (closing ??= close()),
  };
}

export async function up(args) {
  const lifecycle = createLifecycle();
  const leave = async (code) => {
    await lifecycle.end();
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      say("stopping");
      void leave(0);
    });
  }
  try {
    const settings = { ...(await prepare(args)), onDatabase: lifecycle.onDatabase, onPortal: lifecycle.onPortal, onRunner: lifecycle.onRunner, isEnding: lifecycle.isEnding };
    const { env, portal } = await start(settings);
    void portal.ended.then((code) => {
      if (lifecycle.isEnding()) return undefined;
      console.error(`The server ended with exit code ${code}.`);
      return leave(code === 0 ? 0 : 1);
    });
    startRunner(settings, env);
    await welcome(settings, { load: () => loadDemo(env), findLink: () => findSetupLink(env) });
  } catch (error) {
    console.error(describeError(error));
    await leave(1);
  }
}
