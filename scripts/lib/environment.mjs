import fs from "node:fs";
import path from "node:path";
import { UserFacingError } from "./process.mjs";

const LOOPBACK = ["127.0.0.1", "localhost", "::1"];

/** Variables of a .env file count as set, except where the environment says otherwise. */
export function loadEnvFile() {
  if (fs.existsSync(".env")) process.loadEnvFile(".env");
}

export function portOf(env = process.env) {
  const text = env.PORT || "3000";
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) throw new UserFacingError(`PORT must be a number from 1 to 65535, and is "${text}".`);
  return port;
}

export const hostOf = (env = process.env) => env.QUARTERDECK_HOST || "127.0.0.1";

export const isLoopback = (host) => LOOPBACK.includes(host);

export function checkDatabaseUrl(env = process.env) {
  if (!env.DATABASE_URL) return;
  const protocol = URL.canParse(env.DATABASE_URL) ? new URL(env.DATABASE_URL).protocol : "";
  if (!["postgres:", "postgresql:"].includes(protocol)) throw new UserFacingError("DATABASE_URL must look like postgresql://user:password@host:5432/database.");
}

// Checked by the launcher itself, or no concern of the server's.
const CHECKED = ["QUARTERDECK_DATA_DIR", "QUARTERDECK_HOST", "QUARTERDECK_REAL_DATA"];
const OF_SERVER = /^(QUARTERDECK_|OIDC_|UPSTASH_|SMTP_|MAIL_|METRICS_|DB_|BACKUP_|API_|NEXTAUTH_SECRET$|LOG_LEVEL$)/;

/** False when the server runs on its own defaults: then a start need not wait for a check. */
export const hasOwnVariables = (env = process.env) => Object.keys(env).some((name) => OF_SERVER.test(name) && !CHECKED.includes(name));

/** Refuses what the server itself would refuse, before anything is built or started. Needs the dependencies. */
export async function checkVariables(env) {
  const { tsImport } = await import("tsx/esm/api");
  const { parseEnv } = await tsImport("../../server/platform/env/schema.ts", import.meta.url);
  try {
    parseEnv(env);
  } catch (error) {
    throw new UserFacingError(error.message);
  }
}

/** Fails early and plainly instead of half-way through a build. */
export function checkDisk(directory, neededMb) {
  const { bavail, bsize } = fs.statfsSync(directory);
  const freeMb = Math.floor((bavail * bsize) / 1024 ** 2);
  if (freeMb < neededMb) throw new UserFacingError(`The disk of ${directory} is full: ${freeMb} MB are free and ${neededMb} MB are needed.`);
}

// Folder by folder: the recursive mkdir of Node never returns below a path such as /proc.
function makeFolder(directory) {
  if (fs.existsSync(directory)) return;
  makeFolder(path.dirname(directory));
  fs.mkdirSync(directory);
}

export function makeWritable(directory) {
  try {
    makeFolder(directory);
    fs.accessSync(directory, fs.constants.W_OK);
  } catch (error) {
    if (error.code === "ENOSPC") throw error;
    throw new UserFacingError(`QUARTERDECK_DATA_DIR ${directory} cannot be written to (${error.code}).`);
  }
}
