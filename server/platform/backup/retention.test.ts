import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { backupName, pruneBackups } from "./retention";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "quarterdeck-retention-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const day = (n: number): string => backupName(new Date(Date.UTC(2026, 7, n, 2, 17)));

describe("keeping backups", () => {
  it("gives a backup a name that sorts by time", () => {
    expect(backupName(new Date("2026-08-19T02:17:05.123Z"))).toBe("quarterdeck-20260819T021705Z.tar");
  });

  it("removes the oldest and leaves what it did not make", async () => {
    for (const name of [day(1), day(9), day(10), "notes.txt", "before-upgrade.tar"]) await writeFile(path.join(folder, name), "");
    expect(await pruneBackups(folder, 2)).toEqual([path.join(folder, day(1))]);
    expect((await readdir(folder)).sort()).toEqual(["before-upgrade.tar", "notes.txt", day(9), day(10)].sort());
  });

  it("never removes the last one", async () => {
    await writeFile(path.join(folder, day(1)), "");
    expect(await pruneBackups(folder, 0)).toEqual([]);
  });

  it("finds nothing to remove where no backup was ever made", async () => {
    expect(await pruneBackups(path.join(folder, "none"), 3)).toEqual([]);
  });
});
