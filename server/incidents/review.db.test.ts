import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fixedClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { alertsOperations } from "../alerts";
import { incidentsOperations } from "./operations";

let database: TestDatabase;
const nowMs = Date.parse("2026-08-19T10:00:00.000Z");
const as = (userId: string, name: string) => testContext("operator", { actor: { userId, name }, clock: fixedClock(new Date(nowMs).toISOString()) });
const author = as("usr_author", "Ada");
const reviewer = as("usr_reviewer", "Grace");
const told = async (kind: "email" | "in_app") => (await db().delivery.findMany({ where: { kind }, orderBy: { createdAt: "asc" } })).map(({ recipient, title }) => `${recipient}: ${title}`);
const saved = async (parts: { state: "draft" | "in_review" | "published"; reviewer?: string; note?: string }, ctx = author) => {
  const version = (await db().postmortem.findFirst())?.version ?? 0;
  return execute(incidentsOperations.savePostmortem, { number: 1, version, body: "## What happened", ...parts }, ctx);
};
const postmortem = async () => (await execute(incidentsOperations.get, { number: 1 }, author)).postmortem;

beforeAll(async () => {
  database = await testDatabase();
  for (const [id, name] of [["usr_author", "Ada"], ["usr_reviewer", "Grace"], ["usr_b1", "Bob"], ["usr_b2", "Bob"]] as const) await db().user.create({ data: { id, email: `${id}@example.test`, name } });
  await db().user.create({ data: { id: "usr_demo", email: "demo@example.test", name: "Made Up", isDemo: true } });
  await db().user.create({ data: { id: "usr_left", email: "left@example.test", name: "Zoe", status: "deactivated" } });
  await execute(incidentsOperations.declare, { title: "Cards are refused", severity: "sev2" }, author);
  await execute(incidentsOperations.changeStatus, { number: 1, version: 1, to: "resolved" }, author);
});
afterAll(() => database.drop());
beforeEach(async () => {
  await db().delivery.deleteMany();
  await db().postmortem.deleteMany();
});

describe("the reviewer of a postmortem", () => {
  it("is told when it is sent for review, in the portal and by e-mail, and not while it is a draft", async () => {
    await saved({ state: "draft", reviewer: "grace" });
    expect([await told("in_app"), await told("email")]).toEqual([[], []]);
    await saved({ state: "in_review" });
    const asked = "Your review is asked for: postmortem of INC-1 Cards are refused";
    expect([await told("in_app"), await told("email")]).toEqual([[`usr_reviewer: ${asked}`], [`usr_reviewer@example.test: ${asked}`]]);
    expect((await db().delivery.findFirstOrThrow({ where: { kind: "email" } })).body).toMatch(/^By Ada\..*\/incidents\/1#postmortem$/s);
    expect((await execute(alertsOperations.inbox, {}, reviewer)).items).toMatchObject([{ title: asked, href: "/incidents/1#postmortem" }]);
    expect(await postmortem()).toMatchObject({ state: "in_review", reviewer: "Grace" });
  });

  it("is told once, unless somebody else is named meanwhile", async () => {
    await saved({ state: "in_review", reviewer: "Grace" });
    await saved({ state: "in_review" });
    expect(await told("email")).toHaveLength(1);
    await saved({ state: "in_review", reviewer: "usr_b1@example.test" });
    expect((await told("in_app")).at(-1)).toMatch(/^usr_b1:/);
  });

  it("who sends it themselves, and nobody, is told nothing", async () => {
    await saved({ state: "in_review", reviewer: "Ada" });
    await saved({ state: "in_review", reviewer: "" });
    expect([await told("in_app"), await told("email")]).toEqual([[], []]);
  });

  it("of the demo reads it in the portal; nothing is mailed", async () => {
    await saved({ state: "in_review", reviewer: "Made Up" });
    expect([(await told("in_app")).length, await told("email")]).toEqual([1, []]);
  });

  it.each([["a name of two people", "Bob"], ["somebody who has left", "Zoe"], ["nobody", "Nobody at all"]])("is refused where it is %s, since nobody could be told", async (_case, name) => {
    await expect(saved({ state: "in_review", reviewer: name })).rejects.toMatchObject({ code: "VALIDATION", faults: [{ path: "reviewer" }] });
    expect(await postmortem()).toBeNull();
  });
});

describe("the author of a postmortem", () => {
  beforeEach(async () => {
    await saved({ state: "in_review", reviewer: "Grace" });
    await db().delivery.deleteMany();
  });

  it("is told when it is published", async () => {
    await saved({ state: "published" }, reviewer);
    expect([await told("in_app"), await told("email")]).toEqual([["usr_author: Postmortem published: INC-1 Cards are refused"], ["usr_author@example.test: Postmortem published: INC-1 Cards are refused"]]);
    expect(await postmortem()).toMatchObject({ state: "published", reviewedBy: "Grace" });
  });

  it("is told what is to change when it is sent back; the timeline keeps it", async () => {
    await saved({ state: "draft", note: "Say what it did to customers." }, reviewer);
    expect((await db().delivery.findFirstOrThrow({ where: { kind: "email" } }))).toMatchObject({ recipient: "usr_author@example.test", title: "Postmortem sent back: INC-1 Cards are refused" });
    expect((await db().delivery.findFirstOrThrow({ where: { kind: "in_app" } })).body).toContain("Say what it did to customers.");
    expect((await execute(incidentsOperations.get, { number: 1 }, author)).timeline.at(-1)?.text).toBe("Postmortem draft: Say what it did to customers.");
  });

  it("is not told what they decided themselves, nor twice", async () => {
    await saved({ state: "draft" });
    await saved({ state: "published" });
    expect(await told("email")).toEqual([]);
  });

  it("is not told of a decision that came too late and was refused", async () => {
    await expect(execute(incidentsOperations.savePostmortem, { number: 1, version: 0, body: "x", state: "published" }, reviewer)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await told("email")).toEqual([]);
  });
});
