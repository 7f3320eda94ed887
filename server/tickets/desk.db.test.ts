import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { execute } from "@/server/platform/registry";
import { testContext } from "@/server/platform/registry/test-context";
import { projectEvents, type ProjectableEvent } from "#core/tickets";
import { ticketsOperations as desk } from "./operations";
import { receiveReply } from "./receive-reply";
import { releaseAsDue, releaseMessages } from "./release-messages";

let database: TestDatabase;
const at = (iso: string) => ({ clock: { now: () => new Date(iso) } });
const t0 = "2026-08-19T10:00:00.000Z";
const person = (userId: string, name: string, iso = t0) => testContext("support", { ...at(iso), actor: { userId, name } });
const ana = person("usr_ana", "Ana Reis");
const ben = person("usr_ben", "Ben Okoro");
const requester = testContext("requester", { ...at(t0), actor: { userId: "usr_req", name: "Hanna Brandt", scope: { kind: "customers", customerIds: ["cus_1"] } } });
const stranger = testContext("requester", { actor: { userId: "usr_str", scope: { kind: "customers", customerIds: ["cus_2"] } } });

const open = (fields: Record<string, unknown> = {}, ctx = ana) => execute(desk.open, { subject: "Search is slow", customer: "globex", team: "service-desk", ...fields }, ctx);
const thread = (number: string, ctx = ana) => execute(desk.thread, { number }, ctx);
const get = (number: string, ctx = ana) => execute(desk.get, { number }, ctx);

/** The stored row has to be what its events alone say. */
async function expectProjection(number: string): Promise<void> {
  const events = await database.query(`select e.at, e.kind, e.state, e.state_kind as "stateKind", e.team_id as "teamId", e.assignee, e.priority, coalesce((e.detail->>'isReopening')::boolean, false) as "isReopening", e.detail->>'author' as author
    from ticket_event e join ticket t on t.id = e.ticket_id where t.number = $1 order by e.seq`, [number]);
  const [row] = await database.query(`select state, state_kind as "stateKind", team_id as "teamId", assignee, priority, opened_at as "openedAt", updated_at as "updatedAt", first_response_at as "firstResponseAt", resolved_at as "resolvedAt", closed_at as "closedAt",
    last_agent_at as "lastAgentAt", reassignment_count as "reassignmentCount", reopen_count as "reopenCount" from ticket where number = $1`, [number]);
  const { lastRequesterAt: _opening, ...projected } = projectEvents(JSON.parse(JSON.stringify(events)) as ProjectableEvent[]) ?? { lastRequesterAt: null };
  expect(JSON.parse(JSON.stringify(row))).toEqual(projected);
}

beforeAll(async () => {
  database = await testDatabase();
  await database.query("insert into team (id, slug, name, kind) values ('team_1', 'service-desk', 'Service desk', 'support'), ('team_2', 'search', 'Search', 'delivery')");
  await database.query("insert into customer (id, slug, name, tier, aliases) values ('cus_1', 'globex', 'Globex', 'enterprise', '{}'), ('cus_2', 'hooli', 'Hooli', 'standard', '{}')");
  await database.query("insert into app_user (id, email, name) values ('usr_ana', 'ana@example.org', 'Ana Reis'), ('usr_ben', 'ben@example.org', 'Ben Okoro'), ('usr_eve', 'eve@example.org', 'Eve Viewer')");
  await database.query("insert into role_grant (user_id, role) values ('usr_ana', 'support'), ('usr_ben', 'support'), ('usr_eve', 'viewer')");
});
afterAll(() => database.drop());

describe("a ticket", () => {
  it("is opened in the desk's first state, with its priority from impact and urgency, an event and an audit row", async () => {
    const { number } = await open({ impact: "high", urgency: "medium", tags: ["VIP", "vip"], assigneeId: "usr_ben", requester: "Hanna Brandt" });
    expect(await get(number)).toMatchObject({ state: "New", stateKind: "open", priority: "p2", tags: ["vip"], assignee: "Ben Okoro", customer: { slug: "globex" }, events: [{ kind: "opened", actor: "Ana Reis" }] });
    expect(await database.query("select actor_name, entity_type from audit_event where action = 'ticket.open' and after->>'number' = $1", [number])).toEqual([{ actor_name: "Ana Reis", entity_type: "ticket" }]);
    await expectProjection(number);
  });

  it.each([
    ["a group that does not exist", { team: "nobody" }, "There is no group"],
    ["somebody who does not work on tickets", { assigneeId: "usr_eve" }, "There is no person"],
    ["no subject", { subject: " " }, ""],
  ])("is not opened with %s", async (_, fields, message) => {
    await expect(open(fields)).rejects.toMatchObject({ code: "VALIDATION", message: expect.stringContaining(message) as string });
  });

  it("is not opened, changed or answered by a role without the right, also when the right was taken in mid-edit", async () => {
    const { number, version } = await open();
    const demoted = testContext("executive", { actor: { userId: "usr_ana", name: "Ana Reis" } });
    await expect(open({}, demoted)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(execute(desk.update, { number, version, subject: "x" }, demoted)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(execute(desk.reply, { number, body: "x" }, demoted)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await get(number)).toMatchObject({ subject: "Search is slow", events: [{ kind: "opened" }] });
  });

  it("keeps both changes of two people: the second is told, and nothing of the first is lost", async () => {
    const { number, version } = await open();
    expect(await execute(desk.update, { number, version, team: "search" }, ana)).toEqual({ number, version: version + 1 });
    await expect(execute(desk.update, { number, version, urgency: "high" }, ben)).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await execute(desk.update, { number, version: version + 1, urgency: "high" }, ben)).version).toBe(version + 2);
    expect(await get(number)).toMatchObject({ team: { slug: "search" }, priority: "p2", reassignmentCount: 1, events: [{ kind: "opened" }, { kind: "reassigned", fromTeam: { slug: "service-desk" } }, { kind: "priority" }] });
    await expectProjection(number);
  });

  it("goes through resolving, closing and reopening with its times and counts", async () => {
    const { number } = await open();
    const move = async (state: string, iso: string) => execute(desk.update, { number, version: (await thread(number)).version, state }, person("usr_ana", "Ana Reis", iso));
    await move("resolved", "2026-08-19T11:00:00.000Z");
    await move("Closed", "2026-08-19T12:00:00.000Z");
    expect(await get(number)).toMatchObject({ resolvedAt: "2026-08-19T11:00:00.000Z", closedAt: "2026-08-19T12:00:00.000Z" });
    await move("Active", "2026-08-19T13:00:00.000Z");
    expect(await get(number)).toMatchObject({ resolvedAt: null, closedAt: null, reopenCount: 1 });
    await expectProjection(number);
    await expect(move("Limbo", t0)).rejects.toMatchObject({ code: "VALIDATION", message: expect.stringContaining("There are: New, Active") as string });
  });

  it("of another customer does not exist for a requester, on any operation", async () => {
    const { number } = await open();
    const answers = await Promise.allSettled([get(number, stranger), thread(number, stranger), execute(desk.beside, { number }, stranger)]);
    expect(answers).toMatchObject(answers.map(() => ({ status: "rejected", reason: { code: "NOT_FOUND" } })));
    expect((await execute(desk.list, { q: number }, stranger)).total).toBe(0);
  });
});

describe("the conversation", () => {
  it("answers publicly, takes the ticket into work and stops waiting for a first response", async () => {
    const { number } = await open();
    await execute(desk.reply, { number, body: "We are **on it**.", changes: { assigneeId: "usr_ana" } }, person("usr_ana", "Ana Reis", "2026-08-19T10:05:00.000Z"));
    expect(await get(number)).toMatchObject({ state: "Active", assignee: "Ana Reis", firstResponseAt: "2026-08-19T10:05:00.000Z", events: [{ kind: "opened" }, { kind: "replied" }, { kind: "state" }] });
    expect((await thread(number)).messages).toMatchObject([{ kind: "public", body: "We are **on it**.", sendAt: null, isMine: true }]);
    expect(await database.query("select payload->>'authorKind' as author from outbox_event where topic = 'ticket.replied' and payload->>'number' = $1", [number])).toEqual([{ author: "agent" }]);
    await expectProjection(number);
  });

  it("hides notes, and everything that hangs on them, from the requester", async () => {
    const { number } = await open();
    await execute(desk.reply, { number, kind: "note", body: "@Ben Okoro it is the reindex, not their fault" }, ana);
    await execute(desk.reply, { number, body: "Thank you, we are looking." }, ana);
    expect((await thread(number, requester)).messages.map(({ kind }) => kind)).toEqual(["public"]);
    expect((await execute(desk.list, { q: "reindex" }, requester)).total).toBe(0);
    expect((await execute(desk.list, { q: "reindex" }, ana)).items.map((ticket) => ticket.number)).toContain(number);
    const mine = await execute(desk.list, { queue: "mentions" }, ben);
    expect(mine.total).toBe(1);
    expect((await thread(number)).watchers).toEqual(["Ben Okoro"]);
  });

  it("holds an answer for ten seconds; taken back, nothing has happened and the text is a draft again", async () => {
    const { number } = await open();
    const { messageId, sendAt } = await execute(desk.reply, { number, body: "Too early", changes: { state: "Resolved" }, isHeld: true }, ana);
    expect(sendAt).toBe("2026-08-19T10:00:10.000Z");
    expect((await thread(number, requester)).messages).toEqual([]);
    await expect(execute(desk.takeBack, { number, messageId }, ben)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await execute(desk.takeBack, { number, messageId }, ana)).toEqual({ number, body: "Too early" });
    await releaseMessages(testContext("admin", at("2026-08-19T10:01:00.000Z")));
    expect(await get(number)).toMatchObject({ state: "New", events: [{ kind: "opened" }] });
    expect((await thread(number)).drafts.public).toBe("Too early");
  });

  it("keeps what was written since an answer that is taken back", async () => {
    const { number } = await open();
    const { messageId } = await execute(desk.reply, { number, body: "Too early", isHeld: true }, ana);
    await execute(desk.saveDraft, { number, kind: "public", body: "And one more thing" }, ana);
    await execute(desk.takeBack, { number, messageId }, ana);
    expect((await thread(number)).drafts.public).toBe("Too early\n\nAnd one more thing");
  });

  it("sends a held answer after ten seconds, once, with what is changed by it, and it cannot be taken back then", async () => {
    const { number } = await open();
    const { messageId } = await execute(desk.reply, { number, body: "Fixed", changes: { state: "Resolved" }, isHeld: true }, ana);
    await releaseMessages(testContext("admin", at("2026-08-19T10:00:09.999Z")));
    expect((await get(number)).state).toBe("New");
    const later = testContext("admin", at("2026-08-19T10:00:10.000Z"));
    await Promise.all([releaseMessages(later), releaseMessages(later)]);
    expect(await get(number)).toMatchObject({ state: "Resolved", resolvedAt: "2026-08-19T10:00:10.000Z", events: [{ kind: "opened" }, { kind: "replied", actor: "Ana Reis" }, { kind: "state", actor: "Ana Reis" }] });
    await expect(execute(desk.takeBack, { number, messageId }, ana)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    await expectProjection(number);
  });

  it("refuses to hold an answer with a change that is not possible", async () => {
    const { number } = await open();
    await expect(execute(desk.reply, { number, body: "Fixed", changes: { state: "Nowhere" }, isHeld: true }, ana)).rejects.toMatchObject({ code: "VALIDATION", message: expect.stringContaining('no state "Nowhere"') as string });
    expect((await thread(number)).messages).toEqual([]);
  });

  it("sends a held answer also when the person it was to be given to has gone meanwhile, and tells the desk what was not changed", async () => {
    const { number } = await open();
    await database.query("insert into app_user (id, email, name) values ('usr_gone', 'gone@example.org', 'Gil Gone')");
    await database.query("insert into role_grant (user_id, role) values ('usr_gone', 'support')");
    await execute(desk.reply, { number, body: "Gil takes over", changes: { assigneeId: "usr_gone" }, isHeld: true }, ana);
    await database.query("delete from role_grant where user_id = 'usr_gone'");
    await releaseMessages(testContext("admin", at("2026-08-19T10:00:10.000Z")));
    expect((await thread(number, requester)).messages).toMatchObject([{ body: "Gil takes over" }]);
    expect((await thread(number)).messages).toMatchObject([{ kind: "public" }, { kind: "note", authorKind: "system", body: expect.stringContaining("was not: There is no person") as string }]);
    expect(await get(number)).toMatchObject({ assignee: null, events: [{ kind: "opened" }, { kind: "replied" }, { kind: "state" }] });
    await expectProjection(number);
  });

  it("sleeps until a held answer is due, whenever it was woken, and ends when none is left", async () => {
    const { number } = await open();
    await execute(desk.reply, { number, body: "In a moment", isHeld: true }, ana);
    const started = Date.now();
    const clock = { now: () => new Date(Date.parse("2026-08-19T10:00:09.940Z") + Date.now() - started) };
    await releaseAsDue(testContext("admin", { clock }));
    expect((await thread(number, requester)).messages).toMatchObject([{ body: "In a moment" }]);
    expect(Date.now() - started).toBeGreaterThanOrEqual(55);
  });

  it("tells the second of two people who answer at once, and keeps what they wrote", async () => {
    const { number } = await open();
    await execute(desk.saveDraft, { number, kind: "public", body: "My long answer" }, ben);
    await execute(desk.reply, { number, body: "First", lastSeenId: null }, ana);
    await expect(execute(desk.reply, { number, body: "My long answer", lastSeenId: null }, ben)).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining("Ana Reis has answered") as string });
    const seen = await thread(number, ben);
    expect(seen.drafts.public).toBe("My long answer");
    expect(seen.messages).toHaveLength(1);
    await execute(desk.reply, { number, body: "My long answer", lastSeenId: seen.messages.at(-1)?.id }, person("usr_ben", "Ben Okoro", "2026-08-19T10:02:00.000Z"));
    expect((await thread(number, ben)).drafts.public).toBe("");
  });

  it("says who else reads and who answers, until they leave or go silent", async () => {
    const { number } = await open();
    await execute(desk.presence, { number, doing: "answering" }, ana);
    expect((await execute(desk.presence, { number, doing: "reading" }, ben)).others).toMatchObject([{ name: "Ana Reis", doing: "answering" }]);
    expect((await execute(desk.presence, { number, doing: "reading" }, person("usr_ben", "Ben Okoro", "2026-08-19T10:00:31.000Z"))).others).toEqual([]);
    await execute(desk.presence, { number, doing: "gone" }, ben);
    expect((await execute(desk.presence, { number, doing: "reading" }, ana)).others).toEqual([]);
  });
});

describe("a requester's reply", () => {
  const hanna = { id: "usr_req", name: "Hanna Brandt", email: "hanna@globex.example" };
  const after = (iso: string) => testContext("requester", { ...at(iso), actor: { userId: "usr_req", name: "Hanna Brandt", scope: { kind: "customers", customerIds: ["cus_1"] } } });
  const closedTicket = async () => {
    const { number, version } = await open({ requester: "Hanna Brandt", category: "Performance" });
    await execute(desk.update, { number, version, state: "Closed" }, ana);
    return number;
  };

  it("opens a ticket again that was closed a few days ago", async () => {
    const number = await closedTicket();
    expect(await receiveReply({ number, body: "It is slow again", author: hanna, channel: "email" }, after("2026-08-25T10:00:00.000Z"))).toMatchObject({ number, effect: "reopen" });
    expect(await get(number)).toMatchObject({ state: "Active", reopenCount: 1 });
    await expectProjection(number);
  });

  it("to a ticket closed long ago begins a new, linked one, and the old one keeps its figures; the desk is told to do the same", async () => {
    const number = await closedTicket();
    const received = await receiveReply({ number, body: "And once more", author: hanna, channel: "portal" }, after("2026-10-01T10:00:00.000Z"));
    expect(received.effect).toBe("follow_up");
    expect(received.number).not.toBe(number);
    expect(await get(number)).toMatchObject({ state: "Closed", reopenCount: 0 });
    expect(await thread(received.number)).toMatchObject({ messages: [{ body: "And once more", authorKind: "requester" }], links: [{ kind: "related", target: number }] });
    expect(await get(received.number)).toMatchObject({ customer: { slug: "globex" }, category: "Performance", requester: "Hanna Brandt" });
    await expect(execute(desk.reply, { number, body: "Hello again" }, person("usr_ana", "Ana Reis", "2026-10-01T10:00:00.000Z"))).rejects.toMatchObject({ code: "PRECONDITION_FAILED", message: expect.stringContaining("Open a new ticket") as string });
  });

  it("is not taken for a ticket of another customer", async () => {
    const number = await closedTicket();
    await expect(receiveReply({ number, body: "x", author: hanna, channel: "email" }, stranger)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
