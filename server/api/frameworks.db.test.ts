import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Artefact, Brief } from "#contract/query";
import type { RoleName } from "../platform/auth/permissions";
import { testDatabase, type TestDatabase } from "../platform/db/test-database";
import { execute } from "../platform/registry";
import { testContext } from "../platform/registry/test-context";
import { queryOperations } from "../query";
import { semanticLayer } from "./semantic-layer";

const operations = queryOperations(semanticLayer);
const now = "2026-08-19T10:00:00.000Z";
let database: TestDatabase;

const ask = (question: string, role: RoleName = "admin", input: Record<string, unknown> = {}): Promise<Brief> => execute(operations.ask, { question, now, ...input }, testContext(role));
const drawn = (brief: Brief, id: string): Artefact => {
  const artefact = brief.artefacts.find((each) => each.id === id);
  if (!artefact) throw new Error(`${id} is not among ${JSON.stringify(brief.frameworks)}`);
  return artefact;
};
const wordsOf = (spans: Artefact["lede"]): string => spans.map(({ text }) => text).join("");

const categories = [["Access", 50], ["Network", 30], ["Mail", 12], ["Print", 8]] as const;

/** A hundred tickets of the last 30 days: four in five of two categories; the first 60 are closed, 40 are open. */
async function fill(): Promise<void> {
  for (const [id, name] of [["team_a", "Desk"], ["team_b", "Net"]]) await database.query("insert into team (id, slug, name, kind, aliases) values ($1, $2, $3, 'support', '{}')", [id, (name ?? "").toLowerCase(), name]);
  const kinds = categories.flatMap(([category, count]) => Array.from({ length: count }, () => category));
  for (const [n, category] of kinds.entries()) {
    const opened = new Date(Date.parse(now) - (29 - (n % 29)) * 86_400_000).toISOString();
    const closed = n < 60 ? new Date(Date.parse(opened) + 3_600_000).toISOString() : null;
    await database.query(
      `insert into ticket (id, number, subject, state, state_kind, priority, team_id, category, opened_at, resolved_at, closed_at, updated_at)
       values ($1, $2, 'x', $3, $4, $5, $6, $7, $8, $9, $9, $8)`,
      [`tkt_${n}`, `INC${String(n).padStart(4, "0")}`, closed ? "Closed" : "Active", closed ? "closed" : "open", n % 10 === 0 ? "p1" : "p3", n % 4 === 0 ? "team_b" : "team_a", category, opened, closed],
    );
  }
  await database.query("insert into data_version (domain, version) values ('tickets', 1) on conflict (domain) do update set version = data_version.version + 1", []);
}

beforeAll(async () => {
  database = await testDatabase();
  await fill();
});
afterAll(() => database.drop());

describe("a framework", () => {
  it("is drawn from the records, grounded to the last figure, with its choice explained", async () => {
    const brief = await ask("Where is most of our ticket load coming from, by category, and what should we do about it?");
    expect(wordsOf(drawn(brief, "pareto").lede)).toBe("2 of 4 categories make 80 % of the tickets opened, Access first with 50 %.");
    expect(brief.frameworks.find(({ id }) => id === "pareto")).toMatchObject({ state: "shown", missing: [] });
    expect(brief.actions[0]?.href).toContain("category=Access");
    expect(brief.trace.grounded.ungrounded).toBe(0);
  });

  it("takes the reader's assumptions, and answers without them again as before", async () => {
    const question = "Where is most of our ticket load coming from, by category, and what should we do about it?";
    const changed = drawn(await ask(question, "admin", { assumptions: { "pareto.cut": 0.5 } }), "pareto");
    expect(changed.assumptions[0]).toMatchObject({ value: 0.5, isChanged: true });
    expect(wordsOf(changed.lede)).toContain("1 of 4 categories make 50 %");
    expect(drawn(await ask(question), "pareto").assumptions[0]).toMatchObject({ value: 0.8, isChanged: false });
  });

  it("places every open ticket once", async () => {
    const brief = await ask("Which tickets should we do first today?");
    const counts = wordsOf(drawn(brief, "eisenhower").lede).match(/\d+/g)?.map(Number) ?? [];
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(40);
  });

  it("that cannot be filled is named with what is missing, and not drawn", async () => {
    const brief = await ask("From request to resolved, where do we lose time?");
    expect(brief.artefacts.map(({ id }) => id)).not.toContain("value_stream");
    const choice = brief.frameworks.find(({ id }) => id === "value_stream");
    expect(choice?.state).toBe("not_fillable");
    expect(choice?.missing.length).toBeGreaterThan(0);
  });

  it("that people must fill in is a worksheet with the known facts in their place", async () => {
    const brief = await ask("Should we build or buy our ticket system?");
    expect(drawn(brief, "build_buy_tco").body).toMatchObject({ kind: "worksheet" });
    expect(brief.frameworks.find(({ id }) => id === "build_buy_tco")?.state).toBe("worksheet");
  });

  it("keeps the statements behind it from readers who may not see them", async () => {
    const brief = await ask("Where is most of our ticket load coming from, by category, and what should we do about it?", "executive");
    expect(brief.artefacts.map(({ id }) => id)).toContain("pareto");
    if (!testContext("executive").actor.permissions.has("query.sql")) expect(brief.tables.every(({ sql }) => sql === "")).toBe(true);
  });

  it("is none for a plain figure", async () => {
    const brief = await ask("How many tickets were opened last week?");
    expect([brief.artefacts, brief.actions]).toEqual([[], []]);
  });
});
