// npm run bench: how fast the portal starts, imports and answers on this machine. Everything runs on data of its own and goes afterwards.
import fs from "node:fs";
import { parseArgs } from "node:util";
import { machineFacts, loadNow } from "./bench/machine.mjs";
import { measureColdStart, measureImport, measureLoad, measureRest, measureWarmStart } from "./bench/measure.mjs";
import { measurePage } from "./bench/page.mjs";
import { judge, toMarkdown, toText } from "./bench/report.mjs";
import { ensureBuild } from "./lib/build.mjs";
import { ensureDependencies } from "./lib/install.mjs";
import { UserFacingError } from "./lib/process.mjs";
import { run } from "./lib/terminal.mjs";

const USAGE = "npm run bench -- [--json] [--out FILE] [--markdown FILE] [--seed N] [--rows N] [--seconds N] [--quick]";
const OPTIONS = { json: { type: "boolean" }, out: { type: "string" }, markdown: { type: "string" }, seed: { type: "string" }, rows: { type: "string" }, seconds: { type: "string" }, quick: { type: "boolean" } };
const FULL = { seed: 7, rows: 40_000, seconds: 30, idleSeconds: 15, coldStarts: 2, warmStarts: 5, visits: 3, levels: [1, 50, 200] };
const QUICK = { ...FULL, rows: 4_000, seconds: 8, idleSeconds: 3, coldStarts: 1, warmStarts: 2, visits: 1, levels: [1, 10] };
const DAY_MS = 86_400_000;

function readSettings(args) {
  try {
    const { values } = parseArgs({ args, options: OPTIONS });
    const numbers = Object.entries(values).filter(([name]) => ["seed", "rows", "seconds"].includes(name)).map(([name, text]) => [name, Number(text)]);
    const bad = numbers.find(([, value]) => !Number.isInteger(value) || value < 1);
    if (bad) throw new Error(`--${bad[0]} takes a whole number from 1.`);
    return { ...(values.quick ? QUICK : FULL), ...Object.fromEntries(numbers), ...Object.fromEntries(["json", "out", "markdown"].map((name) => [name, values[name]])) };
  } catch (error) {
    throw new UserFacingError(`${error.message} Usage: ${USAGE}`);
  }
}

async function measureAll(settings, say) {
  const machine = await machineFacts();
  const untilMs = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const cold = await measureColdStart({ repeats: settings.coldStarts, say });
  const { installation } = cold;
  let { portal } = cold;
  try {
    const imported = await measureImport({ installation, seed: settings.seed, rows: settings.rows, untilMs, say });
    const warm = await measureWarmStart({ installation, portal, repeats: settings.warmStarts, say });
    portal = warm.portal;
    const idle = await measureRest({ portal, seconds: settings.idleSeconds, say });
    const page = await measurePage(installation, { question: "tickets opened by priority last month", visits: settings.visits });
    say("page measured");
    const load = await measureLoad({ installation, portal, levels: settings.levels, seed: settings.seed, seconds: settings.seconds, untilMs, say });
    const idleAfterLoad = await measureRest({ portal, seconds: settings.idleSeconds, say });
    return { at: new Date().toISOString(), machine: { ...machine, loadAfter: loadNow() }, settings, coldStartMs: cold.result, coldStartCpuMs: cold.cpu, warmStartMs: warm.result, warmStartCpuMs: warm.cpu, import: imported, idle, page, load, idleAfterLoad };
  } finally {
    await portal.stop();
    installation.remove();
  }
}

await run(async () => {
  const settings = readSettings(process.argv.slice(2));
  const say = (text) => process.stderr.write(`${text}\n`);
  await ensureDependencies();
  if (await ensureBuild()) say("portal built");
  const figures = await measureAll(settings, say);
  const result = { ...figures, aims: judge(figures) };
  if (settings.out) fs.writeFileSync(settings.out, `${JSON.stringify(result, null, 2)}\n`);
  if (settings.markdown) fs.writeFileSync(settings.markdown, toMarkdown(result));
  fs.writeSync(1, settings.json ? `${JSON.stringify(result, null, 2)}\n` : toText(result));
});
