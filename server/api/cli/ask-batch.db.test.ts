import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "../../platform/db/test-database";
import { testContext } from "../../platform/registry/test-context";
import { askBatch } from "./ask-batch";

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await testDatabase();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "batch-"));
});
afterAll(async () => {
  await database.drop();
  fs.rmSync(folder, { recursive: true });
});

async function answers(lines: readonly string[], withEvidence = false): Promise<Record<string, unknown>[]> {
  const file = path.join(folder, "questions.jsonl");
  fs.writeFileSync(file, lines.join("\n"));
  const found: Record<string, unknown>[] = [];
  for await (const line of askBatch({ file, withEvidence }, testContext("executive"))) found.push(JSON.parse(line) as Record<string, unknown>);
  return found;
}

const asked = (id: unknown, q: string, rest: Record<string, unknown> = {}): string => JSON.stringify({ id, q, context: [], now: "2026-08-19T10:00:00Z", tz: "UTC", ...rest });

it("each question of a file has a line, in its order, also where no record is held", async () => {
  const [first, second, third] = await answers([asked("a", "How many tickets were opened last week?"), asked(2, "How many tickets are open?"), asked("c", "what is the weather", { context: null, now: null, tz: null })]);
  expect(first).toEqual({
    id: "a", persona: expect.any(String), scope: "in", grounded: 0, brief: expect.stringContaining("holds no records"), frameworks: { chosen: expect.any(Array), shown: [] },
    plan: { intent: "metric_lookup", metrics: ["ticket_volume"], dimensions: [], time: { from: "2026-08-10T00:00:00.000Z", to: "2026-08-17T00:00:00.000Z" }, compareTo: null, entities: [], filters: [], limit: null, conditions: [] },
  });
  expect(second).toMatchObject({ id: "2", plan: { metrics: ["ticket_backlog"], time: null } });
  expect(third).toMatchObject({ id: "c", scope: "off_domain" });
});

it("an earlier question is part of what is asked", async () => {
  const [line] = await answers([asked("a", "and last month?", { context: ["How many tickets were opened last week?"] })]);
  expect(line).toMatchObject({ plan: { metrics: ["ticket_volume"], time: { from: "2026-07-01T00:00:00.000Z", to: "2026-08-01T00:00:00.000Z" } } });
});

it("what narrows is told apart: equalities that any portal knows, and the rest; that the backlog is open goes without saying but in a list", async () => {
  const [list, count] = await answers([asked("a", "show open p1 tickets older than 7 days, except from chat"), asked("b", "How many p1 tickets are open?")]);
  expect(list).toMatchObject({ plan: { metrics: ["ticket_backlog"], filters: ["priority:p1", "status:open"], conditions: expect.arrayContaining(["age>:7d"]) } });
  expect(count).toMatchObject({ plan: { metrics: ["ticket_backlog"], filters: ["priority:p1"] } });
});

it("a bad line says why under its id, and the rest goes on", async () => {
  const lines = await answers(["{", asked("b", ""), JSON.stringify({ id: "c" }), asked("d", "Tickets?", { now: "someday" }), "", asked("e", "x".repeat(3_000)), asked("f", "How many tickets are open?")]);
  expect(lines.map(({ id, error }) => [id, error === undefined])).toEqual([["line 1", false], ["b", false], ["c", false], ["d", false], ["e", false], ["f", true]]);
  expect(lines[3]?.error).toBe('"someday" is no instant.');
});

it("the rows behind an answer come on request", async () => {
  const [line] = await answers([asked("a", "How many tickets are open?")], true);
  expect(line).toMatchObject({ outcome: "no_data", tables: [] });
});
