import { spawn } from "node:child_process";
import fs from "node:fs";

export const CLI_ENTRY = "server/api/cli/main.ts";
const FLAGS = ["--conditions=react-server", "--import", "tsx", CLI_ENTRY];

/**
 * Runs a command of the portal's own code, straight from the sources.
 * @param {string[]} args
 * @param {{ env: NodeJS.ProcessEnv, quiet?: boolean }} options `quiet` keeps the output back and returns it.
 * @returns {Promise<{ code: number, output: string }>} code 1 when the command line is not part of this build
 */
export function runServerCli(args, { env, quiet = false }) {
  if (!fs.existsSync(CLI_ENTRY)) return Promise.resolve({ code: 1, output: "" });
  const child = spawn(process.execPath, [...FLAGS, ...args], { env, stdio: quiet ? ["ignore", "pipe", "ignore"] : "inherit" });
  const forward = () => child.kill("SIGTERM");
  process.once("SIGTERM", forward);
  let output = "";
  child.stdout?.on("data", (chunk) => (output += chunk));
  return new Promise((resolve) => {
    child.once("error", () => resolve({ code: 1, output }));
    child.once("close", (code) => {
      process.off("SIGTERM", forward);
      resolve({ code: code ?? 1, output });
    });
  });
}
