import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { operations } from "@/server/api/operations";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";

let database: TestDatabase;
const asked = async (question: string, ctx = testContext("operator", { via: "page" })): Promise<string> => JSON.stringify(await execute(operations.query.ask, { question }, ctx));

beforeAll(async () => {
  database = await testDatabase();
  for (const [id, name] of [["usr_1", "Ada Lovelace"], ["usr_2", "Grace Hopper"]] as const) await db().user.create({ data: { id, email: `${id}@example.test`, name } });
  for (const slug of ["web", "data"]) await db().team.create({ data: { id: `team_${slug}`, slug, name: `Team ${slug}`, aliases: [] } });
  await db().rota.create({ data: { id: "rota_1", teamId: "team_web", zone: "UTC", startsLocal: "2026-08-18T00:00", turnDays: 7, memberIds: ["usr_2", "usr_1"] } });
  await db().rota.create({ data: { id: "rota_2", teamId: "team_data", zone: "UTC", startsLocal: "2026-01-01T09:00", memberIds: [] } });
  await db().service.create({ data: { id: "svc_1", slug: "checkout", name: "Checkout", tier: 1, aliases: [], ownerTeamId: "team_web" } });
  await db().monitor.create({ data: { id: "mon_1", slug: "checkout", name: "checkout", url: "x", serviceId: "svc_1" } });
  await execute(operations.slo.create, { name: "availability", service: "checkout", sli: { kind: "probe", monitors: ["checkout"] }, target: 0.99, window: { kind: "rolling", days: 7 } }, testContext("operator"));
  await execute(operations.catalog.createGoal, { title: "No open tickets at all", metric: "ticket_backlog", target: 0, startValue: 9, startOn: "2026-08-09", dueOn: "2026-08-29" }, testContext("admin"));
});
afterAll(() => database.drop());

describe("questions about records of which the rows alone do not tell", () => {
  it("who is on call: the turn of this moment, and nobody where nobody is", async () => {
    const brief = await asked("Who is on call?");
    for (const words of ["Team web", "Grace Hopper", "Team data", "nobody"]) expect(brief).toContain(words);
    const { tables } = z.object({ tables: z.array(z.object({ id: z.string(), rows: z.array(z.record(z.string(), z.unknown())) })) }).parse(JSON.parse(await asked("Who is on call for Team web?")));
    expect(tables.find(({ id }) => id === "rota_list")?.rows.map(({ person }) => person)).toEqual(["Grace Hopper"]);
  });

  it("when a budget runs out: the forecast, or why there is none", async () => {
    const brief = await asked("When will the error budget of Checkout run out?");
    expect(brief).toContain("Checkout availability");
    expect(brief).toContain("nothing was measured in this window");
  });

  it("how goals are doing: judged by their metric", async () => {
    const brief = await asked("How are our goals doing?");
    expect(brief).toContain("No open tickets at all");
    expect(brief).not.toContain("does not hold");
    expect(brief).toMatch(/"status":"[a-z ]+"/);
  });

  it("what a reader may not see is not told", async () => {
    const far = testContext("operator", { via: "page", actor: { scope: { kind: "teams", teamIds: ["team_data"] } } });
    expect(await asked("Who is on call?", far)).not.toContain("Grace Hopper");
    expect(await asked("When will the error budget of Checkout run out?", far)).not.toContain("Checkout availability");
  });
});
