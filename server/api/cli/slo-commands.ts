import { measureForecasts } from "../../slo";
import { print, printJson, type Command } from "./command";

const share = (part: number, whole: number): string => (whole === 0 ? "no data" : `${Math.round((part / whole) * 1_000) / 10}%`);

const coverage: Command = {
  name: "slo coverage",
  usage: "slo coverage [--json]",
  summary: "How often forecasts of exhaustion were right on the record: an 80% interval holds 70 to 90 of 100.",
  options: {},
  run: async ({ ctx, values }) => {
    const rows = (await measureForecasts(ctx)).filter(({ named, unnamed }) => named + unnamed > 0);
    const sum = (key: "named" | "covered" | "unnamed" | "kept"): number => rows.reduce((all, row) => all + row[key], 0);
    const total = { named: sum("named"), covered: sum("covered"), unnamed: sum("unnamed"), kept: sum("kept") };
    if (values.json === true) return printJson({ rows, total });
    for (const { slug, named, covered, unnamed, kept } of [...rows, { slug: "all", ...total }]) print(`${slug.padEnd(32)} interval held ${covered} of ${named} (${share(covered, named)}), "not within the window" was so ${kept} of ${unnamed} (${share(kept, unnamed)})`);
  },
};

export const sloCommands: readonly Command[] = [coverage];
