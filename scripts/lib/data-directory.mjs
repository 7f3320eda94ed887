import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { isAlive } from "./process.mjs";
import { startPostgres } from "./postgres.mjs";

export const DATABASE = "quarterdeck";

export function dataDirectory(env = process.env) {
  return path.resolve(env.QUARTERDECK_DATA_DIR || ".data");
}

function writePrivately(file, value) {
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  fs.renameSync(draft, file);
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT" || error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * What the last start left for others: where the database listens and who runs.
 * @returns {{ databaseUrl: string, pgPort?: number, serverPid?: number, launcherPid?: number, port?: number } | null}
 */
export const readRuntime = (directory) => readJson(path.join(directory, "runtime.json"));

export function writeRuntime(directory, change) {
  writePrivately(path.join(directory, "runtime.json"), { ...readRuntime(directory), ...change });
}

/** True while the portal of this directory runs. */
export function isPortalRunning(directory) {
  const runtime = readRuntime(directory);
  return isAlive(runtime?.launcherPid) && isAlive(runtime?.serverPid);
}

/** Keys of this installation: made on first use, kept for ever. Losing them makes stored secrets unreadable. */
export function ensureSecrets(directory) {
  fs.mkdirSync(directory, { recursive: true });
  const file = path.join(directory, "secrets.json");
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, "utf8"));
  const secrets = {
    secretKey: randomBytes(32).toString("base64"),
    authSecret: randomBytes(32).toString("base64url"),
    instanceId: randomBytes(6).toString("hex"),
    metricsToken: randomBytes(24).toString("base64url"),
  };
  writePrivately(file, secrets);
  return secrets;
}

/** Cookies carry this name: servers that share the secret of their sessions share it too, so that whoever is signed in at one is at all. */
const instanceOf = (env, secrets) => (env.NEXTAUTH_SECRET ? createHash("sha256").update(`instance\n${env.NEXTAUTH_SECRET}`).digest("hex").slice(0, 12) : secrets.instanceId);

/** Environment of the server and of the command line: what is set by hand wins over what was generated. */
export function serverEnvironment(directory, { databaseUrl, port = 3000, env = process.env }) {
  const secrets = ensureSecrets(directory);
  const url = `http://localhost:${port}`;
  const given = (name, fallback) => env[name] || fallback;
  return {
    ...env,
    DATABASE_URL: databaseUrl,
    QUARTERDECK_DATA_DIR: directory,
    QUARTERDECK_HOME: path.resolve("."),
    QUARTERDECK_SECRET_KEY: given("QUARTERDECK_SECRET_KEY", secrets.secretKey),
    QUARTERDECK_INSTANCE_ID: given("QUARTERDECK_INSTANCE_ID", instanceOf(env, secrets)),
    NEXTAUTH_SECRET: given("NEXTAUTH_SECRET", secrets.authSecret),
    METRICS_TOKEN: given("METRICS_TOKEN", secrets.metricsToken),
    QUARTERDECK_URL: given("QUARTERDECK_URL", given("NEXTAUTH_URL", url)),
    NEXTAUTH_URL: given("NEXTAUTH_URL", given("QUARTERDECK_URL", url)),
    NEXT_TELEMETRY_DISABLED: "1",
    CHECKPOINT_DISABLE: "1",
  };
}

/** The database of a data directory, started when it does not run; DATABASE_URL names one that others run. */
export async function openDatabase(directory, env = process.env) {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, lend: () => undefined, release: async () => undefined };
  const server = await startPostgres({ directory: path.join(directory, "postgres"), port: readRuntime(directory)?.pgPort });
  await server.ensureDatabase(DATABASE);
  const url = server.url(DATABASE);
  writeRuntime(directory, { databaseUrl: url, pgPort: server.port });
  return { url, port: server.port, reused: server.reused, lend: server.lend, release: server.release };
}

export async function withDatabase(use) {
  const database = await openDatabase(dataDirectory());
  try {
    return await use(database.url);
  } finally {
    await database.release();
  }
}
