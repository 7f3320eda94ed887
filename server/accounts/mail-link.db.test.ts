import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "@/server/platform/db/test-database";
import { deliverMail, listMailRows } from "@/server/platform/mail";
import { deliverEvents, listUndelivered } from "@/server/platform/outbox";
import { anonymousActor } from "@/server/platform/auth/system-actor";
import { env } from "@/server/platform/env";
import { execute, type Ctx } from "@/server/platform/registry";
import { accountsOperations as operations } from "./operations";
import { mailResetLink } from "./request-reset";
import { ctxOf, person, systemCtx } from "./test-people";

const received: string[] = [];
let refusals = 0;
const server = new SMTPServer({
  authOptional: true, disabledCommands: ["STARTTLS"],
  onRcptTo: (_address, _session, callback) => callback((refusals -= 1) >= 0 ? new Error("mailbox busy") : null),
  onData: (stream, _session, callback) => {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      received.push(Buffer.concat(chunks).toString("utf8").replace(/=\r\n/g, "").replace(/=3D/g, "="));
      callback();
    });
  },
});

const deliver = (laterMs = 0) => deliverEvents([deliverMail, mailResetLink], { ...systemCtx(), clock: { now: () => new Date(Date.now() + laterMs) } });
let database: TestDatabase;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  process.env.SMTP_URL = `smtp://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  database = await testDatabase();
});
afterAll(async () => {
  delete process.env.SMTP_URL;
  await new Promise<void>((resolve) => server.close(resolve));
  await database.drop();
});

describe("a one-time link by mail", () => {
  it("reaches the invited person once, after the commit", async () => {
    const admin = await person("admin");
    const link = await execute(operations.inviteUser, { email: "grace@example.org", roles: ["operator"] }, ctxOf(admin));
    expect(link.isMailed).toBe(true);
    expect(received).toEqual([]);
    expect(await deliver()).toEqual({ delivered: 1, failed: 0 });
    expect(await deliver()).toEqual({ delivered: 0, failed: 0 });
    expect(received).toHaveLength(1);
    expect(received[0]).toContain(link.url);
    expect(received[0]).toMatch(/^To: grace@example.org\r?$/m);
    expect((await listMailRows(1))[0]).toMatchObject({ status: "sent", text: expect.stringContaining(link.url) as string });
  });

  it("is written down nowhere in readable form: not in outbox, audit or mail", async () => {
    const secret = /token=([\w-]+)/.exec(received[0] ?? "")?.[1] ?? "none";
    for (const table of ["outbox_event", "audit_event", "outgoing_mail", "one_time_link"]) expect(JSON.stringify(await database.query(`select t::text from ${table} t`)), table).not.toContain(secret);
  });

  it("is not sent when the invitation fails", async () => {
    const admin = await person("admin");
    await expect(execute(operations.inviteUser, { email: admin.email, roles: ["viewer"] }, ctxOf(admin))).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await deliver()).toEqual({ delivered: 0, failed: 0 });
  });

  it("is sent again after the mail server refused it, with the same message id", async () => {
    const user = await person("viewer");
    refusals = 1;
    const before = received.length;
    const link = await execute(operations.createResetLink, { id: user.id }, ctxOf(await person("admin")));
    expect(await deliver()).toEqual({ delivered: 0, failed: 1 });
    const [mail] = await listMailRows(1);
    expect(mail).toMatchObject({ status: "failed", error: expect.stringContaining("mailbox busy") as string });
    expect(await listUndelivered(5)).toMatchObject([{ topic: "mail.send", attempts: 1 }]);
    expect(await deliver(60_000)).toEqual({ delivered: 1, failed: 0 });
    expect(received.slice(before)).toHaveLength(1);
    expect(received.at(-1)).toContain(link.url);
    expect(received.at(-1)).toContain(`<${mail?.id}@`);
    expect((await listMailRows(1))[0]).toMatchObject({ status: "sent", error: null });
  });
});

describe("somebody who forgot the password", () => {
  const nobody = (): Ctx => ({ ...systemCtx(), actor: anonymousActor });
  const ask = (email: string) => execute(operations.requestReset, { email }, nobody());

  it("gets a link that sets a new one", async () => {
    const user = await person("viewer");
    expect(await ask(user.email.toUpperCase())).toEqual({ done: true });
    // The request, and then the message that it becomes.
    expect(await deliver()).toEqual({ delivered: 2, failed: 0 });
    const token = /token=([\w-]+)/.exec(received.at(-1) ?? "")?.[1] ?? "";
    expect(await execute(operations.completeReset, { token, password: "another plover 72 tansy" }, nobody())).toEqual({ email: user.email });
    expect(await database.query("select after->>'askedFor' as asked from audit_event where action = 'accounts.password.link' and entity_id = $1", [user.id])).toEqual([{ asked: "by its owner's address" }]);
  });

  it("gets the same answer when there is no such account, or no longer, and no mail", async () => {
    const gone = await person("viewer");
    await database.query("update app_user set status = 'inactive' where id = $1", [gone.id]);
    const before = received.length;
    expect([await ask("nobody@example.org"), await ask(gone.email)]).toEqual([{ done: true }, { done: true }]);
    expect(await deliver()).toEqual({ delivered: 2, failed: 0 });
    expect(received).toHaveLength(before);
  });

  it("cannot flood a mailbox: three links in a quarter of an hour", async () => {
    const user = await person("viewer");
    const before = received.length;
    for (let count = 0; count < 6; count += 1) expect(await ask(user.email)).toEqual({ done: true });
    await deliver();
    expect(received).toHaveLength(before + 3);
  });

  it("is told to ask an administrator where there is no mail server", async () => {
    const url = env().SMTP_URL;
    Object.assign(env(), { SMTP_URL: undefined });
    await expect(ask("ada@example.org")).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    Object.assign(env(), { SMTP_URL: url });
  });
});
