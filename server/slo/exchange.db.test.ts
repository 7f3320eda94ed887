import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import type { SloDefinition } from "./contract";
import { sloOperations } from "./operations";

let database: TestDatabase;
const operator = testContext("operator");

beforeAll(async () => {
  database = await testDatabase();
  await db().team.create({ data: { id: "team_1", slug: "payments", name: "Payments", aliases: [] } });
  await db().service.create({ data: { id: "svc_1", slug: "checkout", name: "Checkout", tier: 1, ownerTeamId: "team_1", aliases: [] } });
  await db().monitor.create({ data: { id: "mon_1", slug: "checkout", name: "Checkout", url: "https://checkout.example", serviceId: "svc_1", status: "up" } });
});
afterAll(() => database.drop());

const sloth = `version: "prometheus/v1"
service: "checkout"
labels:
  tier: "1"
slos:
  - name: "orders"
    objective: 99.9
    description: "Orders go through."
    sli:
      events:
        error_query: sum(rate(orders_total{code=~"5.."}[{{.window}}]))
        total_query: sum(rate(orders_total[{{.window}}]))
    alerting:
      name: OrdersFail
      page_alert:
        labels:
          severity: page
      ticket_alert:
        annotations:
          dashboard: https://grafana.example/d/orders
  - name: "stock ratio"
    objective: 95
    sli:
      raw:
        error_ratio_query: 1 - avg(avg_over_time(stock_ratio[{{.window}}]))
`;

const openslo = `apiVersion: openslo/v1
kind: SLI
metadata:
  name: search-ok
spec:
  ratioMetric:
    counter: true
    good:
      metricSource: { type: Prometheus, metricSourceRef: main, spec: { query: 'sum(rate(searches{code="200"}[{{.window}}]))' } }
    total:
      metricSource: { type: Prometheus, spec: { query: 'sum(rate(searches[{{.window}}]))' } }
---
apiVersion: openslo/v1
kind: SLO
metadata:
  name: search-availability
  displayName: Search availability
  labels: { env: [prod, dev], team: search }
spec:
  description: Searches are answered.
  service: search
  indicatorRef: search-ok
  timeWindow:
    - duration: 1M
      isRolling: false
      calendar: { startTime: 2022-01-01 12:00:00, timeZone: Europe/Berlin }
  budgetingMethod: Timeslices
  objectives:
    - target: 0.99
      timeSliceTarget: 0.95
      timeSliceWindow: 5m
  alertPolicies:
    - page
`;

const bring = (text: string, dryRun = false) => execute(sloOperations.import, { text, dryRun }, operator);
const written = (format: "openslo" | "prometheus", slug?: string) => execute(sloOperations.export, { format, ...(slug === undefined ? {} : { slug }) }, operator);
const definitions = async (): Promise<Record<string, unknown>> => Object.fromEntries((await db().slo.findMany({ orderBy: { slug: "asc" } })).map(({ slug, name, sli, target, window, method, noData, minimumSamples, exclusionCapMinutes, labels, description, alertRows, ruleAlerting }) => [slug, { name, sli, target, window, method, noData, minimumSamples, exclusionCapMinutes, labels, description, alertRows, ruleAlerting }]));

describe("importing specs", () => {
  it("shows what a file of Sloth would do, does it, and changes nothing the second time", async () => {
    const preview = await bring(sloth, true);
    expect([preview.created, preview.rejected, preview.slos.map(({ slug, line }) => [slug, line])]).toEqual([2, 0, [["checkout-orders", 6], ["checkout-stock-ratio", 21]]]);
    expect(await db().slo.count()).toBe(0);
    expect((await bring(sloth)).created).toBe(2);
    expect(await bring(sloth)).toMatchObject({ created: 0, updated: 0, unchanged: 2, rejected: 0 });
    const detail = await execute(sloOperations.get, { slug: "checkout-orders" }, operator);
    expect(detail.definition).toMatchObject({ service: "checkout", target: 0.999, window: { kind: "rolling", days: 30 }, labels: { tier: "1" }, sli: { kind: "prometheus", measure: { form: "bad" } } });
    expect(detail.row.owner).toMatchObject({ slug: "payments" });
    expect(preview.notCarried).toEqual([{ line: 13, path: "slos.0.alerting", reason: expect.stringContaining("its own rules") }]);
  });

  it("takes the form for Kubernetes, in camel case, as the same SLO", async () => {
    const resource = "apiVersion: sloth.slok.dev/v1\nkind: PrometheusServiceLevel\nmetadata:\n  name: checkout\nspec:\n  service: checkout\n  labels: { tier: \"1\" }\n  slos:\n    - name: orders\n      objective: 99.5\n      description: Orders go through.\n      sli:\n        events:\n          errorQuery: sum(rate(orders_total{code=~\"5..\"}[{{.window}}]))\n          totalQuery: sum(rate(orders_total[{{.window}}]))\n";
    expect(await bring(resource)).toMatchObject({ updated: 1, created: 0, rejected: 0 });
    expect((await execute(sloOperations.get, { slug: "checkout-orders" }, operator)).definition.target).toBe(0.995);
    expect((await bring(sloth)).updated).toBe(1);
  });

  it("takes OpenSLO over several documents, and names what it has no place for", async () => {
    const report = await bring(openslo);
    expect(report).toMatchObject({ created: 1, rejected: 0 });
    expect(report.notCarried.map(({ line, path: at }) => [line, at])).toEqual(expect.arrayContaining([[26, "spec.timeWindow.0.calendar.startTime"], [32, "spec.alertPolicies"]]));
    expect(report.notCarried.find(({ reason }) => reason.includes('"search"'))).toBeDefined();
    const { definition } = await execute(sloOperations.get, { slug: "search-availability" }, operator);
    expect(definition).toMatchObject({ name: "Search availability", labels: { env: "prod,dev", team: "search", service: "search" }, window: { kind: "calendar", unit: "month", zone: "Europe/Berlin" }, method: { kind: "timeslices", sliceMinutes: 5, sliceTarget: 0.95 } });
  });

  it("takes a catalogue of windows for the SLOs of its file that are as long, and writes rules with them", async () => {
    const windows = (period: string, long = "36h"): string => `---\napiVersion: sloth.slok.dev/v1\nkind: AlertWindows\nspec:\n  sloPeriod: ${period}\n  page:\n    quick: { errorBudgetPercent: 1, shortWindow: 2m, longWindow: 30m }\n    slow: { errorBudgetPercent: 2, shortWindow: 15m, longWindow: 3h }\n  ticket:\n    quick: { errorBudgetPercent: 5, shortWindow: 1h, longWindow: 12h }\n    slow: { errorBudgetPercent: 5, shortWindow: 3h, longWindow: ${long} }\n`;
    expect(await bring(`${sloth}${windows("30d")}`)).toMatchObject({ updated: 2, rejected: 0 });
    const { definition } = await execute(sloOperations.get, { slug: "checkout-orders" }, operator);
    expect(definition.alertRows?.map(({ severity, budgetFraction, longMs, shortMs }) => [severity, budgetFraction, longMs / 60_000, shortMs / 60_000])).toEqual([["page", 0.01, 30, 2], ["page", 0.02, 180, 15], ["ticket", 0.05, 720, 60], ["ticket", 0.05, 2_160, 180]]);
    const { groups } = parse((await written("prometheus", "checkout-orders")).text) as { groups: { rules: { record?: string; expr: string }[] }[] };
    expect(groups[0]?.rules.map(({ record }) => record?.replace("slo:sli_error:ratio_rate", ""))).toEqual(["2m", "15m", "30m", "1h", "3h", "12h", "36h", "30d"]);
    expect(groups[1]?.rules.find(({ record }) => record === "slo:current_burn_rate:ratio")?.expr).toContain("ratio_rate2m{");
    expect([...(groups[2]?.rules[0]?.expr ?? "").matchAll(/> \(([\d.]+) \*/g)].map(([, factor]) => factor)).toEqual(["14.4", "14.4", "4.8", "4.8"]);
    const other = await bring(`${sloth}${windows("7d")}`, true);
    expect(other.notCarried.map(({ line, path: at, reason }) => [line, at, reason])).toContainEqual([30, "spec.sloPeriod", "no SLO of this file looks back over 7 days"]);
    const broken = await bring(`${sloth}${windows("30d", "soon")}`, true);
    expect(broken.rejections).toMatchObject([{ line: 36, reason: expect.stringContaining("spec.ticket.slow.longWindow: a length such as 5m") }]);
    expect((await bring(sloth)).updated).toBe(2);
  });

  it("rejects what is wrong with its line and path, and imports the rest", async () => {
    const broken = `${sloth}  - name: "no objective"\n    sli:\n      events:\n        error_query: x\n        total_query: y\n  - name: "beyond"\n    objective: 101\n    sli:\n      events: { error_query: x, total_query: y }\n  - name: orders\n    objective: 99\n    sli:\n      plugin: { id: p }\n`;
    const report = await bring(broken, true);
    expect(report.unchanged).toBe(2);
    expect(report.rejections.map(({ line, reason }) => [line, reason.split(":")[0]])).toEqual([[26, "slos.2.objective"], [32, "slos.3.objective"], [37, "slos.4.sli"]]);
  });

  it("rejects other sources, an unknown zone, averaged ratios, an SLI that is not there, and a name that comes twice", async () => {
    const slo = (name: string, more: string): string => `apiVersion: openslo/v1\nkind: SLO\nmetadata: { name: ${name} }\nspec:\n  objectives: [{ target: 0.9 }]\n${more}`;
    const good = "  timeWindow: [{ duration: 28d, isRolling: true }]\n  indicator: { metadata: { name: a }, spec: { ratioMetric: { rawType: failure, raw: { metricSource: { type: Prometheus, spec: { query: a } } } } } }\n";
    const text = [
      slo("other-source", good.replace("Prometheus", "Datadog")), slo("zone", good.replace("28d, isRolling: true", "1M, isRolling: false, calendar: { timeZone: Mars/Base }")), slo("averaged", `${good}  budgetingMethod: RatioTimeslices\n`),
      slo("reference", "  timeWindow: [{ duration: 28d, isRolling: true }]\n  indicatorRef: nowhere\n"), slo("twice", good), slo("twice", good),
    ].join("---\n");
    const report = await bring(text, true);
    expect(report.created).toBe(1);
    expect(report.rejections).toHaveLength(5);
    for (const word of ["Datadog", "never averages", "already on line", "Mars/Base", "nowhere"]) expect(report.rejections.some(({ reason }) => reason.includes(word)), word).toBe(true);
  });

  it("refuses text that is not YAML or holds no SLO, and a viewer", async () => {
    await expect(bring("a: [\n")).rejects.toMatchObject({ code: "VALIDATION", message: expect.stringContaining("not YAML") });
    await expect(bring("apiVersion: openslo/v1\nkind: Service\nmetadata: { name: a }\n")).rejects.toMatchObject({ code: "VALIDATION", message: expect.stringContaining("no SLO") });
    await expect(execute(sloOperations.import, { text: sloth }, testContext("viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    const audit = await db().auditEvent.findFirst({ where: { action: "import.slos" }, orderBy: { seq: "asc" } });
    expect(audit?.after).toMatchObject({ created: 2 });
  });
});

describe("exporting", () => {
  const more: (Partial<SloDefinition> & Pick<SloDefinition, "name" | "sli">)[] = [
    { name: "availability", service: "checkout", sli: { kind: "probe", monitors: ["checkout"] }, noData: "bad" },
    { name: "sent", sli: { kind: "pushed", unit: "orders", thresholdMs: 400 }, minimumSamples: 100, exclusionCapMinutes: 120, alertRows: [{ severity: "page", budgetFraction: 0.01, longMs: 1_800_000, shortMs: 120_000 }] },
    { name: "latency", service: "checkout", sli: { kind: "prometheus", unit: "requests", lookbackMinutes: 5, measure: { form: "latency", histogram: "http_seconds", matchers: 'job="a"', bound: 1 } } },
    { name: "queue", owner: "payments", sli: { kind: "prometheus", unit: "events", lookbackMinutes: 1, measure: { form: "threshold", query: "max(max_over_time(queue[{{.window}}]))", op: "lte", limit: 100 } } },
    { name: "no range", sli: { kind: "prometheus", unit: "events", lookbackMinutes: 1, measure: { form: "ratio", query: "job:errors:ratio5m", counts: "bad" } } },
  ];

  it("gives OpenSLO that comes back as the very same SLOs", async () => {
    for (const definition of more) await execute(sloOperations.create, { target: 0.995, window: { kind: "calendar", unit: "quarter", zone: "America/New_York" }, ...definition }, operator);
    const before = await definitions();
    const { text, slos, leftOut } = await written("openslo");
    expect([slos, leftOut]).toEqual([8, []]);
    expect(parseAllDocuments(text)).toHaveLength(8);
    expect(await bring(text)).toMatchObject({ created: 0, updated: 0, unchanged: 8, rejected: 0 });
    await db().slo.deleteMany();
    expect(await bring(text)).toMatchObject({ created: 8, rejected: 0 });
    expect(await definitions()).toEqual(before);
    expect((await written("openslo")).text).toBe(text);
  });

  it("gives rules with the factors of the catalogue and names what cannot be written as rules", async () => {
    const { text, leftOut } = await written("prometheus", "checkout-orders");
    expect(leftOut).toEqual([]);
    const { groups } = parse(text) as { groups: { name: string; rules: { record?: string; alert?: string; expr: string; labels: Record<string, string>; annotations?: Record<string, string> }[] }[] };
    expect(groups.map(({ name }) => name)).toEqual(["sli-recordings", "meta-recordings", "alerts"].map((part) => `sloth-slo-${part}-checkout-orders`));
    expect(groups[0]?.rules.map(({ record }) => record)).toEqual(["5m", "30m", "1h", "2h", "6h", "1d", "3d", "30d"].map((range) => `slo:sli_error:ratio_rate${range}`));
    expect(groups[0]?.rules[2]?.expr).toBe('(sum(rate(orders_total{code=~"5.."}[1h])))\n/\n(sum(rate(orders_total[1h])))');
    expect(groups[1]?.rules[0]?.expr).toBe("vector(0.999)");
    expect(groups[2]?.rules.map(({ expr }) => [...expr.matchAll(/> \(([\d.]+) \* ([\d.]+)\)/g)].map((found) => found.slice(1)))).toEqual([[["14.4", "0.001"], ["14.4", "0.001"], ["6", "0.001"], ["6", "0.001"]], [["3", "0.001"], ["3", "0.001"], ["1", "0.001"], ["1", "0.001"]]]);
    expect(groups[2]?.rules.map(({ alert, labels, annotations }) => [alert, labels, annotations?.dashboard])).toEqual([["OrdersFail", { severity: "page", sloth_severity: "page" }, undefined], ["OrdersFail", { sloth_severity: "ticket" }, "https://grafana.example/d/orders"]]);
    const all = await written("prometheus");
    expect([all.slos, all.leftOut.map(({ slug }) => slug).sort()]).toEqual([5, ["checkout-availability", "no-range", "sent"]]);
  });

  it.skipIf(!fs.existsSync("/usr/bin/promtool") && !process.env.CI)("is accepted by promtool", async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "rules-"));
    const file = path.join(folder, "rules.yaml");
    const check = (text: string): { status: number | null; output: string } => {
      fs.writeFileSync(file, text);
      const { status, stdout, stderr } = spawnSync("/usr/bin/promtool", ["check", "rules", file], { encoding: "utf8" });
      return { status, output: stdout + stderr };
    };
    const { text } = await written("prometheus");
    expect(check(text)).toMatchObject({ status: 0, output: expect.stringMatching(/SUCCESS: \d+ rules found/) });
    expect(check(text.replace("sum(rate(", "sum(rate(("))).toMatchObject({ status: 1 });
    fs.rmSync(folder, { recursive: true });
  });
});
