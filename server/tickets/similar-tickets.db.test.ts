import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { ticketsOperations as desk } from "./operations";

let database: TestDatabase;
const atTime = (iso: string) => ({ ...testContext("support", { actor: { userId: "usr_ana", name: "Ana Reis" } }), clock: { now: () => new Date(iso) } });
const ana = atTime("2026-08-19T10:00:00.000Z");

const open = async (subject: string, fields: Record<string, unknown> = {}, ctx = ana) => (await execute(desk.open, { subject, ...fields }, ctx)).number;
const similarTo = async (number: string) => (await execute(desk.beside, { number }, ana)).similar.map(({ subject }) => subject);

beforeAll(async () => {
  database = await testDatabase();
  await database.query("insert into app_user (id, email, name) values ('usr_ana', 'ana@example.org', 'Ana Reis')");
  await database.query("insert into service (id, slug, name) values ('svc_mail', 'mail', 'Mail'), ('svc_shop', 'shop', 'Shop')");
});
afterAll(() => database.drop());

describe("tickets like this one", () => {
  it("come with the most words in common first; what has none is not there", async () => {
    const number = await open("Invoice printer jams with envelopes");
    await open("Printer is offline");
    await open("Printer jams with envelopes");
    await open("Printer jams again");
    await open("Door does not close");
    expect(await similarTo(number)).toEqual(["Printer jams with envelopes", "Printer jams again", "Printer is offline"]);
  });

  it("count a word of the subject for more than one of the description", async () => {
    const number = await open("Scanner calibration drifts");
    await open("Something else", { description: "The scanner makes a noise." });
    await open("Scanner makes a noise");
    expect(await similarTo(number)).toEqual(["Scanner makes a noise", "Something else"]);
  });

  it.each([
    ["short", "Login fails sometimes"],
    ["long", "Login fails sometimes when several colleagues connect through remote gateway during lunch"],
  ])("of the same service come before another one's that are as like, never before ones that are more like (%s subject)", async (length, words) => {
    const own = words.split(" ").map((word) => `${length}${word}`);
    const number = await open(own.join(" "), { service: "mail" });
    await open(`${own[0]} of the shop`, { service: "shop" }, atTime("2026-08-19T10:00:02.000Z"));
    await open(`${own[0]} of mail`, { service: "mail" }, atTime("2026-08-19T10:00:01.000Z"));
    await open(`${own.slice(0, 2).join(" ")} of the shop`, { service: "shop" });
    expect(await similarTo(number)).toEqual([`${own.slice(0, 2).join(" ")} of the shop`, `${own[0]} of mail`, `${own[0]} of the shop`]);
  });

  it("without a service are not of one and the same service", async () => {
    const number = await open("Badge reader blinks");
    await open("Badge is lost");
    await open("Badge of the shop", { service: "shop" }, atTime("2026-08-19T11:00:00.000Z"));
    expect(await similarTo(number)).toEqual(["Badge of the shop", "Badge is lost"]);
  });

  it("of the same incident come first, also with no word in common, and say so", async () => {
    const number = await open("Checkout hangs");
    await open("Checkout hangs too");
    const mate = await open("Basket cannot be paid");
    await database.query("insert into incident (id, title, severity, status, started_at, declared_at) values ('inc_1', 'Checkout', 'sev2', 'mitigated', '2026-08-19T08:00:00Z', '2026-08-19T08:00:00Z')");
    await database.query("insert into incident_ticket (incident_id, ticket_id) select 'inc_1', id from ticket where number = any($1)", [[number, mate]]);
    const { similar } = await execute(desk.beside, { number }, ana);
    expect(similar.map(({ subject, isSameIncident }) => [subject, isSameIncident])).toEqual([["Basket cannot be paid", true], ["Checkout hangs too", false]]);
  });

  it("are five at most, and of those that are as like, the newest", async () => {
    const number = await open("Elevator stuck");
    for (let hour = 1; hour <= 6; hour += 1) await open(`Elevator ${hour}`, {}, atTime(`2026-08-19T1${hour}:00:00.000Z`));
    expect(await similarTo(number)).toEqual(["Elevator 6", "Elevator 5", "Elevator 4", "Elevator 3", "Elevator 2"]);
  });
});
