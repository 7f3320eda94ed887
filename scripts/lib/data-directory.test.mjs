import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { serverEnvironment } from "./data-directory.mjs";

const folders = [];
const newFolder = () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "data-directory-"));
  folders.push(folder);
  return folder;
};
const environmentOf = (env) => serverEnvironment(newFolder(), { databaseUrl: "postgresql://host/name", env });

afterEach(() => {
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
});

describe("the environment of a server", () => {
  it("names its cookies like every other server with the same secret of sessions", () => {
    const shared = { NEXTAUTH_SECRET: "s".repeat(32), QUARTERDECK_SECRET_KEY: "k".repeat(32) };
    const [one, two] = [environmentOf(shared), environmentOf(shared)];
    expect(one.QUARTERDECK_INSTANCE_ID).toMatch(/^[a-z0-9]{4,32}$/);
    expect(two.QUARTERDECK_INSTANCE_ID).toBe(one.QUARTERDECK_INSTANCE_ID);
  });

  it("is told apart from one with keys of its own, and keeps a name that was set by hand", () => {
    expect(environmentOf({}).QUARTERDECK_INSTANCE_ID).not.toBe(environmentOf({}).QUARTERDECK_INSTANCE_ID);
    expect(environmentOf({ QUARTERDECK_INSTANCE_ID: "byhand", NEXTAUTH_SECRET: "s".repeat(32) }).QUARTERDECK_INSTANCE_ID).toBe("byhand");
  });
});
