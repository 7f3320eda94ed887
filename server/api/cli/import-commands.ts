import path from "node:path";
import { isZone } from "#contract/accounts";
import type { ImportReport } from "../../platform/imports";
import { importers, type Importer } from "../importers";
import { print, printJson, text, UsageError, type Command, type Invocation, type Options } from "./command";

interface Order {
  path: string;
  zone: string | undefined;
  dryRun: boolean;
  allowDemo: boolean;
}

const options: Options = { "dry-run": { type: "boolean" }, zone: { type: "string" }, "allow-demo": { type: "boolean" } };

function orderOf(command: string, invocation: Invocation): Order {
  const place = invocation.positionals[0];
  if (place === undefined) throw new UsageError(`import ${command} needs a file or a directory.`);
  const zone = text(invocation, "zone");
  if (zone !== undefined && !isZone(zone)) throw new UsageError(`--zone takes an IANA time zone such as Europe/Berlin, not "${zone}".`);
  return { path: place, zone, dryRun: invocation.values["dry-run"] === true, allowDemo: invocation.values["allow-demo"] === true };
}

function printReport(report: ImportReport, takesZone: boolean): void {
  const { rowsRead, created, updated, unchanged, rejected } = report;
  print(`${report.dryRun ? "Dry run, nothing was written. " : ""}${rowsRead} ${rowsRead === 1 ? "row" : "rows"} read${takesZone ? ` (times without zone read as ${report.zone})` : ""}.`);
  print(`created ${created}, updated ${updated}, unchanged ${unchanged}, rejected ${rejected}`);
  for (const rejection of report.rejections) print(`  line ${rejection.line}: ${rejection.reason}`);
  if (rejected > report.rejections.length) print(`  and ${rejected - report.rejections.length} more, kept with run ${report.runId}`);
}

const toCommand = ({ kind, summary, shape, takesZone, extensions, run }: Importer): Command => ({
  name: `import ${kind}`,
  usage: `import ${kind} ${shape === "directory" ? "DIR" : `FILE${extensions[0] ?? ""}`} [--dry-run]${takesZone ? " [--zone ZONE]" : ""}`,
  summary,
  options,
  run: async (invocation) => {
    const order = orderOf(kind, invocation);
    const report = await run(invocation.ctx, { ...order, source: path.basename(order.path), onProgress: () => undefined });
    if (invocation.values.json === true) printJson(report);
    else printReport(report, takesZone);
  },
});

export const importCommands: readonly Command[] = importers.map(toCommand);
