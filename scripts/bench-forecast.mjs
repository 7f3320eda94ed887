// node scripts/bench-forecast.mjs [--demos N]: how often forecasts of exhaustion were right, over made-up organisations of N seeds. Each record is cut at many days, and what was forecast there is
// compared with what came. One organisation has few spent budgets, so that its share says little; all together must hold 70 to 90 of 100. Exits with 1 otherwise.
import { execFileSync } from "node:child_process";
import { parseArgs } from "node:util";
import { ensureClient } from "./lib/build.mjs";
import { neutralEnvironment, openThrowawayData } from "./lib/test-portal.mjs";
import { run } from "./lib/terminal.mjs";

const UNTIL = "2026-11-21T12:00:00Z";
const share = (part, whole) => (whole === 0 ? "no data" : `${((100 * part) / whole).toFixed(1)}%`);
const line = (name, { named, covered, unnamed, kept, unlikely, unlikelySaid, unlikelyCame, unlikelyEnds }) => `${name.padEnd(8)} 80% interval held ${covered} of ${named} (${share(covered, named)}); "not within the window" was so ${kept} of ${unnamed} (${share(kept, unnamed)}); chances below 10%: ${share(unlikelySaid, unlikely)} said, ${share(unlikelyCame, unlikely)} came (${unlikely} cuts, decided by ${unlikelyEnds} days)`;

async function measure(seed) {
  const data = await openThrowawayData();
  const env = { ...neutralEnvironment(), QUARTERDECK_DATA_DIR: data.directory };
  const cli = (...args) => execFileSync(process.execPath, ["scripts/cli.mjs", ...args], { env, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  try {
    cli("seed", "demo", "--seed", String(seed), "--until", UNTIL, "--scale", "0.05");
    return JSON.parse(cli("slo", "coverage", "--json")).total;
  } finally {
    data.release();
  }
}

await run(async () => {
  const { values } = parseArgs({ options: { demos: { type: "string", default: "6" } } });
  await ensureClient();
  const all = { named: 0, covered: 0, unnamed: 0, kept: 0, unlikely: 0, unlikelySaid: 0, unlikelyCame: 0, unlikelyEnds: 0 };
  for (let seed = 1; seed <= Number(values.demos); seed += 1) {
    const found = await measure(seed);
    for (const key of Object.keys(all)) all[key] += found[key];
    console.log(line(`seed ${seed}`, found));
  }
  console.log(line("all", all));
  const held = all.covered / all.named;
  process.exitCode = held >= 0.7 && held <= 0.9 ? 0 : 1;
});
