import { measureForecasts, type Coverage } from "../../slo";
import { print, printJson, type Command } from "./command";

const share = (part: number, whole: number): string => (whole === 0 ? "no data" : `${Math.round((part / whole) * 1_000) / 10}%`);

const counts = ["named", "covered", "unnamed", "kept", "unlikely", "unlikelySaid", "unlikelyCame", "unlikelyEnds"] as const satisfies readonly (keyof Coverage)[];

const line = ({ slug, named, covered, unnamed, kept, unlikely, unlikelySaid, unlikelyCame, unlikelyEnds }: Coverage): string =>
  `${slug.padEnd(32)} interval held ${covered} of ${named} (${share(covered, named)}), "not within the window" was so ${kept} of ${unnamed} (${share(kept, unnamed)}), chances below 10%: ${share(unlikelySaid, unlikely)} said, ${share(unlikelyCame, unlikely)} came (${unlikely} cuts, decided by ${unlikelyEnds} days)`;

const coverage: Command = {
  name: "slo coverage",
  usage: "slo coverage [--json]",
  summary: "How often forecasts of exhaustion were right on the record: an 80% interval holds 70 to 90 of 100.",
  options: {},
  run: async ({ ctx, values }) => {
    const rows = (await measureForecasts(ctx)).filter(({ named, unnamed }) => named + unnamed > 0);
    const total = Object.fromEntries(counts.map((key) => [key, rows.reduce((all, row) => all + row[key], 0)])) as Omit<Coverage, "slug">;
    if (values.json === true) return printJson({ rows, total });
    for (const row of [...rows, { slug: "all", ...total }]) print(line(row));
  },
};

export const sloCommands: readonly Command[] = [coverage];
