import "server-only";
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { DomainError } from "../errors";
import { withSession } from "./database-session";

/** An empty database to restore into, and what kind of place it is. */
export interface Scratch {
  url: string;
  place: "cluster" | "database";
  remove: () => Promise<void>;
}

const script = "scripts/scratch-postgres.mjs";
const startMs = 90_000;

export interface ScratchOptions {
  /** The portal's own server, for a scratch database; the database named here is not touched. */
  connectionString: string;
  /** Folder with the portal's scripts, for a scratch cluster. */
  home?: string;
}

/** A new cluster: whatever the running one has grown into, a restore has to work on an empty one. It ends with this process at the latest. */
async function openCluster(folder: string): Promise<Scratch> {
  const child = spawn(process.execPath, [script], { cwd: folder, stdio: ["pipe", "pipe", "pipe"], env: { ...process.env, NODE_OPTIONS: "" } });
  let fault = "";
  child.stderr.on("data", (chunk: Buffer) => (fault += chunk.toString("utf8")));
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const late = setTimeout(() => child.kill(), startMs);
  try {
    for await (const url of createInterface({ input: child.stdout })) {
      return { url, place: "cluster", remove: () => (child.stdin.end(), ended) };
    }
  } finally {
    clearTimeout(late);
  }
  await ended;
  throw new DomainError("PRECONDITION_FAILED", `No scratch cluster could be started to verify the backup in: ${fault.trim().split("\n").at(-1) ?? "no reason given"}`);
}

/** A new database on the portal's own server, where the portal runs without its scripts. */
async function openDatabase(connectionString: string): Promise<Scratch> {
  const name = `quarterdeck_verify_${randomBytes(6).toString("hex")}`;
  await withSession(connectionString, (client) => client.query(`create database ${pg.escapeIdentifier(name)} template template0`)).catch((cause: unknown) => {
    throw new DomainError("PRECONDITION_FAILED", "No scratch database could be made to verify the backup in: the database account needs the right to create databases.", { cause });
  });
  return {
    url: Object.assign(new URL(connectionString), { pathname: `/${name}` }).toString(),
    place: "database",
    remove: () => withSession(connectionString, async (client) => void (await client.query(`drop database ${pg.escapeIdentifier(name)} with (force)`))),
  };
}

export function openScratch({ connectionString, home }: ScratchOptions): Promise<Scratch> {
  const canStart = home !== undefined && existsSync(path.join(/* turbopackIgnore: true */ home, script));
  return canStart ? openCluster(home) : openDatabase(connectionString);
}
