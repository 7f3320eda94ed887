import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../clock";
import { testDatabase, type TestDatabase } from "../db/test-database";
import { listMailRows } from "./mail-repository";
import { sendMail } from "./send-mail";

const received: string[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData: (stream, _session, callback) => {
    let text = "";
    stream.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
    stream.on("end", () => {
      received.push(text);
      callback();
    });
  },
});

describe("outgoing mail against a real SMTP server", () => {
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

  it("is delivered and recorded as sent", async () => {
    expect(await sendMail({ to: "ada@example.test", subject: "Hello", text: "First line" }, systemClock)).toBe("sent");
    expect(received.at(-1)).toContain("First line");
    expect((await listMailRows(1))[0]).toMatchObject({ to: "ada@example.test", status: "sent", error: null });
  });

  it("carries no header that a subject tries to smuggle in", async () => {
    await sendMail({ to: "ada@example.test", subject: "Hi\r\nBcc: eve@example.test", text: "x" }, systemClock);
    expect(received.at(-1)).not.toMatch(/^Bcc:/im);
  });
});
