import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { checkDatabaseUrl, checkDisk, checkVariables, hasOwnVariables, isLoopback, makeWritable, portOf } from "./environment.mjs";

const good = { DATABASE_URL: "postgresql://localhost/x", QUARTERDECK_SECRET_KEY: "x".repeat(32), NEXTAUTH_SECRET: "x".repeat(32) };

describe("before anything is started", () => {
  it.each([["80"], ["3000"], ["65535"]])("port %s is one", (PORT) => expect(portOf({ PORT })).toBe(Number(PORT)));
  it.each([["0"], ["65536"], ["abc"], ["3e3"], ["-1"], ["3000.5"]])("port %s is refused by name", (PORT) => expect(() => portOf({ PORT })).toThrow(/PORT must be a number from 1 to 65535/));

  it.each([["mysql://x"], ["localhost:5432"], ["postgres"]])("DATABASE_URL %s is refused by name", (url) => expect(() => checkDatabaseUrl({ DATABASE_URL: url })).toThrow(/DATABASE_URL must look like postgresql:/));

  it("a full disk is told with what is free and what is needed", () => expect(() => checkDisk(os.tmpdir(), 1e12)).toThrow(/is full: \d+ MB are free and 1000000000000 MB are needed/));

  it("a data directory that cannot be made is told", () => expect(() => makeWritable("/proc/nothing/here")).toThrow(/QUARTERDECK_DATA_DIR .* cannot be written to/));

  it("a data directory is made with the folders above it", () => {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), "quarterdeck-made-"));
    makeWritable(path.join(root, "a", "b"));
    expect(fs.existsSync(path.join(root, "a", "b"))).toBe(true);
    fs.rmSync(root, { recursive: true });
  });

  it.each([["127.0.0.1", true], ["localhost", true], ["0.0.0.0", false], ["10.0.0.1", false]])("host %s is this machine alone: %s", (host, expected) => expect(isLoopback(host)).toBe(expected));

  it.each([
    ["DB_POOL_MAX", "many"], ["QUARTERDECK_SECRET_KEY", "short"], ["QUARTERDECK_URL", "not an address"], ["QUARTERDECK_ADMIN_EMAIL", "nobody"], ["BACKUP_KEEP", "0"], ["DEADLINE_FACTOR", "0.5"], ["API_REQUESTS_PER_MINUTE", "-1"], ["LOG_LEVEL", "loud"], ["SMTP_URL", "mail.example.com:587"],
  ])("a bad %s is named in one line", async (name, value) => {
    await expect(checkVariables({ ...good, [name]: value })).rejects.toThrow(new RegExp(`^Bad configuration\\. ${name}: [^\\n]+$`));
  });

  it.each([
    [{ PATH: "/bin", PORT: "3000", QUARTERDECK_DATA_DIR: ".data" }, false, "nothing that the server reads"],
    [{ DB_POOL_MAX: "20" }, true, "one that it does"],
    [{ QUARTERDECK_URL: "https://ops.example.org" }, true, "its address"],
  ])("%j needs a check: %s (%s)", (env, expected) => expect(hasOwnVariables(env)).toBe(expected));

  it("good variables pass", async () => expect(await checkVariables(good)).toBeUndefined());
});
