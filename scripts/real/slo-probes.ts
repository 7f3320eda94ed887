// Makes an SLO of every imported monitor and compares what it attained over the whole record, and at the end of each day, with a count over the raw file. Prints one line for each difference.
import fs from "node:fs";
import { roleActor } from "../../server/platform/auth/system-actor";
import { fixedClock } from "../../server/platform/clock";
import { closeConnections } from "../../server/platform/lifecycle";
import { execute, type Ctx } from "../../server/platform/registry";
import { monitorsOperations } from "../../server/monitors";
import { sloOperations } from "../../server/slo";

interface Check {
  atMs: number;
  isDown: boolean;
}

/** The columns at the left of the file hold neither quotes nor commas; a site's name may. */
function readChecks(text: string): Map<string, Check[]> {
  const sites = new Map<string, Check[]>();
  for (const line of text.split("\n").slice(1)) {
    const [, at, quoted, plain, status] = /^([^,]+),(?:"((?:[^"]|"")*)"|([^,]*)),([a-z]+),/.exec(line.trim()) ?? [];
    if (at === undefined || status === undefined) continue;
    const site = (quoted?.replaceAll('""', '"') ?? plain ?? "").trim();
    sites.set(site, [...(sites.get(site) ?? []), { atMs: Date.parse(at), isDown: status === "down" }]);
  }
  for (const checks of sites.values()) checks.sort((a, b) => a.atMs - b.atMs);
  return sites;
}

/** Share of the time until an instant in which a site was not down: a status holds until the next check. */
function availability(checks: readonly Check[], untilMs: number): number | null {
  let [up, all] = [0, 0];
  checks.slice(0, -1).forEach(({ atMs, isDown }, index) => {
    const length = Math.max(0, Math.min(checks[index + 1]?.atMs ?? atMs, untilMs) - atMs);
    all += length;
    up += isDown ? 0 : length;
  });
  return all === 0 ? null : up / all;
}

const dayMs = 86_400_000;
const sites = readChecks(fs.readFileSync(process.argv[2] ?? "", "utf8"));
const all = [...sites.values()].flat().map(({ atMs }) => atMs);
const [firstMs, endMs] = [Math.min(...all), Math.max(...all) + 2 * 60_000];
const ctx: Ctx = { requestId: "comparison", actor: roleActor("admin"), clock: fixedClock(new Date(endMs).toISOString()), signal: new AbortController().signal, via: "cli" };
const instants = [endMs, ...Array.from({ length: Math.floor((endMs - firstMs) / dayMs) }, (_, index) => (Math.floor(firstMs / dayMs) + index + 1) * dayMs)];

let compared = 0;
const { items } = await execute(monitorsOperations.list, { limit: 100 }, ctx);
for (const [site, checks] of sites) {
  const monitor = items.find(({ name }) => name === site);
  if (!monitor) {
    process.stdout.write(`${site}: there is no monitor of that name\n`);
    continue;
  }
  const { slug } = await execute(sloOperations.create, { name: `comparison ${monitor.slug}`, sli: { kind: "probe", monitors: [monitor.slug] }, target: 0.999, window: { kind: "rolling", days: 366 } }, ctx);
  for (const atMs of instants) {
    const { adjusted } = await execute(sloOperations.get, { slug, at: new Date(atMs).toISOString() }, ctx);
    const expected = availability(checks, atMs);
    compared += 1;
    const isEqual = expected === null || adjusted.sli === null ? expected === adjusted.sli : Math.abs(adjusted.sli - expected) < 1e-9;
    if (!isEqual) process.stdout.write(`${site} until ${new Date(atMs).toISOString()}: ${adjusted.sli}, the file says ${expected}\n`);
  }
}
process.stdout.write(`# ${sites.size} sites, ${compared} figures compared\n`);
if (compared === 0) process.exitCode = 1;
await closeConnections();
