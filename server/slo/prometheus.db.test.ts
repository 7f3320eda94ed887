import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import fs from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import type { Measure } from "./contract";
import { evaluateSlos } from "./evaluate-slos";
import { sloOperations } from "./operations";
import { queryPrometheus } from "./query-prometheus";

const installed = fs.existsSync("/usr/bin/prometheus") && fs.existsSync("/usr/bin/promtool");
const minuteMs = 60_000;
// The blocks are of the past: what is read is what was written, however fast the test runs.
const fromMs = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 5 * 3_600_000;
const minutes = 120;

const freePort = (): Promise<number> => new Promise((done) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address() as AddressInfo;
    server.close(() => done(port));
  });
});

interface Counts {
  good: number;
  bad: number;
  slow: number;
}

/** Events of a minute: 60 good; in minutes 30 to 39 20 of them fail; nothing at all is written in minutes 60 to 69. */
const countsOf = (minute: number): Counts | null => (minute >= 60 && minute < 70 ? null : { good: minute >= 30 && minute < 40 ? 40 : 60, bad: minute >= 30 && minute < 40 ? 20 : 0, slow: minute % 10 === 0 ? 6 : 0 });

/** Counters scraped every 15 s, which the process loses when it starts anew after minute 90. */
function openMetrics(): string {
  const lines: Record<string, string[]> = { "http_requests_total{code=\"200\"}": [], "http_requests_total{code=\"500\"}": [], "latency_seconds_bucket{le=\"0.4\"}": [], "latency_seconds_bucket{le=\"+Inf\"}": [], latency_seconds_count: [], queue_length: [] };
  let sums = { good: 0, bad: 0, slow: 0 };
  for (let step = 0; step <= minutes * 4; step += 1) {
    const minute = Math.floor((step - 1) / 4);
    const counts = step === 0 ? { good: 0, bad: 0, slow: 0 } : countsOf(minute);
    if (!counts) continue;
    if (step === 90 * 4 + 1) sums = { good: 0, bad: 0, slow: 0 };
    sums = { good: sums.good + counts.good / 4, bad: sums.bad + counts.bad / 4, slow: sums.slow + counts.slow / 4 };
    const at = (fromMs + step * 15_000) / 1000;
    const all = sums.good + sums.bad;
    const values = [sums.good, sums.bad, all - sums.slow, all, all, minute % 20 === 7 ? 500 : 3];
    Object.keys(lines).forEach((name, index) => lines[name]?.push(`${name} ${values[index]} ${at}`));
  }
  const { queue_length: queue = [], ...others } = lines;
  const [ok = [], failed = [], ...latency] = Object.values(others);
  return ["# TYPE http_requests counter", ...ok, ...failed, "# TYPE latency_seconds histogram", ...latency.flat(), "# TYPE queue_length gauge", ...queue, "# EOF", ""].join("\n");
}

// Skipped only where Debian's prometheus cannot be installed; under CI its absence is a failure.
describe.skipIf(!installed && !process.env.CI)("an SLI that is read from a real Prometheus", () => {
  let database: TestDatabase;
  let child: ChildProcess;
  let address = "";
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "prometheus-"));
  const at = (minute: number): string => new Date(fromMs + minute * minuteMs + 30_000).toISOString();
  const operator = (minute: number) => testContext("operator", { clock: fixedClock(at(minute)) });
  const start = async (): Promise<void> => {
    child = spawn("/usr/bin/prometheus", [`--config.file=${folder}/prometheus.yml`, `--storage.tsdb.path=${folder}/data`, `--web.listen-address=${address.replace("http://", "")}`, "--log.level=error"], { stdio: "ignore" });
    for (let tries = 0; tries < 150; tries += 1) {
      if (await fetch(`${address}/-/ready`).then(({ ok }) => ok, () => false)) return;
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error("Prometheus was not ready within 15 s.");
  };
  const stop = (): Promise<void> => new Promise((done) => {
    child.once("exit", () => done());
    child.kill();
  });

  beforeAll(async () => {
    database = await testDatabase();
    fs.writeFileSync(path.join(folder, "samples.txt"), openMetrics());
    fs.writeFileSync(path.join(folder, "prometheus.yml"), "global: {}\n");
    execFileSync("/usr/bin/promtool", ["tsdb", "create-blocks-from", "openmetrics", `${folder}/samples.txt`, `${folder}/data`], { stdio: "pipe" });
    address = `http://127.0.0.1:${await freePort()}`;
    process.env.PROMETHEUS_URL = address;
    await start();
  });
  afterAll(async () => {
    await stop();
    delete process.env.PROMETHEUS_URL;
    await database.drop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const create = (name: string, measure: Measure, minute = minutes) =>
    execute(sloOperations.create, { name, sli: { kind: "prometheus", unit: "requests", measure, lookbackMinutes: 1 }, target: 0.99, window: { kind: "rolling", days: 1 } }, operator(minute));
  const read = async (slug: string, minute = minutes) => {
    const { adjusted, source, unit, row, status } = await execute(sloOperations.get, { slug }, operator(minute));
    return { good: Math.round(adjusted.good * 1000) / 1000, total: Math.round(adjusted.total * 1000) / 1000, source, unit, status, kind: row.kind };
  };
  const total = 'sum(rate(http_requests_total[{{.window}}]))';
  const all = Array.from({ length: minutes }, (_, minute) => countsOf(minute));
  const sum = (valueOf: (counts: Counts) => number): number => all.reduce((found, counts) => found + (counts ? valueOf(counts) : 0), 0);
  // After a gap of data the first minute has no point before it to grow from, and a counter that was reset lost nothing but what it had counted in its last interval.
  const near = (found: number, expected: number, within: number): void => expect(Math.abs(found - expected)).toBeLessThanOrEqual(within);

  it("equals the counts that were written, over a restart of the counter and a gap", async () => {
    await create("bad over all", { form: "bad", bad: 'sum(rate(http_requests_total{code="500"}[{{.window}}]))', total });
    const found = await read("bad-over-all");
    near(found.total, sum(({ good, bad }) => good + bad), 60);
    near(found.total - found.good, 200, 0.001);
    expect(found).toMatchObject({ kind: "prometheus", unit: "requests", source: { queriedTo: new Date(fromMs + minutes * minuteMs).toISOString(), error: null } });
    const hour = await db().sliHour.findFirstOrThrow({ where: { hour: new Date(fromMs) } });
    expect(hour.good.slice(28, 42).map((value) => Math.round(value))).toEqual([60, 60, ...Array<number>(10).fill(40), 60, 60]);
    expect(hour.total.slice(0, 60).map((value) => Math.round(value))).toEqual(Array<number>(60).fill(60));
    const second = await db().sliHour.findFirstOrThrow({ where: { hour: new Date(fromMs + 3_600_000) } });
    expect(second.total.slice(1, 9)).toEqual(Array<number>(8).fill(0));
    expect([hour.totalSum, second.totalSum].map((value) => Math.round(value)).reduce((one, other) => one + other)).toBe(Math.round(found.total));
  });

  it("gives the same as good over all, and as the ratio of each minute", async () => {
    await create("good over all", { form: "good", good: 'sum(rate(http_requests_total{code="200"}[{{.window}}]))', total });
    await create("ratio", { form: "ratio", counts: "bad", query: `sum(rate(http_requests_total{code="500"}[{{.window}}])) / ${total}` });
    const [bad, good, ratio] = [await read("bad-over-all"), await read("good-over-all"), await read("ratio")];
    expect([good.good, good.total]).toEqual([bad.good, bad.total]);
    expect(ratio.unit).toBe("minutes");
    near(ratio.total - ratio.good, 10 / 3, 0.001);
  });

  it("counts a bucket of a histogram, and the minutes in which a value broke its limit", async () => {
    await create("latency", { form: "latency", histogram: "latency_seconds", matchers: "", bound: 0.4 });
    await create("queue", { form: "threshold", query: "max_over_time(queue_length[{{.window}}])", op: "lt", limit: 100 });
    const latency = await read("latency");
    near(latency.total - latency.good, sum(({ slow }) => slow), 6);
    const queue = await read("queue");
    expect(queue.unit).toBe("minutes");
    // A limit that is broken in the last scrape of a minute is seen by the next minute's range, too: both ends belong to it. One of the six minutes lies in the gap.
    near(queue.total - queue.good, 10, 0);
  });

  it("reads what has come since, reads the last minutes again, and counts none twice", async () => {
    await create("bit by bit", { form: "bad", bad: 'sum(rate(http_requests_total{code="500"}[{{.window}}]))', total }, 20);
    for (const minute of [21, 35, 36, 36, 80, minutes]) await queryPrometheus(operator(minute));
    const [bit, whole] = [await read("bit-by-bit"), await read("bad-over-all")];
    expect([bit.good, bit.total]).toEqual([whole.good, whole.total]);
  });

  it("previews a draft on what Prometheus has, and says what is wrong with its queries", async () => {
    const draft = (bad: string) => execute(sloOperations.preview, { name: "draft", sli: { kind: "prometheus", unit: "requests", measure: { form: "bad", bad, total }, lookbackMinutes: 1 }, target: 0.9, window: { kind: "rolling", days: 1 } }, operator(minutes));
    const preview = await draft('sum(rate(http_requests_total{code="500"}[{{.window}}]))');
    expect(preview.problem).toBeNull();
    expect(preview.sli).toBeGreaterThan(0.96);
    expect(preview.sli).toBeLessThan(0.98);
    expect((await draft("sum(rate(")).problem).toContain("parse error");
    expect((await draft("rate(http_requests_total[{{.window}}])")).problem).toContain("2 series");
    expect((await draft('sum(rate(http_requests_total{code="404"}[{{.window}}]))')).problem).toContain('or vector(0)');
  });

  it("is misconfigured with a query that Prometheus refuses, and measured anew with another", async () => {
    await create("refused", { form: "bad", bad: "sum(rate(", total });
    expect(await read("refused")).toMatchObject({ status: "misconfigured", source: { queriedTo: null, error: expect.stringContaining("refuses the query") } });
    const { version } = await execute(sloOperations.get, { slug: "refused" }, operator(minutes));
    await execute(sloOperations.update, { slug: "refused", version, name: "refused", sli: { kind: "prometheus", unit: "requests", measure: { form: "bad", bad: 'sum(rate(http_requests_total{code="500"}[{{.window}}]))', total }, lookbackMinutes: 1 }, target: 0.99, window: { kind: "rolling", days: 1 } }, operator(minutes));
    expect(await read("refused")).toMatchObject({ status: "exhausted", good: (await read("bad-over-all")).good });
  });

  it("keeps what it has when Prometheus stops, says since when, and goes on afterwards", async () => {
    const before = await read("bad-over-all");
    await stop();
    await queryPrometheus(operator(minutes + 10));
    await evaluateSlos(operator(minutes + 10));
    expect(await read("bad-over-all", minutes + 10)).toMatchObject({ good: before.good, status: "exhausted", source: { queriedTo: before.source?.queriedTo, error: "Prometheus cannot be reached." } });
    await start();
    await queryPrometheus(operator(minutes + 10));
    expect((await read("bad-over-all", minutes + 10)).source).toMatchObject({ error: null, queriedTo: new Date(fromMs + (minutes + 10) * minuteMs).toISOString() });
  });
});
