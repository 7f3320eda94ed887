// 500 SLOs: 250 over 100 monitors with a year of outages, 250 over 90 days of minutes that were counted. Windows of 28 and 90 days, with exclusions.
import { performance } from "node:perf_hooks";
import { evaluateSlos, sloOperations } from "../../server/slo";
import { db } from "../../server/platform/db";
import { testDatabase } from "../../server/platform/db/test-database";
import { fixedClock } from "../../server/platform/clock";
import { execute } from "../../server/platform/registry";
import { testContext } from "../../server/platform/registry/test-context";

const count = Number(process.env.BENCH_SLOS ?? 500);
const rounds = 7;
const lists = 25;
const limits = { roundMs: 2_000, listMs: 100 };
const nowMs = Date.parse("2026-08-19T10:00:00Z");
const contextAt = (ms: number) => testContext("operator", { clock: fixedClock(new Date(ms).toISOString()) });

/** Rows are written by statements: nothing of the portal is measured here. */
async function seed(query: (text: string) => Promise<unknown>): Promise<void> {
  const now = `timestamptz '${new Date(nowMs).toISOString()}'`;
  await query(`insert into monitor (id, slug, name, url, status, first_check_at, last_check_at) select 'mon_' || i, 'site-' || i, 'Site ' || i, 'https://example.test', 'up', ${now} - interval '365 days', ${now} from generate_series(1, 100) i`);
  await query(`insert into outage (id, monitor_key, started_at, ended_at) select 'out_' || m.key || '_' || i, m.key, ${now} - i * interval '3 days 7 hours', ${now} - i * interval '3 days 7 hours' + interval '4 minutes' from monitor m, generate_series(1, 110) i`);
  const window = `case when i % 3 = 0 then '{"kind":"rolling","days":90}' when i % 3 = 1 then '{"kind":"rolling","days":28}' else '{"kind":"calendar","unit":"quarter","zone":"Europe/Berlin"}' end`;
  await query(`insert into slo (id, slug, name, sli, target, "window", method, labels) select 'slo_' || i, 'slo-' || i, 'SLO ' || i,
    case when i % 2 = 0 then jsonb_build_object('kind', 'probe', 'monitors', jsonb_build_array('site-' || (1 + i % 100))) else '{"kind":"pushed","unit":"requests"}'::jsonb end,
    0.999, (${window})::jsonb, '{"kind":"occurrences"}', '{}' from generate_series(1, ${count}) i`);
  await query(`insert into sli_hour (slo_key, hour, good, total, good_sum, total_sum) select s.key, date_trunc('hour', ${now}) - h * interval '1 hour', array_fill(99.95::float8, array[60]), array_fill(100::float8, array[60]), 5997, 6000
    from slo s, generate_series(0, 91 * 24) h where s.sli->>'kind' = 'pushed'`);
  await query(`insert into slo_exclusion (id, slo_id, from_at, to_at, reason, approved_at, approved_by) select 'exc_' || s.id || i, s.id, ${now} - i * interval '9 days', ${now} - i * interval '9 days' + interval '1 hour', 'planned', ${now} - interval '1 year', 'x' from slo s, generate_series(1, 3) i`);
  await query(`insert into sli_day (slo_key, day, raw_good, raw_total, adjusted_good, adjusted_total, raw_remaining, remaining) select s.key, (${now} - d * interval '1 day')::date, 143000, 144000, 143000, 144000, 0.4, 0.5 from slo s, generate_series(0, 90) d`);
  await query("vacuum analyze");
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

interface Timed {
  ms: number[];
  /** Processor time of this process, without the database's: other work on the machine hardly moves it. */
  cpuMs: number[];
}

async function timed(work: (round: number) => Promise<unknown>, times: number): Promise<Timed> {
  const found: Timed = { ms: [], cpuMs: [] };
  for (let round = 0; round < times; round += 1) {
    const [cpuBefore, from] = [process.cpuUsage(), performance.now()];
    await work(round);
    const used = process.cpuUsage(cpuBefore);
    found.ms.push(performance.now() - from);
    found.cpuMs.push((used.user + used.system) / 1_000);
  }
  return found;
}

const database = await testDatabase();
const seedFrom = performance.now();
await seed((text) => database.query(text));
process.stderr.write(`seeded in ${Math.round(performance.now() - seedFrom)} ms\n`);
const first = performance.now();
const { evaluated } = await evaluateSlos(contextAt(nowMs));
const firstMs = performance.now() - first;
const round = await timed((at) => evaluateSlos(contextAt(nowMs + (at + 1) * 30_000)), rounds);
let shown = 0;
const list = await timed(async () => {
  const { items, total } = await execute(sloOperations.list, { limit: 500, days: 90 }, contextAt(nowMs));
  shown = items.length;
  if (total !== count) throw new Error(`${total} SLOs are listed.`);
}, lists);
if (evaluated !== count || (await db().sloStatus.count()) !== count) throw new Error(`${evaluated} SLOs were evaluated.`);
const [roundMs, listMs] = [median(round.ms), median(list.ms)];
const figures = {
  slos: count, shown, firstRoundMs: firstMs, roundMs, worstRoundMs: Math.max(...round.ms), roundCpuMs: median(round.cpuMs), listMs, bestListMs: Math.min(...list.ms), worstListMs: Math.max(...list.ms), listCpuMs: median(list.cpuMs),
  heapMb: process.memoryUsage().rss / 1e6,
};
process.stdout.write(`${JSON.stringify({ ...Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Math.round(value)])), limits })}\n`);
await database.drop();
process.exitCode = roundMs <= limits.roundMs && listMs <= limits.listMs ? 0 : 1;
