import { askInput, type Brief } from "#contract/query";
import { execute } from "../../platform/registry";
import { operations } from "../operations";
import { askBatch } from "./ask-batch";
import { briefText } from "./brief-text";
import { print, printJson, text, UsageError, type Command, type Invocation } from "./command";

function printBrief(brief: Brief): void {
  print(briefText(brief));
  for (const table of brief.tables) {
    print(`\n${table.title} (${table.rows.length} of ${table.totalRows} rows)`);
    print(table.columns.map((column) => column.label).join("\t"));
    for (const row of table.rows) print(table.columns.map((column) => row[column.key] ?? "no data").join("\t"));
  }
}

async function printBatch(file: string, invocation: Invocation): Promise<void> {
  for await (const line of askBatch({ file, withEvidence: invocation.values.evidence === true }, invocation.ctx)) print(line);
}

export const askCommand: Command = {
  name: "ask",
  usage: 'ask "QUESTION" | --batch FILE.jsonl [--evidence] [--json] [--as ROLE] [--now ISO] [--zone ZONE]',
  summary: "Answer a question from the records, or a file of them: {id, q, context, now, tz} a line.",
  options: { zone: { type: "string" }, batch: { type: "string" }, evidence: { type: "boolean" } },
  run: async (invocation) => {
    const batch = text(invocation, "batch");
    if (batch !== undefined) return printBatch(batch, invocation);
    const question = invocation.positionals.join(" ");
    if (question.trim() === "") throw new UsageError('ask needs a question in quotes: ask "How many tickets are open?"');
    const input = askInput.parse({ question, now: text(invocation, "now") === undefined ? null : invocation.ctx.clock.now().toISOString(), zone: text(invocation, "zone") ?? null });
    const brief = await execute(operations.query.ask, input, invocation.ctx);
    if (invocation.values.json === true) printJson(brief);
    else printBrief(brief);
  },
};
