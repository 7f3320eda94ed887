// 10,000 alerts in 20 groups of 500, in one message of Alertmanager: how long until they are kept, until all is said again, until each group is told about once, and until all have ended.
import { performance } from "node:perf_hooks";
import { alertsOperations, escalateAlerts } from "../../server/alerts";
import { serveRest } from "../../server/api/rest";
import { db } from "../../server/platform/db";
import { testDatabase } from "../../server/platform/db/test-database";
import { execute } from "../../server/platform/registry";
import { testContext } from "../../server/platform/registry/test-context";

const total = 10_000;
const groups = 20;
const rounds = 3;
const ctx = testContext("admin", { via: "rest", actor: { kind: "token", userId: "usr_bench" }, clock: { now: () => new Date() } });

const message = (round: number, status: "firing" | "resolved"): string => JSON.stringify({
  version: "4", status,
  alerts: Array.from({ length: total }, (_, host) => ({
    status, labels: { alertname: `Down ${round} ${host % groups}`, instance: `host-${host}.example.test`, severity: "page", cluster: "eu-1", job: "node" },
    annotations: { summary: "The host does not answer", description: "x".repeat(300) }, startsAt: new Date(Date.now() - 60_000).toISOString(), ...(status === "resolved" ? { endsAt: new Date().toISOString() } : {}),
  })),
});

async function send(body: string): Promise<{ ms: number; report: Record<string, number> }> {
  const from = performance.now();
  const response = await serveRest(new Request("http://portal.test/api/v1/alerts/alertmanager", { method: "POST", body }), ["alerts", "alertmanager"], ctx);
  const report = (await response.json()) as Record<string, number>;
  if (response.status !== 200) throw new Error(JSON.stringify(report));
  return { ms: performance.now() - from, report };
}

const median = (values: readonly number[]): number => Math.round([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN);
const demand = (isTrue: boolean, what: string): void => {
  if (!isTrue) throw new Error(what);
};

const database = await testDatabase();
await db().user.create({ data: { id: "usr_bench", email: "bench@example.test", name: "Bench" } });
await db().roleGrant.create({ data: { userId: "usr_bench", role: "operator" } as never });
const times: Record<"kept" | "again" | "told" | "groups" | "ended", number[]> = { kept: [], again: [], told: [], groups: [], ended: [] };
let bytes = 0;
for (let round = 0; round < rounds; round += 1) {
  const firing = message(round, "firing");
  bytes = firing.length;
  const kept = await send(firing);
  demand(kept.report.began === total, `${kept.report.began} of ${total} alerts began.`);
  const again = await send(firing);
  demand(again.report.seen === total && again.report.began === 0, "A repetition began an alert.");
  const from = performance.now();
  await escalateAlerts(ctx);
  times.told.push(performance.now() - from);
  await escalateAlerts(ctx);
  const pages = await db().delivery.count({ where: { title: { startsWith: `[page] Down ${round} ` }, kind: "email" } });
  demand(pages === groups, `${pages} messages were written for ${groups} groups.`);
  const groupsFrom = performance.now();
  const { items } = await execute(alertsOperations.groups, {}, ctx);
  times.groups.push(performance.now() - groupsFrom);
  demand(items.length === groups && items.every(({ firing: n }) => n === total / groups), "A group is not whole.");
  const ended = await send(message(round, "resolved"));
  demand(ended.report.ended === total, `${ended.report.ended} of ${total} alerts ended.`);
  times.kept.push(kept.ms);
  times.again.push(again.ms);
  times.ended.push(ended.ms);
}
demand((await db().alert.count()) === rounds * total, "Alerts were lost.");
process.stdout.write(`${JSON.stringify({ alerts: total, groups, bodyMb: Number((bytes / 1e6).toFixed(1)), keptMs: median(times.kept), repeatedMs: median(times.again), toldMs: median(times.told), groupsMs: median(times.groups), endedMs: median(times.ended), worstKeptMs: Math.round(Math.max(...times.kept)), rssMb: Math.round(process.memoryUsage().rss / 1e6) })}\n`);
await database.drop();
