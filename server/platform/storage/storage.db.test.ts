import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "../db/test-database";
import { directoryDriver } from "./directory-driver";
import { downloadResponse, openStoredFile, storeFile } from ".";

let database: TestDatabase;
const dataDir = mkdtempSync(path.join(os.tmpdir(), "quarterdeck-storage-"));
const now = new Date("2026-08-19T10:00:00.000Z");
async function* bytes(...parts: string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(Buffer.from(part));
}
const csv = { name: "rows.csv", contentType: "text/csv" as const, now };

beforeAll(async () => {
  database = await testDatabase();
  process.env.QUARTERDECK_DATA_DIR = dataDir;
});
afterAll(async () => {
  rmSync(dataDir, { recursive: true });
  await database.drop();
});

describe("a stored file", () => {
  it("is kept with its size and digest, for its owner's eyes, and is read as it was written", async () => {
    const row = await storeFile({ ...csv, path: "imports/imp_1/rejected.csv", content: bytes("a,b\n", "1,2\n") });
    expect(row).toMatchObject({ bytes: 8, sha256: createHash("sha256").update("a,b\n1,2\n").digest("hex") });
    const opened = await openStoredFile("imports/imp_1/rejected.csv");
    expect(opened && (await text(opened.content))).toBe("a,b\n1,2\n");
    expect(statSync(path.join(dataDir, "files/imports/imp_1/rejected.csv")).mode & 0o777).toBe(0o600);
  });

  it("replaces the one before under its path", async () => {
    await storeFile({ ...csv, path: "imports/imp_1/rejected.csv", content: bytes("new") });
    expect(await database.query("select bytes::int as bytes from stored_file where path = 'imports/imp_1/rejected.csv'")).toEqual([{ bytes: 3 }]);
  });

  it("is not kept in part: not when it is too large, and not when its source fails", async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(Buffer.from("half"));
      throw new Error("gone");
    }
    await expect(storeFile({ ...csv, path: "imports/imp_2/rejected.csv", content: bytes("12345", "67890"), limitBytes: 9 })).rejects.toMatchObject({ code: "LIMIT_EXCEEDED" });
    await expect(storeFile({ ...csv, path: "imports/imp_2/rejected.csv", content: failing() })).rejects.toThrow("gone");
    expect(await openStoredFile("imports/imp_2/rejected.csv")).toBeNull();
    expect(existsSync(path.join(dataDir, "files/imports/imp_2"))).toBe(false);
    expect(readdirSync(path.join(dataDir, "files.drafts"))).toEqual([]);
  });

  it("is of no type that a browser would run", async () => {
    await expect(storeFile({ ...csv, contentType: "text/html" as "text/csv", path: "a", content: bytes("<script>") })).rejects.toMatchObject({ code: "VALIDATION" });
  });

  it.each(["../x", "a/../../x", "/etc/passwd", "a//b", ".hidden", "a/.hidden", "a\\b", "", "a/b\0"])("has no path such as %j", async (name) => {
    await expect(directoryDriver(path.join(dataDir, "files")).write(name, bytes("x"))).rejects.toThrow("Not a path");
  });

  it("that is missing on the disk is told as such", async () => {
    await storeFile({ ...csv, path: "imports/imp_3/rejected.csv", content: bytes("x") });
    rmSync(path.join(dataDir, "files/imports/imp_3"), { recursive: true });
    await expect(openStoredFile("imports/imp_3/rejected.csv")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is served as a download only, whatever its name", async () => {
    await storeFile({ ...csv, name: 'Fä"ll/e\r\n.csv', path: "x.csv", content: bytes("x") });
    const opened = await openStoredFile("x.csv");
    const response = downloadResponse(opened ?? (await Promise.reject(new Error("not kept"))));
    expect(response.headers.get("content-disposition")).toBe("attachment; filename=\"F__ll_e__.csv\"; filename*=UTF-8''F%C3%A4_ll_e__.csv");
    expect([response.headers.get("x-content-type-options"), response.headers.get("content-security-policy")]).toEqual(["nosniff", "sandbox; default-src 'none'"]);
    expect(await response.text()).toBe("x");
  });
});
