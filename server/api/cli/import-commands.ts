import { importCatalogFile } from "../../catalog";
import { importUptime } from "../../monitors";
import type { ImportReport } from "../../platform/imports";
import type { Ctx } from "../../platform/registry";
import { importServiceDesk } from "../../tickets";
import { print, printJson, text, UsageError, type Command, type Invocation, type Options } from "./command";

interface Order {
  path: string;
  zone: string;
  dryRun: boolean;
  allowDemo: boolean;
}

const options: Options = { "dry-run": { type: "boolean" }, zone: { type: "string" }, "allow-demo": { type: "boolean" } };

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).format(0) !== "";
  } catch {
    return false;
  }
}

function orderOf(command: string, invocation: Invocation): Order {
  const path = invocation.positionals[0];
  if (path === undefined) throw new UsageError(`import ${command} needs a file or a directory.`);
  const zone = text(invocation, "zone") ?? "UTC";
  if (!isZone(zone)) throw new UsageError(`--zone takes an IANA time zone such as Europe/Berlin, not "${zone}".`);
  return { path, zone, dryRun: invocation.values["dry-run"] === true, allowDemo: invocation.values["allow-demo"] === true };
}

function printReport(report: ImportReport): void {
  const { rowsRead, created, updated, unchanged, rejected } = report;
  print(`${report.dryRun ? "Dry run, nothing was written. " : ""}${rowsRead} rows read (times without zone read as ${report.zone}).`);
  print(`created ${created}, updated ${updated}, unchanged ${unchanged}, rejected ${rejected}`);
  for (const rejection of report.rejections) print(`  line ${rejection.line}: ${rejection.reason}`);
  if (rejected > report.rejections.length) print(`  and ${rejected - report.rejections.length} more, kept with run ${report.runId}`);
}

interface ImportCommand {
  kind: string;
  takes: string;
  summary: string;
  run: (ctx: Ctx, order: Order) => Promise<ImportReport>;
}

const toCommand = ({ kind, takes, summary, run }: ImportCommand): Command => ({
  name: `import ${kind}`,
  usage: `import ${kind} ${takes} [--dry-run] [--zone ZONE]`,
  summary,
  options,
  run: async (invocation) => {
    const report = await run(invocation.ctx, orderOf(kind, invocation));
    if (invocation.values.json === true) printJson(report);
    else printReport(report);
  },
});

export const importCommands: readonly Command[] = [
  { kind: "service-desk", takes: "FILE.csv", summary: "A ServiceNow incident event log.", run: (ctx: Ctx, { path, ...rest }: Order) => importServiceDesk(ctx, { path, ...rest }) },
  { kind: "uptime", takes: "DIR", summary: "An Upptime folder.", run: (ctx: Ctx, { path, ...rest }: Order) => importUptime(ctx, { dir: path, ...rest }) },
  { kind: "catalog", takes: "FILE.yaml", summary: "A YAML list of services, teams, customers and goals.", run: (ctx: Ctx, { path, dryRun, allowDemo }: Order) => importCatalogFile(ctx, { file: path, dryRun, allowMixed: allowDemo }) },
].map(toCommand);
