import { spawn } from "node:child_process";
import { UserFacingError } from "./process.mjs";

const running = new Set();

/** Ends a tool with everything that it started. */
export function endGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended.
  }
}

// A tool does not outlive the command that called it.
process.once("exit", () => {
  for (const child of running) endGroup(child.pid, "SIGTERM");
});

/**
 * Runs a tool with its output kept back.
 * @returns {Promise<{ code: number, output: string }>}
 */
export function capture(command, args, { env = {}, onStart } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], detached: true, env: { ...process.env, ...env } });
    let output = "";
    const keep = (chunk) => (output += chunk);
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    running.add(child);
    onStart?.(child.pid);
    const end = (code) => {
      running.delete(child);
      resolve({ code, output });
    };
    child.once("error", (error) => {
      output += error.message;
      end(1);
    });
    child.once("close", (code) => end(code ?? 1));
  });
}

/** Shows what a tool said and gives up, unless it succeeded. */
export function requireSuccess(what, { code, output }) {
  if (code === 0) return;
  if (/ENOSPC|No space left on device/i.test(output)) throw new UserFacingError(`${what} failed: the disk is full.`);
  process.stderr.write(`${output.trimEnd()}\n`);
  throw new UserFacingError(`${what} failed (exit code ${code}); its output stands above.`);
}

/** Runs a tool that must succeed; its output is shown only when it does not. */
export async function captureOrFail(what, command, { args, env }) {
  const result = await capture(command, args, { env });
  requireSuccess(what, result);
  return result.output;
}

export const tool = (file) => `node_modules/${file}`;
