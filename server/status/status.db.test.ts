import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { renderHtml, renderRss } from "./core";
import { statusOperations } from "./operations";
import { refreshStatusDays } from "./refresh-days";
import { serveStatus } from "./serve-status";

let database: TestDatabase;
const nowMs = Date.parse("2026-08-19T10:00:00.000Z");
const hourMs = 3_600_000;
const at = (hoursAgo: number): Date => new Date(nowMs - hoursAgo * hourMs);
const operator = (hoursLater = 0) => testContext("operator", { clock: fixedClock(new Date(nowMs + hoursLater * hourMs).toISOString()) });
const page = (hoursLater = 0) => execute(statusOperations.page, {}, operator(hoursLater));
const idOf = async (name: string): Promise<string> => (await db().statusComponent.findFirstOrThrow({ where: { name } })).id;

async function addMonitor(slug: string, rest: { serviceId?: string; status?: string; from?: number } = {}): Promise<number> {
  const { key } = await db().monitor.create({ data: { id: `mon_${slug}`, slug, name: slug, url: "https://secret-host.internal", serviceId: rest.serviceId ?? null, status: rest.status ?? "up", firstCheckAt: at(rest.from ?? 240), lastCheckAt: at(0) } });
  return key;
}

beforeAll(async () => {
  database = await testDatabase();
  for (const slug of ["shop", "ledger"]) await db().service.create({ data: { id: `svc_${slug}`, slug, name: slug, tier: 1, aliases: [] } });
  const key = await addMonitor("shop", { serviceId: "svc_shop" });
  await addMonitor("ledger", { serviceId: "svc_ledger" });
  await db().outage.create({ data: { id: "out_1", monitorKey: key, startedAt: at(49), endedAt: at(48) } });
});
afterAll(() => database.drop());

describe("a component", () => {
  it("is made of a service's monitors, and its days are there at once", async () => {
    await execute(statusOperations.createComponent, { name: "Shop", service: "shop" }, operator());
    const { components } = await page();
    expect(components.map(({ name, state }) => [name, state])).toEqual([["Shop", "operational"]]);
    expect(components[0]?.availability).toBeCloseTo(1 - 1 / 240, 12);
    expect(components[0]?.days.find(({ day }) => day === "2026-08-17")).toEqual({ day: "2026-08-17", kind: "outage", availability: 23 / 24, observedMs: 24 * hourMs, downMs: hourMs });
    expect(components[0]?.days[0]).toMatchObject({ kind: "no_data", availability: null });
    expect(components[0]?.days).toHaveLength(90);
    expect(await db().auditEvent.count({ where: { action: "status.component.create" } })).toBe(1);
  });

  it("is refused to a viewer, with an unknown monitor, and without a name", async () => {
    await expect(execute(statusOperations.createComponent, { name: "X" }, testContext("viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(execute(statusOperations.createComponent, { name: "X", monitors: ["nowhere"] }, operator())).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(execute(statusOperations.createComponent, { name: "  " }, operator())).rejects.toMatchObject({ code: "VALIDATION" });
  });

  it("is hidden by an editor and not by one whose version is old; both are told in the audit or not at all", async () => {
    const id = await idOf("Shop");
    await execute(statusOperations.updateComponent, { id, version: 1, isPublic: false }, operator());
    expect((await page()).components).toEqual([]);
    await expect(execute(statusOperations.updateComponent, { id, version: 1, isPublic: true }, operator())).rejects.toMatchObject({ code: "CONFLICT" });
    await execute(statusOperations.updateComponent, { id, version: 2, isPublic: true }, operator());
    expect(await db().auditEvent.count({ where: { action: "status.component.update" } })).toBe(2);
  });

  it("is made of every monitor that is not shown yet, in one action; a second time there is nothing left", async () => {
    expect(await execute(statusOperations.addMonitors, {}, operator())).toEqual({ created: 1 });
    await expect(execute(statusOperations.addMonitors, {}, operator())).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    const { items, monitors } = await execute(statusOperations.listComponents, {}, operator());
    expect(items.map(({ name, keptDays, firstDay }) => [name, keptDays, firstDay])).toEqual([["Shop", 11, "2026-08-09"], ["ledger", 11, "2026-08-09"]]);
    expect(monitors.map(({ isShown }) => isShown)).toEqual([true, true]);
  });

  it("takes the place it is given; an order that leaves one out is refused", async () => {
    const ids = [await idOf("ledger"), await idOf("Shop")];
    await execute(statusOperations.orderComponents, { ids }, operator());
    expect((await page()).components.map(({ name }) => name)).toEqual(["ledger", "Shop"]);
    await expect(execute(statusOperations.orderComponents, { ids: ids.slice(1) }, operator())).rejects.toMatchObject({ code: "CONFLICT" });
  });
});

describe("history", () => {
  it("survives the deletion of its monitor, and no refresh or rebuild takes it away", async () => {
    const before = (await page()).components.find(({ name }) => name === "Shop");
    const shop = await db().monitor.findUniqueOrThrow({ where: { slug: "shop" } });
    await db().outage.deleteMany({ where: { monitorKey: shop.key } });
    await db().monitor.delete({ where: { key: shop.key } });
    await refreshStatusDays(operator());
    await execute(statusOperations.rebuildHistory, { id: await idOf("Shop") }, operator());
    const after = (await page()).components.find(({ name }) => name === "Shop");
    expect(after?.days).toEqual(before?.days);
    expect([after?.availability, after?.state]).toEqual([before?.availability, "no_data"]);
    expect((await execute(statusOperations.listComponents, {}, operator())).items.find(({ name }) => name === "Shop")).toMatchObject({ missingMonitors: 1, monitors: [] });
  });

  it("goes on with the monitor that takes over; the days before stay", async () => {
    await addMonitor("shop-2", { from: 10 });
    const { id, version } = await db().statusComponent.findFirstOrThrow({ where: { name: "Shop" } });
    await execute(statusOperations.updateComponent, { id, version, monitors: ["shop-2"] }, operator());
    await db().monitor.update({ where: { slug: "shop-2" }, data: { lastCheckAt: at(-48) } });
    await refreshStatusDays(operator(48));
    const shop = (await page(48)).components.find(({ name }) => name === "Shop");
    expect(shop?.days.slice(-5).map(({ day, kind }) => [day.slice(8), kind])).toEqual([["17", "outage"], ["18", "up"], ["19", "up"], ["20", "up"], ["21", "up"]]);
    expect(shop?.state).toBe("operational");
  });

  it("is computed anew from its monitors after late data", async () => {
    const ledger = await db().monitor.findUniqueOrThrow({ where: { slug: "ledger" } });
    await db().outage.create({ data: { id: "out_late", monitorKey: ledger.key, startedAt: at(100), endedAt: at(99.9) } });
    await refreshStatusDays(operator());
    const kinds = async () => (await page()).components.find(({ name }) => name === "ledger")?.days.map(({ kind }) => kind);
    expect(await kinds()).not.toContain("disturbed");
    await execute(statusOperations.rebuildHistory, { id: await idOf("ledger") }, operator());
    expect(await kinds()).toContain("disturbed");
  });
});

const markup = `<script>alert("x")</script> & "quoted"`;

describe("the public page", () => {
  beforeAll(async () => {
    await db().incident.create({
      data: {
        id: "inc_public", title: `Payments fail ${markup}`, summary: "SECRET-SUMMARY", severity: "sev1", status: "started", serviceId: "svc_ledger", rootCause: "vendor", commander: "SECRET-COMMANDER", isPublic: true, startedAt: at(2), declaredAt: at(2),
        services: { create: { serviceId: "svc_ledger" } },
        events: {
          create: [
            { seq: 1, at: at(2), kind: "declared", actorName: "SECRET-PERSON", text: "Declared as SEV1", isPublic: true },
            { seq: 2, at: at(1.5), kind: "note", actorName: "SECRET-PERSON", text: "SECRET-NOTE", isPublic: true },
            { seq: 3, at: at(1.4), kind: "update", actorName: "SECRET-PERSON", text: "SECRET-INTERNAL-UPDATE", isPublic: false },
            { seq: 4, at: at(1), kind: "update", actorName: "SECRET-PERSON", text: `We are on it ${markup}`, isPublic: true },
          ],
        },
      },
    });
    await db().incident.create({ data: { id: "inc_private", title: "SECRET-INCIDENT", severity: "sev2", isPublic: false, serviceId: "svc_ledger", startedAt: at(3), declaredAt: at(3), events: { create: { seq: 1, at: at(3), kind: "update", actorName: "x", text: "SECRET-UPDATE", isPublic: true } } } });
    await db().incident.create({ data: { id: "inc_past", title: "Slow pages", severity: "sev3", status: "closed", isPublic: true, startedAt: at(72), declaredAt: at(72), resolvedAt: at(71) } });
    const window = { description: "SECRET-DESCRIPTION", closingNote: "SECRET-CLOSING", requestedBy: "SECRET-REQUESTER", startsAt: at(-24), endsAt: at(-26) };
    await db().maintenanceWindow.create({ data: { ...window, id: "mw_1", title: `Ledger moves ${markup}`, status: "announced", isPublic: true, services: { create: { serviceId: "svc_ledger" } } } });
    await db().maintenanceWindow.create({ data: { ...window, id: "mw_2", title: "SECRET-WINDOW", status: "announced", isPublic: false } });
    await db().maintenanceWindow.create({ data: { ...window, id: "mw_3", title: "SECRET-DRAFT", status: "requested", isPublic: true } });
    const { id, version } = await db().statusComponent.findFirstOrThrow({ where: { name: "ledger" } });
    await execute(statusOperations.updateComponent, { id, version, name: `Ledger ${markup}`, description: markup }, operator());
    await db().statusComponent.create({ data: { id: "cmp_hidden", name: "SECRET-COMPONENT", isPublic: false, serviceId: "svc_ledger" } });
  });

  it("shows what is marked public: the open incident with its public updates, the past one, the announced work", async () => {
    const shown = await page();
    expect(shown.open.map(({ title, state, updates, components }) => [title, state, updates.length, components])).toEqual([[`Payments fail ${markup}`, "identified", 1, [`Ledger ${markup}`]]]);
    expect(shown.past.map(({ title, durationMs }) => [title, durationMs])).toEqual([["Slow pages", hourMs]]);
    expect(shown.planned.map(({ title, state, components }) => [title, state, components])).toEqual([[`Ledger moves ${markup}`, "planned", [`Ledger ${markup}`]]]);
    expect(shown.components.find(({ name }) => name.startsWith("Ledger"))?.state).toBe("degraded");
  });

  it("leaks nothing private in any of its forms, and what people wrote never becomes markup", async () => {
    const shown = await page();
    const forms = [renderHtml(shown, { lateSince: null }), renderRss(shown, "https://status.example"), JSON.stringify(shown)];
    for (const form of forms) {
      expect(form).toContain("Payments fail");
      expect(form).not.toMatch(/SECRET|secret-host|sev\d|vendor/i);
    }
    for (const form of forms.slice(0, 2)) {
      expect(form).not.toMatch(/<script/i);
      expect(form).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &quot;quoted&quot;");
    }
  });

  it("says what is under way as maintenance, and marks the day that it took", async () => {
    await db().maintenanceWindow.update({ where: { id: "mw_1" }, data: { status: "in_progress", startedAt: at(0.5), startsAt: at(0.5), endsAt: at(-1) } });
    const shown = await page();
    const ledger = shown.components.find(({ name }) => name.startsWith("Ledger"));
    expect([ledger?.state, ledger?.days.at(-1)?.kind, shown.planned[0]?.state]).toEqual(["maintenance", "maintenance", "in_progress"]);
    await db().maintenanceWindow.update({ where: { id: "mw_1" }, data: { status: "announced", startedAt: null, startsAt: at(-24), endsAt: at(-26) } });
  });
});

describe("GET /status", () => {
  const get = (form: "html" | "rss" | "json" = "html", headers: HeadersInit = {}) => serveStatus(new Request("http://localhost/status", { headers }), form);

  it("is one page with a policy that names its style and allows nothing else", async () => {
    const response = await get();
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(response.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+'; img-src 'self'/);
    const html = await response.text();
    expect(html).not.toMatch(/ style="|<script|onload=/);
    expect(html).toContain("(observed time - down time) / observed time");
  });

  it("answers 304 to whoever has it, in each form", async () => {
    for (const form of ["html", "rss", "json"] as const) {
      const etag = (await get(form)).headers.get("etag") ?? "";
      const again = await get(form, { "if-none-match": `"other", ${etag}` });
      expect([again.status, await again.text()]).toEqual([304, ""]);
      expect((await get(form, { "if-none-match": `"other"` })).status).toBe(200);
    }
  });

  it("stays what it was while the database fails, says since when, and is whole again afterwards", async () => {
    const touch = () => database.query("select pg_notify('quarterdeck_live', 'status:0')");
    await get();
    await database.query("alter table status_component rename to status_component_gone");
    try {
      await expect.poll(async () => touch().then(() => get()).then((response) => response.text()), { timeout: 5_000 }).toContain("could not be refreshed since");
      const late = await get();
      expect([late.status, late.headers.get("cache-control"), (await late.text()).includes("Payments fail")]).toEqual([200, "no-store", true]);
      expect(await (await get("json")).json()).toMatchObject({ isLate: true });
    } finally {
      await database.query("alter table status_component_gone rename to status_component");
    }
    await expect.poll(async () => (await get()).text(), { timeout: 6_000 }).not.toContain("could not be refreshed since");
  });

  it("is made anew as soon as something that it shows has changed", async () => {
    expect(await (await get()).text()).not.toContain("Brand new");
    await new Promise((resolve) => setTimeout(resolve, 300));
    await execute(statusOperations.createComponent, { name: "Brand new" }, operator());
    await expect.poll(async () => (await get()).text(), { timeout: 3_000 }).toContain("Brand new");
  });
});
