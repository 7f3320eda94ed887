import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operations } from "@/server/api/operations";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";

let database: TestDatabase;
const hoursAgo = (hours: number): Date => new Date(Date.now() - hours * 3_600_000);
const list = (input = {}, ctx = testContext("operator")) => execute(operations.blindSpots.list, input, ctx);
const gapsOf = async (slug: string, ctx = testContext("operator")): Promise<string[]> => (await list({}, ctx)).items.filter((item) => item.slug === slug).map(({ gap }) => gap);

beforeAll(async () => {
  database = await testDatabase();
  await db().user.create({ data: { id: "usr_1", email: "ada@example.test", name: "Ada" } });
  for (const slug of ["covered", "empty-rota"]) await db().team.create({ data: { id: `team_${slug}`, slug, name: slug, aliases: [] } });
  await db().rota.create({ data: { id: "rota_1", teamId: "team_covered", zone: "UTC", startsLocal: "2026-01-01T09:00", memberIds: ["usr_1"] } });
  await db().rota.create({ data: { id: "rota_2", teamId: "team_empty-rota", zone: "UTC", startsLocal: "2026-01-01T09:00", memberIds: [] } });
  const service = (slug: string, data: { ownerTeamId?: string; lifecycle?: string; tier?: number } = {}) => db().service.create({ data: { id: `svc_${slug}`, slug, name: slug, tier: 2, aliases: [], ...data } });
  await service("whole", { ownerTeamId: "team_covered", tier: 1 });
  await service("bare", { tier: 3 });
  await service("uncalled", { ownerTeamId: "team_empty-rota" });
  await service("old", { lifecycle: "retired" });
  await service("coming", { lifecycle: "planned" });
  for (const slug of ["whole", "uncalled"]) {
    await db().monitor.create({ data: { id: `mon_${slug}`, slug, name: slug, url: "x", serviceId: `svc_${slug}`, status: "up", firstCheckAt: hoursAgo(100), lastCheckAt: hoursAgo(1) } });
    await db().document.create({ data: { id: `doc_${slug}`, slug, kind: "runbook", title: slug, body: "x", serviceId: `svc_${slug}`, alertNames: [] } });
    await execute(operations.slo.create, { name: "availability", service: slug, sli: { kind: "probe", monitors: [slug] }, target: 0.99, window: { kind: "rolling", days: 7 } }, testContext("operator"));
  }
  await db().sloStatus.updateMany({ data: { status: "healthy" } });
});
afterAll(() => database.drop());

describe("blind spots", () => {
  it("are what a live service lacks; a whole one, a planned and a retired one have none", async () => {
    expect(await gapsOf("bare")).toEqual(["no_monitor", "no_on_call", "no_owner", "no_runbook", "no_slo"]);
    expect(await gapsOf("uncalled")).toEqual(["no_on_call"]);
    for (const slug of ["whole", "old", "coming"]) expect(await gapsOf(slug)).toEqual([]);
    const { byGap, services, items } = await list();
    expect([byGap, services]).toEqual([{ no_owner: 1, no_on_call: 2, no_monitor: 1, no_slo: 1, no_runbook: 1, no_data: 0 }, { total: 3, covered: 1 }]);
    expect(items.map(({ tier }) => tier)).toEqual([2, 3, 3, 3, 3, 3]);
  });

  it("are monitors and SLOs without data, and since when; what is paused is none", async () => {
    const silent = { name: "silent", url: "x", firstCheckAt: hoursAgo(400), lastCheckAt: hoursAgo(25) };
    await db().monitor.create({ data: { ...silent, id: "mon_s1", slug: "imported-a-day-ago" } });
    await db().monitor.create({ data: { ...silent, id: "mon_s2", slug: "imported-today", lastCheckAt: hoursAgo(23) } });
    await db().monitor.create({ data: { ...silent, id: "mon_s3", slug: "checked-each-minute", intervalMs: 60_000, lastCheckAt: hoursAgo(0.2) } });
    await db().monitor.create({ data: { ...silent, id: "mon_s4", slug: "paused", isPaused: true } });
    await db().monitor.create({ data: { id: "mon_s5", slug: "never", name: "never", url: "x" } });
    await db().sloStatus.updateMany({ where: { slo: { slug: "uncalled-availability" } }, data: { status: "no_data", lastDataAt: hoursAgo(30) } });
    // The page of promises says which of the portal's own are not measured.
    await db().slo.create({ data: { id: "slo_promise", slug: "portal-x", name: "x", promise: "x", sli: {}, target: 0.9, window: {}, method: {} } });
    const { items } = await list({ gap: "no_data" });
    expect(items.map(({ kind, slug, since }) => `${kind} ${slug} ${since === null ? "never" : "once"}`).sort()).toEqual(["monitor checked-each-minute once", "monitor imported-a-day-ago once", "monitor never never", "slo uncalled-availability once"]);
  });

  it("are narrowed by gap, team and tier", async () => {
    expect((await list({ gap: "no_slo" })).items.map(({ slug }) => slug)).toEqual(["bare"]);
    expect((await list({ team: "empty-rota", kind: "service" })).items.map(({ slug, gap }) => [slug, gap])).toEqual([["uncalled", "no_on_call"]]);
    expect((await list({ tier: 3 })).total).toBe(5);
    await expect(list({ gap: "no_such" })).rejects.toMatchObject({ code: "VALIDATION" });
  });

  it("are told to nobody beyond what that person may see", async () => {
    const of = (teamIds: string[]) => testContext("operator", { actor: { scope: { kind: "teams", teamIds } } });
    expect((await list({}, of(["team_covered"]))).total).toBe(0);
    expect(await gapsOf("uncalled", of(["team_empty-rota"]))).toEqual(["no_on_call"]);
    const customer = await list({}, testContext("viewer", { actor: { scope: { kind: "customers", customerIds: ["cus_1"] } } }));
    expect([customer.total, customer.services]).toEqual([0, { total: 0, covered: 0 }]);
    await expect(list({}, testContext("requester"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("questions about them", () => {
  const records = async (subject: string, filters: string[]) => (await execute(operations.query.records, { subject, filters } as never, testContext("operator"))) as unknown;
  it("are answered from the same rows: the list, and services by what they lack", async () => {
    expect(JSON.stringify(await records("blind_spot", ["gap:no_slo"]))).toContain("/services/bare");
    for (const filter of ["slo:none", "monitor:none", "runbook:none", "owner:none"]) {
      const found = JSON.stringify(await records("service", [filter]));
      expect([filter, found.includes("/services/bare"), found.includes("/services/whole")]).toEqual([filter, true, false]);
    }
    const uncalled = JSON.stringify(await records("service", ["on_call:none"]));
    expect([uncalled.includes("/services/uncalled"), uncalled.includes("/services/whole")]).toEqual([true, false]);
  });

  it("give their number by what is missing", async () => {
    const brief = await execute(operations.query.ask, { question: "How many blind spots do we have?" }, testContext("operator", { via: "page" }));
    expect(JSON.stringify(brief)).toContain("blind_spots");
  });
});
