import { spawn } from "node:child_process";
import { endProcess } from "./process.mjs";

const CLI_ENTRY = "server/api/cli/main.ts";
const FLAGS = ["--conditions=react-server", "--import", "tsx", CLI_ENTRY];

// A file of 100 MB streams through; without a bound the heap grows to what the machine has before it is swept.
const IMPORT_FLAGS = ["--max-old-space-size=96", "--max-semi-space-size=2"];

/**
 * Starts a runner of change runs beside the portal, straight from the sources. `stop` lets it end the step that it carries out, for a while.
 * @param {NodeJS.ProcessEnv} env
 */
export function launchRunner(env) {
  const child = spawn(process.execPath, [...FLAGS, "runner"], { env, stdio: ["ignore", "ignore", "inherit"] });
  const ended = new Promise((resolve) => child.once("close", (code) => resolve(code ?? 1)));
  return { ended, stop: () => endProcess(child.pid, { patienceMs: 5_000 }) };
}

/**
 * Runs a command of the portal's own code, straight from the sources.
 * @param {string[]} args
 * @param {{ env: NodeJS.ProcessEnv, quiet?: boolean }} options `quiet` keeps what it writes back and returns it.
 * @returns {Promise<{ code: number, output: string, errors: string }>}
 */
export function runServerCli(args, { env, quiet = false }) {
  const child = spawn(process.execPath, [...(args[0] === "import" ? IMPORT_FLAGS : []), ...FLAGS, ...args], { env, stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit" });
  const forward = () => child.kill("SIGTERM");
  process.once("SIGTERM", forward);
  let output = "";
  let errors = "";
  child.stdout?.on("data", (chunk) => (output += chunk));
  child.stderr?.on("data", (chunk) => (errors += chunk));
  return new Promise((resolve) => {
    child.once("error", () => resolve({ code: 1, output, errors }));
    child.once("close", (code) => {
      process.off("SIGTERM", forward);
      resolve({ code: code ?? 1, output, errors });
    });
  });
}
