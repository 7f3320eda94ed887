import { ConfigurationError } from "../../platform/env";
import { DomainError } from "../../platform/errors";
import { closeConnections } from "../../platform/lifecycle";
import { askCommand } from "./ask-command";
import { backupCommands } from "./backup-commands";
import { parseInvocation, print, UsageError, type Command } from "./command";
import { accountsCommands } from "./accounts-commands";
import { demoCommands } from "./demo-commands";
import { deploymentsCommands } from "./deployments-commands";
import { importCommands } from "./import-commands";
import { keysCommands } from "./keys-commands";
import { runnerCommands } from "./runner-commands";
import { sloCommands } from "./slo-commands";
import { platformCommands } from "./platform-commands";

const commands: readonly Command[] = [...importCommands, askCommand, ...accountsCommands, ...backupCommands, ...demoCommands, ...deploymentsCommands, ...keysCommands, ...platformCommands, ...runnerCommands, ...sloCommands];

function help(): string {
  const width = Math.max(...commands.map((command) => command.usage.length)) + 2;
  return ["Usage: npm run -s cli -- COMMAND", "", ...commands.map((command) => `  ${command.usage.padEnd(width)}${command.summary}`)].join("\n");
}

function findCommand(args: readonly string[]): { command: Command; rest: string[] } | null {
  const candidates = commands.filter((command) => command.name.split(" ").every((word, index) => args[index] === word));
  const command = candidates.sort((a, b) => b.name.length - a.name.length)[0];
  return command ? { command, rest: args.slice(command.name.split(" ").length) } : null;
}

async function main(args: readonly string[]): Promise<void> {
  const found = findCommand(args);
  if (!found) {
    print(help());
    if (args.length > 0 && args[0] !== "help" && args[0] !== "--help") process.exitCode = 1;
    return;
  }
  await found.command.run(parseInvocation(found.command, found.rest));
}

// A reader that has seen enough (`| head`) is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

async function start(): Promise<void> {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    const isExpected = error instanceof UsageError || error instanceof DomainError || error instanceof ConfigurationError;
    process.stderr.write(`${isExpected ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    await closeConnections();
  }
}

void start();
