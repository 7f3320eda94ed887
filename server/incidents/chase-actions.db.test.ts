import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fixedClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { alertsOperations } from "../alerts";
import { chaseActions } from "./chase-actions";
import { incidentsOperations } from "./operations";

let database: TestDatabase;
const on = (day: string) => testContext("operator", { clock: fixedClock(`${day}T07:07:00.000Z`) });
const told = async () => (await db().delivery.findMany({ where: { kind: "email" }, orderBy: [{ createdAt: "asc" }, { recipient: "asc" }] })).map(({ recipient, title }) => `${recipient} ${title}`);
const act = (owner: string, dueOn: string | null) => execute(incidentsOperations.addAction, { number: 1, title: "Second provider", owner, dueOn }, on("2026-08-01"));

beforeAll(async () => {
  database = await testDatabase();
  for (const [id, name] of [["usr_a", "Ada"], ["usr_b", "Bob"], ["usr_c", "Bob"]] as const) await db().user.create({ data: { id, email: `${id}@example.test`, name } });
  await db().team.create({ data: { id: "team_1", slug: "payments", name: "Payments", aliases: [], members: { create: [{ userId: "usr_b" }, { userId: "usr_c" }] } } });
  await db().service.create({ data: { id: "svc_1", slug: "payments-api", name: "payments-api", tier: 1, ownerTeamId: "team_1" } });
  await execute(incidentsOperations.declare, { title: "Cards are refused", severity: "sev1", services: ["payments-api"] }, on("2026-08-01"));
});
afterAll(() => database.drop());
beforeEach(async () => {
  await db().delivery.deleteMany();
  await db().actionItem.deleteMany();
});

describe("a follow-up action", () => {
  it("is chased on its day and every three days, until it is done; twice a day it is not", async () => {
    const { id } = await act("ada", "2026-08-10");
    for (const day of ["09", "10", "10", "11", "12", "13"]) await chaseActions(on(`2026-08-${day}`));
    expect(await told()).toEqual(["usr_a@example.test [action] Second provider: due today", "usr_a@example.test [action] Second provider: 3 days late"]);
    expect(await db().delivery.count({ where: { kind: "in_app", recipient: "usr_a", status: "sent" } })).toBe(2);
    expect((await execute(alertsOperations.inbox, {}, testContext("operator", { actor: { userId: "usr_a" } }))).items).toMatchObject([{ href: "/incidents/1" }, { href: "/incidents/1" }]);
    await execute(incidentsOperations.changeAction, { id, version: 1, isDone: true }, on("2026-08-13"));
    expect(await chaseActions(on("2026-08-20"))).toEqual({ chased: 0, told: 0 });
  });

  it.each([["of nobody", ""], ["whose owner's name means two people", "Bob"], ["whose owner has left", "Zoe"]])("%s is the team's", async (_case, owner) => {
    await act(owner, "2026-08-10");
    await chaseActions(on("2026-08-11"));
    expect(await told()).toEqual(["usr_b@example.test [action] Second provider: a day late", "usr_c@example.test [action] Second provider: a day late"]);
  });

  it("without a date, or of the demo, chases nobody", async () => {
    await act("Ada", null);
    const { id } = await act("Ada", "2026-08-10");
    await db().actionItem.update({ where: { id }, data: { isDemo: true } });
    expect(await chaseActions(on("2026-08-11"))).toEqual({ chased: 0, told: 0 });
  });

  it("is chased once by two processes at the same time", async () => {
    await act("Ada", "2026-08-10");
    await Promise.all([chaseActions(on("2026-08-10")), chaseActions(on("2026-08-10"))]);
    expect(await told()).toHaveLength(1);
  });
});
