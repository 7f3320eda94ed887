import "server-only";
import { readdir, rm } from "node:fs/promises";
import path from "node:path";

const prefix = "quarterdeck-";
const suffix = ".tar";

/** A file name that sorts by time, for example `quarterdeck-20260819T020000Z.tar`. */
export const backupName = (at: Date): string => `${prefix}${at.toISOString().replace(/[-:]|\.\d+/g, "")}${suffix}`;

/** Backups made by name in a folder, newest first. */
export async function listBackups(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return names.filter((name) => name.startsWith(prefix) && name.endsWith(suffix)).sort().reverse().map((name) => path.join(folder, name));
}

/** Removes all but the newest `keep` backups; other files of the folder stay. Returns what was removed. */
export async function pruneBackups(folder: string, keep: number): Promise<string[]> {
  const old = (await listBackups(folder)).slice(Math.max(keep, 1));
  for (const file of old) await rm(file, { force: true });
  return old;
}
