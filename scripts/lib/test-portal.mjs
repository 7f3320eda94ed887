import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import net from "node:net";
import path from "node:path";
import { openDatabase, serverEnvironment, writeRuntime } from "./data-directory.mjs";
import { deployMigrations } from "./migrations.mjs";
import { launchPortal, waitUntilReady } from "./portal.mjs";
import { endProcess, freePort, UserFacingError, waitUntil } from "./process.mjs";
import { temporaryFolder } from "./temporary.mjs";

const OWN = /^(QUARTERDECK_|NEXTAUTH_|OIDC_|UPSTASH_|SMTP_|MAIL_|METRICS_|TRUSTED_PROXIES$|DATABASE_URL$|PORT$|HOSTNAME$)/;

/** Several portals and browsers share the machine of a test: what is late for a reader is not late there. */
const PATIENT = { DEADLINE_FACTOR: "3" };

/** The environment without what configures an installation: a test must not reach the developer's own. */
export const neutralEnvironment = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => !OWN.test(name)));

/** A data directory with a migrated, empty database, removed on `release`. */
export async function openThrowawayData() {
  const { directory, remove } = temporaryFolder("data", { inMemory: true });
  const database = await openDatabase(directory, neutralEnvironment());
  await deployMigrations(database.url);
  return { directory, database, release: remove };
}

/** The built server on a free port with data of its own and one administrator. */
export async function startTestPortal() {
  const data = await openThrowawayData();
  const port = await freePort();
  const admin = { QUARTERDECK_ADMIN_EMAIL: "admin@quarterdeck.test", QUARTERDECK_ADMIN_PASSWORD: randomBytes(12).toString("base64url") };
  const env = serverEnvironment(data.directory, { databaseUrl: data.database.url, port, env: { ...neutralEnvironment(), ...PATIENT, ...admin } });
  const portal = launchPortal({ host: "127.0.0.1", port, env, logFile: path.join(data.directory, "server.log") });
  const stop = async () => {
    await portal.stop();
    data.release();
  };
  writeRuntime(data.directory, { serverPid: portal.pid, launcherPid: process.pid, port });
  try {
    await waitUntilReady(portal);
  } catch (error) {
    await stop();
    throw error;
  }
  const testEnv = { ...neutralEnvironment(), ...PATIENT, QUARTERDECK_DATA_DIR: data.directory, E2E_BASE_URL: env.QUARTERDECK_URL, E2E_ADMIN_EMAIL: admin.QUARTERDECK_ADMIN_EMAIL, E2E_ADMIN_PASSWORD: admin.QUARTERDECK_ADMIN_PASSWORD };
  return { env: testEnv, stop };
}

const accepts = (port) =>
  new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1", () => resolve(socket.destroy() && true));
    socket.once("error", () => resolve(false));
  });

/** A Redis that keeps nothing, on a free port. */
export async function startRedis(program) {
  const port = await freePort();
  const child = spawn(program, ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"], { stdio: "ignore" });
  const stop = () => endProcess(child.pid);
  if (!(await waitUntil(() => accepts(port), 10_000))) {
    await stop();
    throw new UserFacingError("redis-server did not start.");
  }
  return { url: `redis://127.0.0.1:${port}`, stop };
}
