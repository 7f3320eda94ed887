import { execute } from "../../platform/registry";
import { deploymentsOperations } from "../../deployments";
import { print, printJson, text, UsageError, type Command, type Invocation } from "./command";

const options = Object.fromEntries(["service", "release", "environment", "deployed-at", "committed-at", "commit", "outcome", "restored-at", "incident", "source-key", "actor"].map((name) => [name, { type: "string" as const }]));
const camel = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** Only what was said; an incident may be written INC-12. */
function messageOf(invocation: Invocation): Record<string, string | number> {
  const said = Object.keys(options).flatMap((name): [string, string | number][] => {
    const value = text(invocation, name);
    return value === undefined ? [] : [[camel(name), name === "incident" ? Number(value.replace(/^inc-/i, "")) : value]];
  });
  return Object.fromEntries(said);
}

const add: Command = {
  name: "deployments add",
  usage: "deployments add --service SLUG --release NAME [--environment production] [--outcome succeeded|failed|rolled_back] [--committed-at TIME] [--commit HASH] [--source-key KEY]",
  summary: "Tell of a deployment from CI, or what became of one told before. The same again changes nothing.",
  options,
  run: async (invocation) => {
    const message = messageOf(invocation);
    if (message.service === undefined || message.release === undefined) throw new UsageError("deployments add needs --service and --release.");
    const told = await execute(deploymentsOperations.report, message, invocation.ctx);
    if (invocation.values.json === true) printJson(told);
    else print(`${told.id} ${told.change}`);
  },
};

export const deploymentsCommands: readonly Command[] = [add];
