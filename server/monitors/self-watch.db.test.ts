import { createServer, connect, type AddressInfo, type Server, type Socket } from "node:net";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { DatabaseProbe } from "@/server/platform/health";
import { liveStream } from "@/server/platform/live";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { monitorsOperations as operations } from "./operations";
import type { SelfComponent } from "./self-component";
import { disk, eventLoop } from "./self-components";
import { SelfWatch } from "./self-watch";

let database: TestDatabase;
let watch: SelfWatch | undefined;
let gate: Gate;

/** Stands between the probe and the database, and can refuse connections or fall silent. */
class Gate {
  private readonly sockets = new Set<Socket>();
  private isSilent = false;
  private server: Server | null = null;
  port = 0;

  constructor(private readonly target: URL) {}

  async open(): Promise<void> {
    this.isSilent = false;
    this.server = createServer((socket) => {
      const onward = connect({ host: this.target.hostname, port: Number(this.target.port) });
      for (const each of [socket, onward]) {
        this.sockets.add(each);
        each.on("error", () => undefined).on("close", () => this.sockets.delete(each));
      }
      socket.on("data", (chunk) => void (this.isSilent || onward.write(chunk))).on("close", () => onward.destroy());
      onward.on("data", (chunk) => socket.write(chunk)).on("close", () => socket.destroy());
    });
    await new Promise<void>((done) => this.server?.listen(this.port, "127.0.0.1", done));
    this.port = (this.server.address() as AddressInfo).port;
  }

  refuse(): void {
    this.server?.close();
    for (const socket of this.sockets) socket.destroy();
  }

  fallSilent(): void {
    this.isSilent = true;
  }
}

beforeAll(async () => {
  database = await testDatabase();
  gate = new Gate(new URL(process.env.DATABASE_URL ?? ""));
});
afterEach(() => {
  watch?.stop();
  gate.refuse();
});
afterAll(() => database.drop());

interface Told {
  /** The next event about faults that holds. */
  until: (holds: (faults: { component: string; status: string }[]) => boolean) => Promise<void>;
}

/** Reads an open page's stream. */
function openPage(): Told {
  const reader = liveStream(new AbortController().signal).getReader();
  const decoder = new TextDecoder();
  const until: Told["until"] = async (holds) => {
    for (;;) {
      const { value } = await reader.read();
      const [, data] = /event: fault\ndata: (.*)\n/.exec(decoder.decode(value)) ?? [];
      if (data !== undefined && holds(JSON.parse(data) as { component: string; status: string }[])) return;
    }
  };
  return { until };
}

async function watchThroughGate(): Promise<Told> {
  const target = new URL(process.env.DATABASE_URL ?? "");
  gate = new Gate(target);
  await gate.open();
  const through = new URL(target);
  through.hostname = "127.0.0.1";
  through.port = String(gate.port);
  const probe = new DatabaseProbe(through.toString());
  const component: SelfComponent = { slug: "database", name: "Database", everyMs: 200, retries: 1, look: async () => ({ status: "up", latencyMs: await probe.ask(), reason: "answers" }), close: () => probe.close() };
  watch = new SelfWatch([component]);
  await sleep(400);
  return openPage();
}

const isDown = (faults: { component: string; status: string }[]): boolean => faults.some(({ component, status }) => component === "database" && status === "down");

describe("a database that fails", () => {
  it.each([["refuses connections", (): void => gate.refuse()], ["falls silent", (): void => gate.fallSilent()]])("and %s is soon on an open page, and so is its return", async (_name, fail) => {
    const page = await watchThroughGate();
    const times: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const failedMs = performance.now();
      fail();
      await page.until(isDown);
      times.push(performance.now() - failedMs);
      gate.refuse();
      await gate.open();
      await page.until((faults) => faults.length === 0);
    }
    // How quick it is, `npm run bench:monitors` measures.
    expect(Math.min(...times)).toBeLessThan(5_000);
  });

  it("leaves an outage and a fault to tell once it is back, not one of the connection that was merely cut", async () => {
    const page = await watchThroughGate();
    await watch?.keep();
    await database.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'quarterdeck-probe'");
    await sleep(600);
    expect(await watch?.keep()).toEqual([]);
    gate.refuse();
    await page.until(isDown);
    await sleep(1_200);
    await gate.open();
    await page.until((faults) => faults.length === 0);
    expect(await watch?.keep()).toMatchObject([{ slug: "portal-database", name: "Database" }]);
    const [outage] = await db().outage.findMany();
    expect(outage?.endedAt?.getTime()).toBeGreaterThan(outage?.startedAt.getTime() ?? Infinity);
    const list = async (group: "sites" | "portal") => (await execute(operations.list, { group }, testContext("operator"))).items.map(({ slug, status, isP0 }) => ({ slug, status, isP0 }));
    expect([await list("sites"), await list("portal")]).toEqual([[], [{ slug: "portal-database", status: "up", isP0: true }]]);
  });

  it("is told to a page that is opened later, too", async () => {
    const page = await watchThroughGate();
    gate.refuse();
    await page.until(isDown);
    await openPage().until(isDown);
  });
});

describe("a part of this process that fails", () => {
  const stuck = (): SelfComponent => eventLoop({ max: 3e9, reset: () => undefined, disable: () => true });
  const full = (): SelfComponent => disk({ directory: "anywhere", space: () => Promise.resolve({ bavail: 19, blocks: 1_000 }) });
  const gone = (): SelfComponent => disk({ directory: "anywhere", space: () => Promise.reject(new Error("ENOENT")) });

  it.each([["a blocked event loop", "event-loop", stuck], ["a full disk", "disk", full], ["a disk that cannot be asked", "disk", gone]])("is on an open page: %s", async (_name, slug, component) => {
    const page = openPage();
    watch = new SelfWatch([{ ...component(), everyMs: 20 }]);
    await page.until((faults) => faults.some((fault) => fault.component === slug && fault.status === "down"));
    await watch.keep();
    expect((await execute(operations.list, { group: "portal", status: "down" }, testContext("operator"))).items).toMatchObject([{ slug: `portal-${slug}`, isP0: true }]);
    await database.query("truncate monitor, outage, check_result cascade");
  });
});
