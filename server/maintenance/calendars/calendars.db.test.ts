import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute, type Ctx } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { feedResponse, refreshCalendars, serveFeed } from "../index";
import { maintenanceOperations as ops } from "../operations";
import { readCalendar } from "./read-ics";

let database: TestDatabase;
const nowMs = Date.parse("2026-09-09T08:00:00.000Z");
const at = (minutes: number): string => new Date(nowMs + minutes * 60_000).toISOString();
const as = (userId: string, minutes = 0, role: "operator" | "admin" | "viewer" | "requester" = "operator"): Ctx => testContext(role, { clock: fixedClock(at(minutes)), actor: { userId, name: userId } });
const plan = { title: "Patch", services: ["orders-db"], risk: "low", kind: "standard", startsLocal: "2026-09-12T02:30", zone: "Europe/Berlin", durationMs: 3_600_000 } as const;
const range = { fromMs: nowMs, toMs: nowMs + 390 * 86_400_000 };

let body = "";
let status = 200;
let etag: string | null = null;
const asked: http.IncomingHttpHeaders[] = [];
const source = http.createServer((request, response) => {
  asked.push(request.headers);
  if (etag !== null && request.headers["if-none-match"] === etag) return response.writeHead(304).end();
  response.writeHead(status, { "content-type": "text/calendar", ...(etag === null ? {} : { etag }) }).end(body);
});
const sourceUrl = (): string => `http://127.0.0.1:${(source.address() as AddressInfo).port}/cal.ics?key=geheim`;
const ics = (...events: string[]): string => ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//EN", ...events, "END:VCALENDAR"].join("\r\n");
const event = (title: string, start: string, more = "DURATION:PT4H"): string => ["BEGIN:VEVENT", `UID:${title}`, `SUMMARY:${title}`, `DTSTART;TZID=Europe/Berlin:${start}`, more, "END:VEVENT"].join("\r\n");

beforeAll(async () => {
  await new Promise<void>((done) => void source.listen(0, "127.0.0.1", done));
  process.env.QUARTERDECK_PRIVATE_TARGETS = "127.0.0.1";
  database = await testDatabase();
  await db().team.create({ data: { id: "team_1", slug: "data", name: "Data", aliases: [] } });
  await db().service.createMany({ data: [{ id: "svc_db", slug: "orders-db", name: "orders-db", tier: 3, ownerTeamId: "team_1" }, { id: "svc_web", slug: "web", name: "web", tier: 3 }] });
  for (const id of ["bo", "cy"]) await db().user.create({ data: { id, email: `${id}@example.test`, name: id, roles: { create: { role: "operator" } } } });
});
afterAll(async () => {
  delete process.env.QUARTERDECK_PRIVATE_TARGETS;
  await new Promise<void>((done) => source.close(() => done()));
  await database.drop();
});

describe("a calendar address", () => {
  const tokenOf = (url: string): string => /calendar\/([\w-]+)\.ics$/.exec(url)?.[1] ?? "";
  const serve = (token: string, address = "a") => serveFeed({ token, address }, fixedClock(at(1)));
  const shown = (text: string): string[] => readCalendar(text, { zone: "UTC", range, limit: 5_000 }).events.map(({ startMs, endMs }) => `${new Date(startMs).toISOString()} ${(endMs - startMs) / 60_000}`).sort();
  let token = "";

  it("gives every window that the portal has, of a repetition over a year, with one moved, one called off and one of another service", async () => {
    const { number } = await execute(ops.create, { ...plan, repeats: { rrule: "FREQ=WEEKLY;BYDAY=SA" } }, as("bo"));
    await execute(ops.create, { ...plan, title: "Alone", services: ["web"], startsLocal: "2026-10-25T02:30" }, as("bo"));
    await db().maintenanceWindow.updateMany({ where: { title: "Alone" }, data: { status: "requested" } });
    await execute(ops.update, { number: number + 2, version: 1, startsLocal: "2026-09-27T04:00" }, as("bo"));
    await execute(ops.changeStatus, { number: number + 3, version: 1, to: "cancelled" }, as("bo"));
    await execute(ops.update, { number: number + 4, version: 1, services: ["web"] }, as("bo"));
    const { url } = await execute(ops.createFeed, { kind: "user" }, as("bo"));
    token = tokenOf(url);
    const answer = await serve(token);
    if (answer.state !== "served") throw new Error(answer.state);
    const windows = await db().maintenanceWindow.findMany({ where: { status: { not: "cancelled" }, startsAt: { lt: new Date(range.toMs) } } });
    expect(windows.length).toBeGreaterThan(50);
    expect(shown(answer.text)).toEqual(windows.map(({ startsAt, endsAt }) => `${startsAt.toISOString()} ${(endsAt.getTime() - startsAt.getTime()) / 60_000}`).sort());
    expect(answer.text).toContain("STATUS:CANCELLED");
    expect(answer.text.match(/RECURRENCE-ID/g)?.length).toBeLessThan(10);
  });

  it("of a service or team gives theirs alone", async () => {
    const answers = await Promise.all([["service", "web"], ["team", "data"]].map(async ([kind, subject]) => serve(tokenOf((await execute(ops.createFeed, { kind: kind as "team", subject: subject ?? "" }, as("bo"))).url))));
    const ids = await Promise.all([{ services: { some: { serviceId: "svc_web" } } }, { ownerTeamId: "team_1" }].map((where) => db().maintenanceWindow.count({ where: { ...where, status: { not: "cancelled" }, startsAt: { lt: new Date(range.toMs) } } })));
    expect(answers.map((answer) => (answer.state === "served" ? shown(answer.text).length : null))).toEqual(ids);
    expect(ids[0]).toBe(2);
    await expect(execute(ops.createFeed, { kind: "team", subject: "gone" }, as("bo"))).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(execute(ops.createFeed, { kind: "team" }, as("bo"))).rejects.toMatchObject({ code: "VALIDATION" });
  });

  it("answers by HTTP, with what names its state", async () => {
    const get = async (known: string | null) => feedResponse(await serve(token), known);
    const first = await get(null);
    expect([first.status, first.headers.get("content-type")]).toEqual([200, "text/calendar; charset=utf-8"]);
    const again = await get(`"other", ${first.headers.get("etag")}`);
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect(feedResponse(await serve("unknown"), null).status).toBe(404);
  });

  it("is kept as a digest, belongs to its maker, and ends when it is revoked or its maker may read no more", async () => {
    expect(JSON.stringify([await db().calendarFeed.findMany(), await db().auditEvent.findMany({ where: { entityType: "calendar_feed" } })], (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value))).not.toContain(token);
    const [mine] = (await execute(ops.feeds, {}, as("bo"))).items.filter(({ kind }) => kind === "user");
    expect((await execute(ops.feeds, {}, as("cy"))).items).toEqual([]);
    await expect(execute(ops.revokeFeed, { id: mine?.id ?? "" }, as("cy"))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(execute(ops.createFeed, { kind: "user" }, as("re", 0, "requester"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await db().user.update({ where: { id: "bo" }, data: { status: "deactivated" } });
    expect((await serve(token)).state).toBe("unknown");
    await db().user.update({ where: { id: "bo" }, data: { status: "active" } });
    expect((await serve(token)).state).toBe("served");
    await execute(ops.revokeFeed, { id: mine?.id ?? "" }, as("bo"));
    expect((await serve(token)).state).toBe("unknown");
    for (let attempt = 0; attempt < 30; attempt += 1) await serve("guess", "b");
    expect((await serve("guess", "b")).state).toBe("limited");
  });
});

describe("a calendar of others", () => {
  const add = (parts: object) => execute(ops.addCalendar, { name: "Fairs", zone: "Europe/Berlin", ...parts } as never, as("bo"));
  const preview = (startsLocal: string) => execute(ops.preview, { services: ["web"], startsLocal, zone: "Europe/Berlin", durationMs: 3_600_000 }, as("bo"));
  const slots = () => execute(ops.slots, { services: ["web"], zone: "Europe/Berlin", durationMs: 3_600_000, earliest: "2026-11-02T00:00:00.000Z", latest: "2026-11-03T00:00:00.000Z" }, as("bo"));

  it("from a file stands in the way of work as it is meant: shown, warned of, or blocked", async () => {
    const text = ics(event("Expo", "20261102T000000", "DURATION:PT12H"));
    const { id, events, error } = await add({ mode: "busy", source: { kind: "file", text } });
    expect([events, error]).toEqual([1, null]);
    const seen: string[] = [];
    for (const [index, mode] of (["busy", "soft", "hard"] as const).entries()) {
      await execute(ops.updateCalendar, { id, version: index + 1, name: "Fairs", zone: "Europe/Berlin", mode }, as("bo"));
      seen.push((await preview("2026-11-02T03:00")).conflicts.filter(({ text: words }) => words.includes("Expo")).map(({ kind, weight }) => `${kind} ${weight}`).join());
    }
    expect(seen).toEqual(["external warns", "soft_freeze warns", "hard_freeze blocks"]);
    expect((await preview("2026-11-02T13:00")).conflicts).toEqual([]);
    const found = await slots();
    expect(found.slots.every(({ startsAt }) => startsAt >= "2026-11-02T11:00")).toBe(true);
    expect(found.ruledOut).toMatchObject([{ reason: "Other calendar: Expo (Fairs)" }]);
    await expect(execute(ops.updateCalendar, { id, version: 1, name: "x", zone: "UTC" }, as("bo"))).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(add({ source: { kind: "file", text: "<html>" } })).rejects.toMatchObject({ code: "VALIDATION", message: expect.stringContaining("web page") as string });
    await expect(execute(ops.addCalendar, { name: "x", zone: "UTC", source: { kind: "file", text } } as never, as("vi", 0, "viewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await execute(ops.removeCalendar, { id }, as("bo"));
    expect(await db().externalEvent.count()).toBe(0);
  });

  it("from an address is read anew every hour if it has changed, keeps its events when it fails, and says why", async () => {
    [body, etag] = [ics(event("One", "20261102T000000"), event("Nightly", "20200101T230000", "DURATION:PT1H\r\nRRULE:FREQ=WEEKLY")), '"v1"'];
    const { id, events } = await add({ mode: "soft", source: { kind: "url", url: sourceUrl() } });
    expect(events).toBeGreaterThan(50);
    const row = async (minutes: number) => (await execute(ops.externalCalendars, {}, as("bo", minutes))).items[0];
    await refreshCalendars(as("clock", 30));
    expect(asked).toHaveLength(1);
    await refreshCalendars(as("clock", 61));
    expect([asked.length, asked[1]?.["if-none-match"], (await row(61))?.state]).toEqual([2, '"v1"', "read"]);
    [body, etag, status] = [ics(event("Two", "20261103T000000")), '"v2"', 200];
    await refreshCalendars(as("clock", 122));
    expect(await db().externalEvent.findMany({ select: { title: true } })).toEqual([{ title: "Two" }]);
    for (const [failing, words] of [[{ status: 500, body: "" }, "answered 500"], [{ status: 200, body: "<html>Sign in</html>" }, "web page"], [{ status: 200, body: "x".repeat(900_001) }, "larger than 900 kB"]] as const) {
      [status, body, etag] = [failing.status, failing.body, null];
      const after = await execute(ops.refreshCalendar, { id }, as("bo", 130));
      expect([after.events, after.error]).toEqual([1, expect.stringContaining(words)]);
      expect(await row(131)).toMatchObject({ state: "failed", events: 1, next: { title: "Two" } });
    }
    expect(JSON.stringify([await db().externalCalendar.findMany(), await db().auditEvent.findMany({ where: { entityType: "external_calendar" } }), await row(131)], (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value))).not.toContain("geheim");
    const metadata = await add({ source: { kind: "url", url: "http://169.254.169.254/latest" } });
    expect(metadata.error).toContain("does not connect to 169.254.169.254");
  });
});
