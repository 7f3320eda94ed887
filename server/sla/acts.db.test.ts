import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "../platform/db";
import { testDatabase, type TestDatabase } from "../platform/db/test-database";
import { fixedClock } from "../platform/clock";
import { execute } from "../platform/registry";
import { testContext } from "../platform/registry/test-context";
import { insertEscalation, listOpenTickets, listRules } from "./escalation-repository";
import { actOnClocks, escalateTickets, recomputeClocks, slaOperations } from ".";
import { escalationDefinition, type EscalationStep } from "./contract";
import { insertTicket, type FixtureTicket } from "./sla-fixture";

let database: TestDatabase;
const hour = 3_600_000;
const wholeDay: [string, string][] = [["00:00", "24:00"]];
const always = { name: "Always", zone: "UTC", week: { "1": wholeDay, "2": wholeDay, "3": wholeDay, "4": wholeDay, "5": wholeDay, "6": wholeDay, "7": wholeDay } };
const openedAt = "2026-08-19T06:00:00.000Z";
const at = (time: string) => ({ ...testContext("admin", { clock: fixedClock(`2026-08-19T${time}:00.000Z`) }) });

async function open(ticket: Partial<FixtureTicket> & { number: string }): Promise<string> {
  const id = await insertTicket(database, { openedAt, ...ticket });
  await db().$transaction((tx) => recomputeClocks(tx, id, new Date(openedAt)));
  return id;
}
const events = (id: string) => database.query("select kind, detail -> 'sla' ->> 'what' as what, detail -> 'escalation' ->> 'to' as \"to\", team_id, assignee from ticket_event where ticket_id = $1 and seq > 1 order by seq", [id]);
const told = (id: string) => database.query("select kind, recipient, title from delivery where subject_type = 'ticket' and subject_id = $1 order by created_at, kind, recipient", [id]);

beforeAll(async () => {
  database = await testDatabase();
  await database.query("insert into team (id, slug, name, kind, aliases) values ('desk', 'desk', 'Desk', 'support', '{}'), ('second', 'second', 'Second line', 'support', '{}')");
  await database.query("insert into app_user (id, email, name) values ('ana', 'ana@x.test', 'Ana'), ('ben', 'ben@x.test', 'Ben'), ('lead', 'lead@x.test', 'Lena')");
  await database.query("insert into team_member (team_id, user_id) values ('desk', 'ana'), ('second', 'ben')");
  const ctx = at("06:00");
  const calendarId = (await execute(slaOperations.createCalendar, { ...always, holdsFrom: "2026-01-01T00:00:00Z" }, ctx)).id;
  await execute(slaOperations.createPolicy, { name: "All", calendarId, resolutionMs: 4 * hour, warnPercent: 75, holdsFrom: "2026-01-01T00:00:00Z" }, ctx);
});
afterAll(() => database.drop());

describe("a clock that passes its warning and its target", () => {
  it("is told once of each, to who has the ticket, and by e-mail only when it is late", async () => {
    const id = await open({ number: "A-1", assigneeId: "ana", teamId: "desk" });
    await actOnClocks(at("08:59"));
    expect(await told(id)).toEqual([]);
    await actOnClocks(at("09:00"));
    await actOnClocks(at("09:30"));
    expect(await told(id)).toEqual([{ kind: "in_app", recipient: "ana", title: "A-1: the resolution is due soon" }]);
    await actOnClocks(at("10:00"));
    expect(await told(id)).toHaveLength(1);
    await actOnClocks(at("10:01"));
    await actOnClocks(at("10:31"));
    expect((await told(id)).map(({ kind, recipient }) => [kind, recipient])).toEqual([["in_app", "ana"], ["email", "ana@x.test"], ["in_app", "ana"]]);
    expect((await events(id)).map(({ what }) => what)).toEqual(["warning", "breach"]);
    const topics = await database.query("select topic from outbox_event where topic like 'sla.%ed' and topic <> 'sla.rules.changed' order by seq");
    expect(topics.map(({ topic }) => topic)).toEqual(["sla.warned", "sla.breached"]);
    expect(await database.query("select made_sla from ticket where id = $1", [id])).toEqual([{ made_sla: false }]);
  });

  it("is told once by two rounds at the same time", async () => {
    const id = await open({ number: "A-2", teamId: "desk" });
    await Promise.all([actOnClocks(at("11:00")), actOnClocks(at("11:00"))]);
    expect((await told(id)).map(({ kind, recipient }) => [kind, recipient])).toEqual([["email", "ana@x.test"], ["in_app", "ana"]]);
    expect(await events(id)).toHaveLength(1);
  });

  it("wakes nobody for the demo, for an imported ticket, or for what broke long before it was first seen", async () => {
    const quiet = await Promise.all([open({ number: "A-3", teamId: "desk", isDemo: true }), open({ number: "A-4", teamId: "desk", sourceKey: "INC4" })]);
    const old = await insertTicket(database, { number: "A-5", teamId: "desk", openedAt: "2026-08-01T06:00:00Z" });
    await db().$transaction((tx) => recomputeClocks(tx, old, new Date("2026-08-19T11:00:00Z")));
    await actOnClocks(at("11:00"));
    for (const id of [...quiet, old]) expect(await told(id)).toEqual([]);
  });
});

describe("escalation", () => {
  const steps: EscalationStep[] = [{ when: { kind: "clock", clock: "resolution", percent: 50 }, to: { kind: "level", level: "l2" } }, { when: { kind: "clock", clock: "resolution", percent: 90 }, to: { kind: "on_call", teamId: null } }];
  beforeAll(async () => {
    await database.query("delete from ticket");
    await database.query("insert into support_level (id, name, team_ids) values ('l1', 'First line', '{desk}'), ('l2', 'Second line', '{second}')");
    await db().$transaction((tx) => insertEscalation(tx, { id: "esp_1", createdAt: new Date(openedAt) }, escalationDefinition.parse({ name: "All", steps, bounceLimit: 2, lastResortId: "lead" })));
    expect(await listRules()).toHaveLength(1);
  });

  it("hands the ticket to the next level once, with its log, its audit and its new group told", async () => {
    const id = await open({ number: "B-1", teamId: "desk", level: "l1", assigneeId: "ana" });
    expect(await escalateTickets(at("07:59"))).toEqual({ steps: 0 });
    expect((await Promise.all([escalateTickets(at("08:00")), escalateTickets(at("08:00"))])).reduce((sum, { steps: taken }) => sum + taken, 0)).toBe(1);
    expect(await escalateTickets(at("08:30"))).toEqual({ steps: 0 });
    expect(await database.query("select level, team_id, assignee_id, reassignment_count from ticket where id = $1", [id])).toEqual([{ level: "l2", team_id: "second", assignee_id: null, reassignment_count: 1 }]);
    expect(await events(id)).toMatchObject([{ kind: "reassigned", to: "Second line, Second line", team_id: "second", assignee: null }]);
    expect((await told(id)).map(({ kind, recipient }) => [kind, recipient])).toEqual([["email", "ben@x.test"], ["in_app", "ben"]]);
    const audit = await database.query("select action from audit_event where entity_id = $1", [id]);
    expect(audit).toEqual([{ action: "sla.escalate" }]);
  });

  it("calls whoever is on call; without a rota the whole group hears", async () => {
    const [row] = await database.query("select id from ticket where number = 'B-1'");
    const id = String(row?.id);
    expect(await escalateTickets(at("09:36"))).toEqual({ steps: 1 });
    const [, step] = await database.query("select kind, target, reason from ticket_escalation where ticket_id = $1 order by at", [id]);
    expect(step).toEqual({ kind: "hierarchical", target: "nobody on call: Ben", reason: "90 % of the time for the resolution has passed" });
  });

  it("knows since when nobody has a ticket that was given back", async () => {
    const later = ["06:10", "06:20", "06:25"].map((time) => ({ at: `2026-08-19T${time}:00.000Z`, stateKind: "open" }));
    const id = await open({ number: "B-3", events: later });
    const since = async () => (await listOpenTickets("", 50)).find((row) => row.id === id)?.unassignedAt?.toISOString() ?? null;
    expect(await since()).toBeNull();
    await database.query("update ticket_event set assignee = 'Ana' where ticket_id = $1 and seq = 2", [id]);
    expect(await since()).toBe(later[1]?.at);
    await database.query("delete from ticket where id = $1", [id]);
  });

  it("gives a ticket that bounces to its owner of last resort, once", async () => {
    const id = await open({ number: "B-2", teamId: "desk", level: "l2" });
    await database.query("update ticket set reassignment_count = 3 where id = $1", [id]);
    expect(await escalateTickets(at("06:30"))).toEqual({ steps: 1 });
    expect(await escalateTickets(at("06:31"))).toEqual({ steps: 0 });
    expect(await database.query("select assignee, assignee_id from ticket where id = $1", [id])).toEqual([{ assignee: "Lena", assignee_id: "lead" }]);
  });

  it("is named as bouncing beyond the limit of its own policy, with who has it", async () => {
    const bounced = async () => (await execute(slaOperations.escalation, {}, at("06:40"))).bounced;
    expect(await bounced()).toEqual([{ number: "B-2", subject: "Slow", team: "Desk", assignee: "Lena", handovers: 3 }]);
    await database.query("update escalation_policy set bounce_limit = 5");
    expect(await bounced()).toEqual([]);
  });
});

describe("escalation policies", () => {
  const draft = { name: "Silent", steps: [{ when: { kind: "silence" as const, minutes: 60 }, to: { kind: "person" as const, userId: "lead" } }] };
  it("are made, changed, retired and audited, by those who may", async () => {
    const ctx = at("09:00");
    const { id } = await execute(slaOperations.createEscalation, draft, ctx);
    await execute(slaOperations.updateEscalation, { ...draft, id, version: 1, name: "Quiet" }, ctx);
    const view = (await execute(slaOperations.escalation, {}, ctx)).policies.find((policy) => policy.id === id);
    expect(view).toMatchObject({ name: "Quiet", texts: [{ when: "the desk has not written for 1 h", to: "tell Lena" }] });
    await expect(execute(slaOperations.updateEscalation, { ...draft, id, version: 1 }, ctx)).rejects.toMatchObject({ code: "CONFLICT" });
    await execute(slaOperations.retireEscalation, { id, version: 2 }, ctx);
    await expect(execute(slaOperations.createEscalation, draft, testContext("support"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await database.query("select action from audit_event where entity_id = $1 order by seq", [id])).map(({ action }) => action)).toEqual(["sla.escalation.create", "sla.escalation.update", "sla.escalation.retire"]);
  });

  it("refuse a step that leads nowhere, and one that does nothing", async () => {
    await expect(execute(slaOperations.createEscalation, { ...draft, steps: [{ ...draft.steps[0], to: { kind: "person", userId: "nobody" } }] } as never, at("09:00"))).rejects.toMatchObject({ code: "VALIDATION" });
    await expect(execute(slaOperations.createEscalation, { ...draft, steps: [] }, at("09:00"))).rejects.toMatchObject({ code: "VALIDATION" });
  });

  it("keep who has taken a step up; saying it again changes nothing", async () => {
    const [step] = (await execute(slaOperations.escalation, {}, at("10:00"))).taken;
    const first = await execute(slaOperations.acknowledgeStep, { id: step?.id ?? "" }, at("10:00"));
    expect(await execute(slaOperations.acknowledgeStep, { id: step?.id ?? "" }, at("11:00"))).toEqual(first);
    expect((await execute(slaOperations.ticketSteps, { number: step?.ticket ?? "" }, at("11:00"))).items[0]?.acknowledgedAt).toBe("2026-08-19T10:00:00.000Z");
  });
});
