// Started by monitors.mjs with the port of the target and the seconds to measure.
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type { SelfComponent } from "../../server/monitors/self-component";
import { SelfWatch } from "../../server/monitors/self-watch";
import { watchMonitors } from "../../server/monitors/watch";
import { roleActor } from "../../server/platform/auth/system-actor";
import { systemClock } from "../../server/platform/clock";
import { pool } from "../../server/platform/db";
import { DatabaseProbe } from "../../server/platform/health";
import { newId } from "../../server/platform/ids";
import { closeConnections } from "../../server/platform/lifecycle";
import { liveStream } from "../../server/platform/live";

const monitors = 500;
const rounds = 20;
const warmUpMs = 35_000;

/** Share of a core that this process uses, and what it found. */
async function measureChecks(port: string, seconds: number): Promise<object> {
  const check = JSON.stringify({ kind: "http", url: `https://127.0.0.1:${port}/` });
  await pool().query(`insert into monitor (id, slug, name, url, kind, source, "check", interval_ms, timeout_ms) select 'mon_' || n, 'bench-' || n, 'Bench ' || n, '', 'http', 'portal', $1::jsonb, 30000, 10000 from generate_series(1, $2::int) n`, [check, monitors]);
  const term = new AbortController();
  const watching = watchMonitors({ requestId: newId("rq"), actor: roleActor("admin"), clock: systemClock, signal: term.signal, via: "job" });
  await sleep(warmUpMs);
  const count = async (): Promise<number> => Number((await pool().query<{ count: string }>("select count(*) from check_result")).rows[0]?.count ?? 0);
  const [checksBefore, cpuBefore, startedMs] = [await count(), process.cpuUsage(), performance.now()];
  await sleep(seconds * 1_000);
  const used = process.cpuUsage(cpuBefore);
  const elapsedMs = performance.now() - startedMs;
  const checks = (await count()) - checksBefore;
  const { rows } = await pool().query<{ status: string; count: number }>("select status, count(*)::int from monitor group by 1");
  term.abort();
  await watching;
  return { monitors, intervalMs: 30_000, seconds, coreShare: (used.user + used.system) / 1_000 / elapsedMs, checks, expectedChecks: Math.round((monitors * elapsedMs) / 30_000), byStatus: Object.fromEntries(rows.map((row) => [row.status, row.count])) };
}

class Gate {
  private readonly sockets = new Set<Socket>();
  private server: Server | null = null;
  port = 0;

  constructor(private readonly target: URL) {}

  async open(): Promise<void> {
    this.server = createServer((socket) => {
      const onward = connect({ host: this.target.hostname, port: Number(this.target.port) });
      for (const each of [socket, onward]) this.sockets.add(each.on("error", () => undefined));
      socket.pipe(onward).pipe(socket);
    }).listen(this.port, "127.0.0.1");
    await new Promise((done) => this.server?.once("listening", done));
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** `isSilent`: the connections stay and nothing comes through any more. Otherwise they are refused. */
  fail(isSilent: boolean): void {
    if (!isSilent) this.server?.close();
    for (const socket of this.sockets) {
      if (isSilent) socket.unpipe();
      else socket.destroy();
    }
    if (!isSilent) this.sockets.clear();
  }
}

async function nextFaults(reader: ReadableStreamDefaultReader<Uint8Array>, isFailed: boolean): Promise<void> {
  for (;;) {
    const { value } = await reader.read();
    const [, data] = /event: fault\ndata: (.*)\n/.exec(new TextDecoder().decode(value)) ?? [];
    if (data !== undefined && (JSON.parse(data) as unknown[]).length > 0 === isFailed) return;
  }
}

const at = (sorted: readonly number[], share: number): number => Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN);

/** From the injected fault to the event on the stream of an open page. */
async function measureDetection(isSilent: boolean): Promise<object> {
  const target = new URL(process.env.DATABASE_URL ?? "");
  const gate = new Gate(target);
  await gate.open();
  const probe = new DatabaseProbe(Object.assign(new URL(target), { hostname: "127.0.0.1", port: String(gate.port) }).toString());
  const component: SelfComponent = { slug: "database", name: "Database", everyMs: 200, retries: 1, look: async () => ({ status: "up", latencyMs: await probe.ask(), reason: "answers" }), close: () => probe.close() };
  const watch = new SelfWatch([component]);
  const reader = liveStream(new AbortController().signal).getReader();
  const tookMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await sleep(600 + Math.random() * 300);
    const failedMs = performance.now();
    gate.fail(isSilent);
    await nextFaults(reader, true);
    tookMs.push(performance.now() - failedMs);
    gate.fail(false);
    await gate.open();
    await nextFaults(reader, false);
  }
  watch.stop();
  gate.fail(false);
  const sorted = tookMs.sort((a, b) => a - b);
  return { fault: isSilent ? "silent" : "refused", rounds, p50Ms: at(sorted, 0.5), p95Ms: at(sorted, 0.95), maxMs: at(sorted, 1) };
}

const [port = "", seconds = "60"] = process.argv.slice(2);
const detection = [await measureDetection(false), await measureDetection(true)];
const checks = Number(seconds) > 0 ? await measureChecks(port, Number(seconds)) : null;
process.stdout.write(`${JSON.stringify({ detection, checks }, null, 2)}\n`);
await closeConnections();
process.exit(0);
