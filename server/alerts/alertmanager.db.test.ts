import { spawn, type ChildProcess } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import { createServer, type AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { systemClock } from "@/server/platform/clock";
import { alertsOperations } from "./operations";

const program = ["/usr/bin/prometheus-alertmanager", "/usr/local/bin/alertmanager"].find((file) => fs.existsSync(file));

const freePort = (): Promise<number> => new Promise((done) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address() as AddressInfo;
    server.close(() => done(port));
  });
});

async function until<T>(read: () => Promise<T | null>): Promise<T> {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = await read().catch(() => null);
    if (found !== null) return found;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("It did not happen within 20 s.");
}

// Skipped only where Debian's prometheus-alertmanager cannot be installed; under CI its absence is a failure.
describe.skipIf(program === undefined && !process.env.CI)("a real Alertmanager", () => {
  let database: TestDatabase;
  let child: ChildProcess;
  let api = "";
  const failures: string[] = [];
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "alertmanager-"));
  const receiver = http.createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString("utf8")));
    request.on("end", () => {
      execute(alertsOperations.receiveAlertmanager, JSON.parse(body) as never, testContext("operator", { clock: systemClock })).then(() => response.writeHead(200).end(), (error: unknown) => {
        failures.push(error instanceof Error ? error.message : "failed");
        response.writeHead(500).end();
      });
    });
  });

  beforeAll(async () => {
    database = await testDatabase();
    await db().service.create({ data: { id: "svc_1", slug: "payments-api", name: "payments-api", tier: 1, aliases: [] } });
    await new Promise<void>((done) => void receiver.listen(0, "127.0.0.1", done));
    const config = path.join(folder, "alertmanager.yml");
    fs.writeFileSync(config, `route:\n  receiver: portal\n  group_by: [alertname]\n  group_wait: 0s\n  group_interval: 1s\n  repeat_interval: 1h\nreceivers:\n  - name: portal\n    webhook_configs:\n      - url: http://127.0.0.1:${(receiver.address() as AddressInfo).port}/\n        send_resolved: true\n`);
    const port = await freePort();
    api = `http://127.0.0.1:${port}/api/v2`;
    child = spawn(program ?? "", [`--config.file=${config}`, `--storage.path=${folder}/data`, `--web.listen-address=127.0.0.1:${port}`, "--cluster.listen-address=", "--log.level=error"], { stdio: "ignore" });
    await until(async () => ((await fetch(`${api}/status`)).ok ? true : null));
  });
  afterAll(async () => {
    child.kill();
    receiver.close();
    await database.drop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const post = (alert: object): Promise<Response> => fetch(`${api}/alerts`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify([{ labels: { alertname: "HighErrorRate", service: "payments-api", severity: "critical" }, annotations: { summary: "5% fail" }, generatorURL: "http://prometheus.example.test/graph", ...alert }]) });

  it("begins and ends an alert of the portal", async () => {
    const startsAt = new Date(Date.now() - 60_000).toISOString();
    expect((await post({ startsAt })).status).toBe(200);
    const begun = await until(() => db().alert.findFirst());
    expect(begun).toMatchObject({ title: "HighErrorRate: 5% fail", severity: "page", status: "firing", serviceId: "svc_1", startedAt: new Date(startsAt), endedAt: null });
    await post({ startsAt, endsAt: new Date().toISOString() });
    const ended = await until(() => db().alert.findFirst({ where: { status: "ended" } }));
    expect(ended.number).toBe(begun.number);
    expect(failures).toEqual([]);
  });
});
