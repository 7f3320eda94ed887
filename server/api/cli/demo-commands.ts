import { removeDemo, seedDemo, type DemoAccount } from "../../demo";
import { print, printJson, text, UsageError, type Command, type Invocation } from "./command";

function numberOf(invocation: Invocation, name: string, fallback: number): number {
  const given = text(invocation, name);
  if (given === undefined) return fallback;
  const value = Number(given);
  if (given.trim() === "" || !Number.isFinite(value)) throw new UsageError(`--${name} takes a number, not "${given}".`);
  return value;
}

const countsText = (counts: Record<string, number>): string => Object.entries(counts).map(([table, rows]) => `${table} ${rows}`).join(", ");

function printAccounts(accounts: readonly DemoAccount[]): void {
  print("Accounts (the passwords are shown this once):");
  for (const account of accounts) print(`  ${account.role.padEnd(10)} ${account.email.padEnd(36)} ${account.password}`);
}

const seed: Command = {
  name: "seed demo",
  usage: "seed demo [--seed N] [--until ISO] [--scale S] [--allow-mixed]",
  summary: "A made-up organisation with a year of history; equal numbers give equal rows.",
  options: { seed: { type: "string" }, until: { type: "string" }, scale: { type: "string" }, "allow-mixed": { type: "boolean" } },
  run: async (invocation) => {
    const until = text(invocation, "until") ?? invocation.ctx.clock.now().toISOString();
    if (Number.isNaN(Date.parse(until))) throw new UsageError("--until takes an ISO instant such as 2026-08-19T10:00:00Z.");
    const report = await seedDemo(invocation.ctx, { seed: numberOf(invocation, "seed", 1), until, scale: numberOf(invocation, "scale", 1), allowMixed: invocation.values["allow-mixed"] === true });
    if (invocation.values.json === true) return printJson(report);
    print(`Demo organisation: ${countsText(report.counts)}`);
    printAccounts(report.accounts);
  },
};

const remove: Command = {
  name: "demo remove",
  usage: "demo remove",
  summary: "Remove every row of the demo organisation and no other.",
  options: {},
  run: async ({ ctx }) => {
    const report = await removeDemo(ctx);
    print(`Removed: ${countsText(report.counts)}.${report.kept > 0 ? ` Kept ${report.kept} rows that your own records refer to.` : ""}`);
  },
};

export const demoCommands: readonly Command[] = [seed, remove];
