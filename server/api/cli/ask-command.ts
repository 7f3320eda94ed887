import { askInput, type Brief } from "#contract/query";
import { execute } from "../../platform/registry";
import { operations } from "../operations";
import { print, printJson, text, UsageError, type Command } from "./command";

function printBrief(brief: Brief): void {
  print(brief.headline.map((span) => span.text).join(""));
  for (const finding of brief.findings) print(`- ${finding.title}: ${finding.spans.map((span) => span.text).join("")}`);
  for (const table of brief.tables) {
    print(`\n${table.title} (${table.rows.length} of ${table.totalRows} rows)`);
    print(table.columns.map((column) => column.label).join("\t"));
    for (const row of table.rows) print(table.columns.map((column) => row[column.key] ?? "no data").join("\t"));
  }
  for (const unknown of brief.unknowns) print(`? ${unknown}`);
}

export const askCommand: Command = {
  name: "ask",
  usage: 'ask "QUESTION" [--json] [--as ROLE] [--now ISO] [--zone ZONE]',
  summary: "Answer a question from the records.",
  options: { zone: { type: "string" } },
  run: async (invocation) => {
    const question = invocation.positionals.join(" ");
    if (question.trim() === "") throw new UsageError('ask needs a question in quotes: ask "How many tickets are open?"');
    const input = askInput.parse({ question, now: text(invocation, "now") === undefined ? null : invocation.ctx.clock.now().toISOString(), zone: text(invocation, "zone") ?? null });
    const brief = await execute(operations.query.ask, input, invocation.ctx);
    if (invocation.values.json === true) printJson(brief);
    else printBrief(brief);
  },
};
