import { createHmac } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveInboundMail } from "./serve-inbound-mail";
import { testDatabase, type TestDatabase } from "../platform/db/test-database";
import { deliverMail, listMailRows } from "../platform/mail";
import { deliverEvents } from "../platform/outbox";
import { execute } from "../platform/registry";
import { testContext } from "../platform/registry/test-context";
import { actByLink, openFileByLink, readRequest, requestToken, ticketsOperations as desk } from "../tickets";
import { askForRating, confirmOpening, mailboxOperations, mailReplies, pollMailbox, receiveMail } from "../mailbox";
import { hasDovecot, prepareDovecot, type Dovecot } from "../mailbox/testing/dovecot-fixture";

const sent: { raw: string; to: string[] }[] = [];
let isDown = false;
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData: (stream, session, callback) => {
    let raw = "";
    stream.on("data", (chunk: Buffer) => (raw += chunk.toString("utf8")));
    stream.on("end", () => {
      if (!isDown) sent.push({ raw, to: session.envelope.rcptTo.map(({ address }) => address) });
      callback(isDown ? Object.assign(new Error("the disk is full"), { responseCode: 452 }) : null);
    });
  },
});

let database: TestDatabase;
let dovecot: Dovecot;
const webhookKey = "k".repeat(40);
const env = { SMTP_URL: "", MAIL_FROM: "Help <help@desk.test>", MAIL_REPLY_TO: "help@desk.test", MAIL_WEBHOOK_KEY: webhookKey, IMAP_URL: "", QUARTERDECK_URL: "https://portal.test", QUARTERDECK_DATA_DIR: fs.mkdtempSync(path.join(os.tmpdir(), "mailbox-")) };
const at = (iso: string) => ({ clock: { now: () => new Date(iso) } });
const noon = "2026-08-19T12:00:00.000Z";
const ana = testContext("support", { ...at(noon), actor: { kind: "user", userId: "usr_ana", name: "Ana Reis", email: "ana@desk.test" } });
const system = (iso = noon) => testContext("admin", at(iso));

beforeAll(async () => {
  await new Promise<void>((done) => smtp.listen(0, "127.0.0.1", done));
  const address = smtp.server.address();
  dovecot = await prepareDovecot();
  Object.assign(process.env, { ...env, IMAP_URL: dovecot.url, SMTP_URL: `smtp://127.0.0.1:${typeof address === "object" && address ? address.port : 0}` });
  database = await testDatabase();
  await database.query("insert into customer (id, slug, name, tier, aliases) values ('cus_1', 'globex', 'Globex', 'enterprise', '{}'), ('cus_2', 'hooli', 'Hooli', 'standard', '{}')");
  await database.query("insert into app_user (id, email, name, customer_id, status) values ('usr_ana', 'ana@desk.test', 'Ana Reis', null, 'active'), ('usr_hanna', 'hanna@globex.test', 'Hanna Brandt', 'cus_1', 'active'), ('usr_bob', 'bob@hooli.test', 'Bob', 'cus_2', 'active'), ('usr_gone', 'gone@globex.test', 'Gone', 'cus_1', 'deactivated')");
  await database.query("insert into role_grant (user_id, role) values ('usr_ana', 'support'), ('usr_hanna', 'requester'), ('usr_bob', 'requester')");
});
afterAll(async () => {
  for (const name of Object.keys(env)) Reflect.deleteProperty(process.env, name);
  await new Promise<void>((done) => smtp.close(done));
  await dovecot.stop();
  await database.drop();
  fs.rmSync(env.QUARTERDECK_DATA_DIR, { recursive: true, force: true });
});

const deliver = (iso = noon) => deliverEvents([deliverMail, mailReplies, confirmOpening, askForRating], system(iso));
const lastTo = async (address: string) => PostalMime.parse(sent.findLast(({ to }) => to.includes(address))?.raw ?? "");
let serial = 0;
const mail = (fields: Record<string, string>, body = "Hello") => {
  const { from = "Hanna Brandt <hanna@globex.test>", to = "help@desk.test", ...rest } = fields;
  const head = { From: from, To: to, "Message-ID": `<in-${(serial += 1)}@globex.test>`, Subject: "Search is slow", ...rest };
  return `${Object.entries(head).map(([name, value]) => `${name}: ${value}`).join("\r\n")}\r\n\r\n${body}\r\n`;
};
const receive = (raw: string, iso = noon) => receiveMail(Buffer.from(raw), system(iso));
const numberOf = async (ticketId: string | null) => String((await database.query("select number from ticket where id = $1", [ticketId]))[0]?.number);
const thread = (number: string) => execute(desk.thread, { number }, ana);
const openByMail = async (fields: Record<string, string> = {}, body?: string) => numberOf((await receive(mail(fields, body))).ticketId);

describe("mail to the desk", () => {
  it("opens a ticket of its sender, with customer and files, and confirms it once by an answer that no machine answers", async () => {
    const boundary = `Content-Type: multipart/mixed; boundary=x\r\n\r\n`;
    const raw = `From: Hanna Brandt <Hanna@Globex.test>\r\nTo: help@desk.test\r\nMessage-ID: <first@globex.test>\r\nSubject: Re: Search is slow\r\n${boundary}--x\r\nContent-Type: text/plain\r\n\r\nSince Monday <script>alert(1)</script>\r\n--x\r\nContent-Type: image/png; name="a.png"\r\nContent-Disposition: attachment; filename="a.png"\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--x\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename="zip.png"\r\nContent-Transfer-Encoding: base64\r\n\r\nUEsDBAAAAAA=\r\n--x--\r\n`;
    const first = await receive(raw);
    expect(first).toMatchObject({ outcome: "created", reason: expect.stringContaining("zip.png is named .png but is a ZIP archive") as string });
    expect(await receive(raw)).toEqual({ outcome: "duplicate", reason: "", ticketId: null });
    expect((await Promise.all([receive(mail({ "Message-ID": "<race@x>" })), receive(mail({ "Message-ID": "<race@x>" }))])).map(({ outcome }) => outcome).sort()).toEqual(["created", "duplicate"]);
    const number = await numberOf(first.ticketId);
    expect(await execute(desk.get, { number }, ana)).toMatchObject({ subject: "Search is slow", channel: "email", requester: "Hanna Brandt", customer: { slug: "globex" } });
    expect(await thread(number)).toMatchObject({ description: "Since Monday <script>alert(1)</script>", requesterEmail: "hanna@globex.test", attachments: [{ name: "a.png", contentType: "image/png" }] });
    await deliver();
    expect((await database.query("select count(*)::int as n from outgoing_mail where \"to\" = 'hanna@globex.test' and subject like $1", [`[#${number}]%`]))[0]?.n).toBe(1);
    const letter = await PostalMime.parse(sent.find(({ raw: text }) => text.includes(`[#${number}]`))?.raw ?? "");
    expect(letter).toMatchObject({ subject: `[#${number}] Search is slow`, inReplyTo: "<first@globex.test>", references: "<first@globex.test>" });
    expect(letter.headers.find(({ key }) => key === "auto-submitted")?.value).toBe("auto-replied");
    expect(letter.text).toContain("https://portal.test/request/");
  });

  it("carries the desk's answer to requester and watchers, each alone and in one thread, and their answer comes back to the ticket", async () => {
    const number = await openByMail({ "Message-ID": "<ask@globex.test>" });
    await database.query("insert into ticket_watcher (ticket_id, user_id) select id, u from ticket, unnest(array['usr_ana', 'usr_bob', 'usr_gone']) u where number = $1", [number]);
    const { messageId } = await execute(desk.reply, { number, body: "We look into it." }, ana);
    await execute(desk.reply, { number, kind: "note", body: "secretnote" }, ana);
    sent.length = 0;
    await deliver();
    const told = sent.filter(({ raw }) => raw.includes("We look into it."));
    expect(told.map(({ to }) => to)).toEqual([["hanna@globex.test"], ["bob@hooli.test"]]);
    expect(sent.some(({ raw }) => raw.includes("secretnote"))).toBe(false);
    const letter = await PostalMime.parse(told[0]?.raw ?? "");
    expect(letter).toMatchObject({ messageId: `<${messageId}@portal.test>`, references: "<ask@globex.test>", to: [{ address: "hanna@globex.test" }] });
    expect(letter.replyTo?.[0]?.address).toMatch(/^help\+t-[0-9a-f]{20}-\d+@desk\.test$/);
    const quoted = `It works now, thank you.\r\n\r\nOn Wed, Help wrote:\r\n> We look into it.`;
    expect(await receive(mail({ Subject: "Something else", "In-Reply-To": letter.messageId ?? "" }, quoted))).toMatchObject({ outcome: "matched" });
    expect(await receive(mail({ Subject: "no number", to: letter.replyTo?.[0]?.address ?? "" }, "By token"))).toMatchObject({ outcome: "matched" });
    expect(await receive(mail({ Subject: `AW: [#${number}] x` }, "By number"))).toMatchObject({ outcome: "matched" });
    expect((await thread(number)).messages.filter(({ authorKind }) => authorKind === "requester").map(({ body, authorName }) => [body, authorName])).toEqual([["It works now, thank you.", "Hanna Brandt"], ["By token", "Hanna Brandt"], ["By number", "Hanna Brandt"]]);
  });

  it("from somebody else who knows number, ids or another's token opens a ticket of their own and adds nothing", async () => {
    const number = await openByMail({ "Message-ID": "<secret-id@globex.test>" });
    await execute(desk.reply, { number, body: "Yours only" }, ana);
    await deliver();
    const token = (await lastTo("hanna@globex.test")).replyTo?.[0]?.address ?? "";
    for (const fields of <Record<string, string>[]>[{ Subject: `Re: [#${number}]` }, { "In-Reply-To": "<secret-id@globex.test>" }, { to: token }]) {
      expect(await receive(mail({ from: "bob@hooli.test", ...fields }, "Let me in"))).toMatchObject({ outcome: "created" });
    }
    expect(await receive(mail({ from: "ana@desk.test", Subject: `[#${number}]` }, "A forged word of the desk"))).toMatchObject({ outcome: "created" });
    expect((await thread(number)).messages.map(({ body }) => body)).toEqual(["Yours only"]);
  });

  it("from somebody of the desk who answers the message that they got is the desk's answer", async () => {
    const number = await openByMail();
    await database.query("insert into ticket_watcher (ticket_id, user_id) select id, 'usr_ana' from ticket where number = $1", [number]);
    await receive(mail({ Subject: `[#${number}]` }, "Anybody there?"));
    await deliver();
    const { replyTo } = await lastTo("ana@desk.test");
    expect(await receive(mail({ from: "Ana <ana@desk.test>", to: replyTo?.[0]?.address ?? "" }, "Yes, here."))).toMatchObject({ outcome: "matched" });
    expect((await thread(number)).messages.at(-1)).toMatchObject({ authorKind: "agent", authorName: "Ana Reis", body: "Yes, here." });
    await deliver();
    expect((await lastTo("hanna@globex.test")).text).toContain("Yes, here.");
  });

  it.each([["closed lately, opens it again", "2026-08-25T10:00:00.000Z", true], ["closed long ago, begins a new one", "2026-10-25T10:00:00.000Z", false]])("to a ticket that was %s", async (_, iso, isSame) => {
    const number = await openByMail();
    const { version } = await execute(desk.get, { number }, ana).then(() => thread(number));
    await execute(desk.update, { number, version, state: "Closed" }, ana);
    const { ticketId } = await receive(mail({ Subject: `[#${number}]` }, "Again"), iso);
    const taken = await numberOf(ticketId);
    expect(taken === number).toBe(isSame);
    expect((await thread(taken)).messages.at(-1)?.body).toBe("Again");
    expect((await execute(desk.get, { number }, ana)).stateKind).toBe(isSame ? "open" : "closed");
  });

  it("to a ticket that was closed as a repetition goes where the work is, never into somebody else's ticket", async () => {
    const [copy, original, others] = [await openByMail({ from: "rita@globex.test" }), await openByMail({ from: "Rita@globex.test" }), await openByMail({ from: "sam@globex.test" })];
    const close = async (number: string) => execute(desk.update, { number, version: (await thread(number)).version, state: "Closed" }, ana);
    const last = async (number: string) => (await thread(number)).messages.at(-1)?.body;
    await Promise.all([execute(desk.link, { number: copy, kind: "duplicate", target: original }, ana), receive(mail({ from: "rita@globex.test", Subject: `[#${copy}]` }, "Not closed yet"))]);
    await close(copy);
    await receive(mail({ from: "rita@globex.test", Subject: `[#${copy}]` }, "By mail"));
    expect([await last(copy), await last(original)]).toEqual(["Not closed yet", "By mail"]);
    const done = await actByLink(requestToken({ number: copy, address: "rita@globex.test" }, new Date(noon)), { kind: "answer", body: "By link", files: [] }, at(noon).clock);
    expect([done?.number, (await readRequest(done?.movedTo ?? "", at(noon).clock))?.messages.at(-1)?.body, await last(copy)]).toEqual([original, "By link", "Not closed yet"]);
    expect((await execute(desk.get, { number: copy }, ana)).stateKind).toBe("closed");

    await execute(desk.link, { number: original, kind: "duplicate", target: copy }, ana);
    await close(original);
    await receive(mail({ from: "rita@globex.test", Subject: `[#${copy}]` }, "In a circle"));
    expect([await last(copy), await last(original)]).toContain("In a circle");

    const mine = await openByMail({ from: "rita@globex.test" });
    await execute(desk.link, { number: mine, kind: "duplicate", target: others }, ana);
    await close(mine);
    await receive(mail({ from: "rita@globex.test", Subject: `[#${mine}]` }, "Still mine"));
    expect([await last(mine), await last(others)]).toEqual(["Still mine", undefined]);
    expect((await execute(desk.get, { number: mine }, ana)).stateKind).toBe("open");
  });
  it.each([
    ["an absence notice", { "Auto-Submitted": "auto-replied" }, "Auto-Submitted"],
    ["a mailing list", { "List-Id": "<x>" }, "mailing list"],
    ["its own message come back", { "Message-ID": "<msg_1@portal.test>" }, "portal itself"],
  ])("that is %s is left aside, with the reason for administrators alone", async (_, fields: Record<string, string>, reason) => {
    expect(await receive(mail(fields))).toMatchObject({ outcome: "ignored", reason: expect.stringContaining(reason) as string });
    expect((await execute(mailboxOperations.listInbound, { outcome: "ignored", limit: 1 }, system())).items).toMatchObject([{ reason: expect.stringContaining(reason) as string, ticket: null }]);
    await expect(execute(mailboxOperations.listInbound, {}, ana)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("that cannot be read, comes from a closed account or too often is kept whole and does nothing", async () => {
    expect(await receive("\u0000\u0001 no mail at all")).toMatchObject({ outcome: "rejected" });
    expect(await receive(mail({ from: "gone@globex.test" }))).toMatchObject({ outcome: "rejected", reason: "Its sender's account is not active." });
    await database.query("insert into inbound_mail (id, message_id, from_email, outcome, received_at) select 'inm_' || n, 'loop-' || n, 'loop@machine.test', 'created', $1 from generate_series(1, 29) n", [noon]);
    expect([(await receive(mail({ from: "loop@machine.test" }))).outcome, (await receive(mail({ from: "loop@machine.test" }))).outcome]).toEqual(["created", "rejected"]);
    expect((await database.query("select count(*)::int as n from stored_file where path like 'inbound-mail/%'"))[0]?.n).toBe(3);
  });

  it("smuggles no header into what goes out, whatever its subject decodes to", async () => {
    const number = await openByMail({ Subject: "=?utf-8?Q?Hi=0D=0ABcc:_eve=40example.test=0D=0A=0D=0Abody?=", from: `=?utf-8?B?${Buffer.from("A\r\nBcc: eve@example.test").toString("base64")}?= <carol@globex.test>` });
    await execute(desk.reply, { number, body: "Hi" }, ana);
    await deliver();
    const raw = sent.filter(({ to }) => to.includes("carol@globex.test"));
    expect(raw).toHaveLength(2);
    expect(raw.every(({ raw: text, to }) => !/^Bcc:/im.test(text) && to.length === 1)).toBe(true);
  });
});

describe("when a ticket is resolved", () => {
  it("the requester is asked once how it went: with the answer that resolves it, or by a letter of its own", async () => {
    const [one, two] = [await openByMail({ from: "dora@globex.test" }), await openByMail({ from: "emil@globex.test" })];
    await deliver();
    sent.length = 0;
    await execute(desk.reply, { number: one, body: "Fixed.", changes: { state: "Resolved" } }, ana);
    await execute(desk.update, { number: two, version: (await thread(two)).version, state: "Resolved" }, ana);
    await deliver();
    expect(sent.map(({ to, raw }) => [to[0], raw.includes("?rate=3D5") || raw.includes("?rate=5")])).toEqual([["dora@globex.test", true], ["emil@globex.test", true]]);
  });
});

describe("the link in a mail", () => {
  const tokenIn = (text: string | undefined): string => /\/request\/([\w.-]+)/.exec(text ?? "")?.[1] ?? "";
  const clock = at(noon).clock;

  it("shows its reader the public part, takes an answer, closes, and rates in two steps; looking changes nothing", async () => {
    const number = await openByMail({ from: "Ida <ida@globex.test>" });
    await execute(desk.reply, { number, kind: "note", body: "secretnote" }, ana);
    await execute(desk.reply, { number, body: "Try again" }, ana);
    await deliver();
    const token = tokenIn((await lastTo("ida@globex.test")).text);
    expect(await readRequest(token, clock)).toMatchObject({ number, stateKind: "open", messages: [{ body: "Try again", isOwn: false }], rating: null });
    await expect(actByLink(token, { kind: "rate", score: 5, comment: "" }, clock)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    expect(await actByLink(token, { kind: "answer", body: "Works", files: [{ name: "log.txt", content: Buffer.from("ok") }] }, clock)).toEqual({ number, isFollowUp: false, movedTo: null });
    await expect(actByLink(token, { kind: "answer", body: "x", files: [{ name: "a.png", content: Buffer.from("PK\u0003\u0004") }] }, clock)).rejects.toMatchObject({ code: "VALIDATION" });
    sent.length = 0;
    await actByLink(token, { kind: "close" }, clock);
    await actByLink(token, { kind: "rate", score: 1, comment: "slow" }, clock);
    await actByLink(token, { kind: "rate", score: 5, comment: "" }, clock);
    await deliver();
    expect(sent).toEqual([]);
    const view = await readRequest(token, clock);
    expect(view).toMatchObject({ stateKind: "closed", rating: { score: 5, comment: "" }, messages: [{}, { body: "Works", isOwn: true, files: [{ name: "log.txt" }] }] });
    const file = await openFileByLink(token, view?.messages[1]?.files[0]?.id ?? "", clock);
    expect(file?.row.name).toBe("log.txt");
    file?.content.destroy();
    expect((await execute(desk.get, { number }, ana)).events.map(({ kind, actor }) => [kind, actor]).slice(-3)).toEqual([["state", "Ida"], ["rated", "Ida"], ["rated", "Ida"]]);
    expect(await database.query("select actor_name from audit_event where action = 'ticket.rate' and after->>'number' = $1 limit 1", [number])).toEqual([{ actor_name: "Ida (by link)" }]);
  });

  it("is worth nothing when it is changed, old, of somebody who was deactivated, or no longer the requester's", async () => {
    const number = await openByMail({ from: "jan@globex.test" });
    const good = requestToken({ number, address: "jan@globex.test" }, clock.now());
    expect(await readRequest(good, clock)).not.toBeNull();
    expect(await readRequest(`${good.slice(0, -3)}abc`, clock)).toBeNull();
    expect(await readRequest(good, at("2026-12-01T12:00:00.000Z").clock)).toBeNull();
    expect(await readRequest(requestToken({ number, address: "bob@hooli.test" }, clock.now()), clock)).toBeNull();
    await database.query("update ticket set requester_email = 'other@globex.test' where number = $1", [number]);
    expect(await readRequest(good, clock)).toBeNull();
    expect(await actByLink(good, { kind: "close" }, clock)).toBeNull();
    expect(await openFileByLink(good, "att_x", clock)).toBeNull();
  });
});

describe("a requester who is signed in", () => {
  const requester = (userId: string, email: string, customerId: string) => testContext("requester", { ...at(noon), actor: { kind: "user", userId, email, name: email, scope: { kind: "customers", customerIds: [customerId], requesterKeys: [userId, email] } } });
  const hanna = requester("usr_hanna", "hanna@globex.test", "cus_1");
  const bob = requester("usr_bob", "bob@hooli.test", "cus_2");

  it("asks, answers, closes and rates their own ticket, and no other", async () => {
    const { number } = await execute(desk.submit, { subject: "New laptop", urgency: "low" }, hanna);
    expect(await execute(desk.get, { number }, ana)).toMatchObject({ customer: { slug: "globex" }, urgency: "low", level: "l1" });
    await expect(execute(desk.answer, { number, body: "x" }, bob)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(execute(desk.rate, { number, score: 5 }, bob)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(execute(desk.answer, { number, body: "x" }, ana)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(execute(desk.closeOwn, { number }, testContext("admin", { actor: { kind: "user", userId: "usr_boss", email: "boss@desk.test" } }))).rejects.toMatchObject({ code: "NOT_FOUND" });
    await execute(desk.answer, { number, body: "With a dock, please" }, hanna);
    await expect(execute(desk.rate, { number, score: 5 }, hanna)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    await execute(desk.closeOwn, { number }, hanna);
    await execute(desk.rate, { number, score: 5, comment: "quick" }, hanna);
    expect(await thread(number)).toMatchObject({ messages: [{ body: "With a dock, please", authorKind: "requester" }], rating: { score: 5, comment: "quick" } });
  });
});

describe("a mail server that is down", () => {
  it("loses nothing: the message waits, the fault is shown, and it goes out later, once", async () => {
    const number = await openByMail({ from: "frida@globex.test" });
    await deliver();
    await execute(desk.reply, { number, body: "After the storm" }, ana);
    isDown = true;
    sent.length = 0;
    expect(await deliver()).toMatchObject({ failed: 1 });
    expect((await listMailRows(100)).filter(({ status }) => status === "failed")).toMatchObject([{ to: "frida@globex.test", error: expect.stringContaining("disk is full") as string }]);
    isDown = false;
    await deliver("2026-08-19T12:01:00.000Z");
    expect(sent.map(({ to }) => to[0])).toEqual(["frida@globex.test"]);
  });
});

describe("the signed webhook", () => {
  const post = (raw: string, { key = webhookKey, seconds = Math.floor(Date.parse(noon) / 1_000) } = {}) => {
    const signature = `sha256=${createHmac("sha256", key).update(`${seconds}.${raw}`).digest("hex")}`;
    return serveInboundMail(new Request("https://portal.test/api/inbound-mail", { method: "POST", body: raw, headers: { "x-quarterdeck-timestamp": String(seconds), "x-quarterdeck-signature": signature } }), at(noon).clock);
  };

  it("takes what is signed, once, and refuses what is not, is old or is too large", async () => {
    const raw = mail({});
    expect(await (await post(raw)).json()).toEqual({ outcome: "created", reason: "" });
    expect(await (await post(raw)).json()).toEqual({ outcome: "duplicate", reason: "" });
    expect((await post(raw, { key: "z".repeat(40) })).status).toBe(401);
    expect((await post(raw, { seconds: Math.floor(Date.parse(noon) / 1_000) - 600 })).status).toBe(401);
    expect((await serveInboundMail(new Request("https://portal.test/", { method: "POST", body: raw }))).status).toBe(401);
    expect((await post("x".repeat(36_000_001))).status).toBe(413);
  });
});

const mailboxState = () => execute(mailboxOperations.state, {}, system());

if (!hasDovecot) process.stderr.write("Skipped: mail from a real IMAP server, as dovecot (Debian: dovecot-imapd) is not installed.\n");

describe("the folder of the desk", () => {
  it("that cannot be reached is told, on the page too", async () => {
    await expect(pollMailbox(system())).rejects.toThrow("The mail folder could not be read");
    expect(await mailboxState()).toMatchObject({ imap: "INBOX of help on 127.0.0.1", hasWebhook: true, replyTo: "help@desk.test", polledAt: noon, error: expect.stringContaining("ECONNREFUSED") as string });
  });

  // Skipped only where Debian's dovecot-imapd cannot be installed; under CI its absence is a failure.
  it.skipIf(!hasDovecot && !process.env.CI)("on a real IMAP server is read: each message once, good or bad", async () => {
    await dovecot.start();
    await dovecot.deliver(mail({ Subject: "By IMAP", from: "gus@globex.test" }));
    await dovecot.deliver(mail({ "Auto-Submitted": "auto-generated" }));
    await dovecot.deliver("Subject: nobody\r\n\r\nwrote this");
    await pollMailbox(system("2026-08-19T12:01:00.000Z"));
    await pollMailbox(system("2026-08-19T12:02:00.000Z"));
    expect(await dovecot.countUnseen()).toBe(0);
    expect((await execute(desk.list, { q: "\"By IMAP\"" }, ana)).total).toBe(1);
    expect(await mailboxState()).toMatchObject({ polledAt: "2026-08-19T12:01:00.000Z", error: null });
  });
});
