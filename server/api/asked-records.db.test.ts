import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { operations } from "@/server/api/operations";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { importTickets } from "@/server/tickets";

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
  await db().documentSpace.createMany({ data: [{ id: "dsp_1", slug: "policies", title: "Policies" }, { id: "dsp_2", slug: "board", title: "Board", audience: ["executive"] }] });
  const body = "---\nowner: Ada\n---\n# Rotating keys\n\nWhy it is done.\n\n## Rotate the signing key\n\nRun [the command](https://x.example) `keys rotate` twice a year.\n\n## Rotate the signing key\n\nOnce more.";
  await db().document.create({ data: { id: "doc_1", slug: "rotating-keys", kind: "policy", title: "Rotating keys", body, spaceId: "dsp_1", publishedVersion: 3 } });
  await db().document.create({ data: { id: "doc_2", slug: "key-ceremony", kind: "doc", title: "Signing key ceremony", body: "## Rotate the signing key\n\nSecret of the board.", spaceId: "dsp_2", publishedVersion: 1 } });
  await db().document.create({ data: { id: "doc_3", slug: "draft", kind: "doc", title: "Draft on the signing key", body: "## Rotate the signing key\n\nUnpublished.", spaceId: "dsp_1", state: "draft", publishedVersion: 0 } });
});
afterAll(() => database.drop());

describe("questions about records of which the rows alone do not tell", () => {
  it("who is on call: the turn of this moment, and nobody where nobody is", async () => {
    const brief = await asked("Who is on call?");
    for (const words of ["Team web", "Grace Hopper", "Team data", "nobody"]) expect(brief).toContain(words);
    const { tables } = z.object({ tables: z.array(z.object({ id: z.string(), rows: z.array(z.record(z.string(), z.unknown())) })) }).parse(JSON.parse(await asked("Who is on call for Team web?")));
    expect(tables.find(({ id }) => id === "rota_list")?.rows.map(({ person }) => person)).toEqual(["Grace Hopper"]);
    const later = await asked("Who is on call for Team web on 26 August 2026?");
    for (const words of ["Ada Lovelace", ", at 26 Aug 2026, 12:00."]) expect(later).toContain(words);
    expect(await asked("Who is on call for Team web tonight?")).toContain("Grace Hopper");
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

  it("how something is done: the section that says it, with the version, and only of what the reader may open", async () => {
    const found = z.object({ outcome: z.string(), tables: z.array(z.object({ rows: z.array(z.record(z.string(), z.unknown())) })) });
    const question = "How do I rotate the signing key?";
    const { outcome, tables } = found.parse(JSON.parse(await asked(question)));
    const rows = tables[0]?.rows ?? [];
    expect([outcome, rows[0]]).toMatchObject(["answered", { section: "Rotating keys, Rotate the signing key", says: "Run the command keys rotate twice a year.", version: "v3", document: "policy", href: "/docs/rotating-keys#rotate-the-signing-key" }]);
    expect(rows.map(({ href }) => href)).toEqual(["/docs/rotating-keys#rotate-the-signing-key", "/docs/rotating-keys#rotate-the-signing-key-2", "/docs/rotating-keys"]);
    const executive = await asked(question, testContext("executive", { via: "page" }));
    expect([executive.includes("Secret of the board"), executive.includes("Unpublished"), (await asked(question)).includes("Secret of the board")]).toEqual([true, false, false]);
    expect(await asked(question, testContext("admin", { via: "page" }))).toContain("Secret of the board");
    expect(await asked("What does the policy say about rotating keys?")).toContain("twice a year");
  });

  it("tickets of a list without history: no time in states, and the brief says so; nothing known of handovers and reopenings is not none", async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "list-"));
    writeFileSync(path.join(folder, "list.csv"), `number,status,created,resolved\n${Array.from({ length: 12 }, (_, index) => `L-${index},Closed,2026-08-14 08:00,2026-08-14 12:00`).join("\n")}\n`);
    await importTickets(testContext("admin"), { path: path.join(folder, "list.csv") });
    rmSync(folder, { recursive: true });
    const valueIn = /"(time_in_state|reopen_rate|reassignment_rate)":\d/;
    for (const question of ["How long do tickets stay in each state?", "How long do tickets wait?"]) {
      const brief = await asked(question);
      expect([question, brief.includes("12 tickets opened in the period that came from a list without history"), valueIn.test(brief)]).toEqual([question, true, false]);
    }
    for (const question of ["What share of tickets was reopened in the last 30 days?", "What is the reassignment rate in the last 30 days?"]) {
      const brief = await asked(question);
      expect([question, (JSON.parse(brief) as { outcome: string }).outcome, valueIn.test(brief)]).toEqual([question, "no_data", false]);
    }
    // What a list does tell is told.
    expect(await asked("Median time to resolve in the last 30 days")).toContain("4 h");
  });

  it("what a reader may not see is not told", async () => {
    const far = testContext("operator", { via: "page", actor: { scope: { kind: "teams", teamIds: ["team_data"] } } });
    expect(await asked("Who is on call?", far)).not.toContain("Grace Hopper");
    expect(await asked("When will the error budget of Checkout run out?", far)).not.toContain("Checkout availability");
  });
});
