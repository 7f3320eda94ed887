import os from "node:os";
import { changeTrack, runRunner, secretsOf } from "../../changes";
import { runbookTrack } from "../../runbooks";
import { print, text, UsageError, type Command } from "./command";

const runner: Command = {
  name: "runner",
  usage: "runner [--allow FILE] [--name NAME]",
  summary: "Carries out steps of change runs, and calls of runbooks, until it is ended. Calls only what the file allows, one METHOD https://host/path a line (default: QUARTERDECK_RUNNER_ALLOW).",
  options: { allow: { type: "string" }, name: { type: "string" } },
  run: async (invocation) => {
    const allowFile = text(invocation, "allow") ?? process.env.QUARTERDECK_RUNNER_ALLOW ?? "";
    if (allowFile === "") throw new UsageError("A runner needs its allow-list: --allow FILE, or QUARTERDECK_RUNNER_ALLOW.");
    const ending = new AbortController();
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => ending.abort());
    const name = text(invocation, "name") ?? `${os.hostname().split(".")[0] ?? "runner"}-${process.pid}`;
    print(`Runner ${name} is at work; Ctrl-C ends it after the step that it carries out.`);
    await runRunner({ allowFile, name, secrets: secretsOf(process.env), tracks: [changeTrack, runbookTrack], signal: ending.signal });
  },
};

export const runnerCommands: readonly Command[] = [runner];
