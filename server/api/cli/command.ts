import { parseArgs, type ParseArgsConfig } from "node:util";
import { roleActor, systemActor } from "../../platform/auth/system-actor";
import { roleNames, type RoleName } from "../../platform/auth/permissions";
import { fixedClock, systemClock } from "../../platform/clock";
import { newId } from "../../platform/ids";
import type { Ctx } from "../../platform/registry";

export type Options = NonNullable<ParseArgsConfig["options"]>;

export interface Invocation {
  values: Record<string, string | boolean | undefined>;
  positionals: string[];
  ctx: Ctx;
}

/** One command: its words, what it takes, and what it does. Prints its result on standard output. */
export interface Command {
  name: string;
  usage: string;
  summary: string;
  options: Options;
  run: (invocation: Invocation) => Promise<void>;
}

/** Said on standard error, with exit code 1 and without a stack. */
export class UsageError extends Error {}

export const print = (text: string): void => void process.stdout.write(`${text}\n`);
export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));

export function text(invocation: Invocation, name: string): string | undefined {
  const value = invocation.values[name];
  return typeof value === "string" ? value : undefined;
}

const common: Options = { as: { type: "string" }, now: { type: "string" }, json: { type: "boolean" } };

function contextFor(values: Invocation["values"]): Ctx {
  const role = values.as;
  if (typeof role === "string" && !roleNames.includes(role as RoleName)) throw new UsageError(`--as takes one of ${roleNames.join(", ")}.`);
  if (typeof values.now === "string" && Number.isNaN(Date.parse(values.now))) throw new UsageError("--now takes an ISO instant such as 2026-08-19T10:00:00Z.");
  return {
    requestId: newId("cli"), via: "cli", signal: new AbortController().signal,
    actor: typeof role === "string" ? roleActor(role as RoleName) : systemActor("command line"),
    clock: typeof values.now === "string" ? fixedClock(new Date(values.now).toISOString()) : systemClock,
  };
}

export function parseInvocation(command: Command, args: string[]): Invocation {
  try {
    const { values, positionals } = parseArgs({ args, options: { ...common, ...command.options }, allowPositionals: true });
    return { values: values as Invocation["values"], positionals, ctx: contextFor(values as Invocation["values"]) };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : "Bad arguments."} Usage: ${command.usage}`);
  }
}
