import fs from "node:fs";
import path from "node:path";
import { capture } from "./command.mjs";

const NONINTERACTIVE = { DEBIAN_FRONTEND: "noninteractive" };
let updated = false;

export function findProgram(name, folders = (process.env.PATH ?? "").split(path.delimiter)) {
  return folders.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file)) ?? null;
}

/** Installs a Debian package where that is possible (as root, with apt). Returns false where it is not. */
async function installPackage(name) {
  if (process.getuid?.() !== 0 || !findProgram("apt-get")) return false;
  if (!updated) await capture("apt-get", ["update", "-q"], { env: NONINTERACTIVE });
  updated = true;
  const { code } = await capture("apt-get", ["install", "-y", "-q", "--no-install-recommends", name], { env: NONINTERACTIVE });
  return code === 0;
}

export async function ensureRedis() {
  const find = () => findProgram("redis-server");
  return find() ?? ((await installPackage("redis-server")) ? find() : null);
}

/** A real Alertmanager for the tests; without it they are skipped, except under CI. */
export async function ensureAlertmanager() {
  const find = () => findProgram("prometheus-alertmanager", ["/usr/bin"]);
  return find() ?? ((await installPackage("prometheus-alertmanager")) ? find() : null);
}

/** A real Prometheus and its promtool for the tests; without them they are skipped, except under CI. */
export async function ensurePrometheus() {
  const find = () => findProgram("promtool", ["/usr/bin"]);
  return find() ?? ((await installPackage("prometheus")) ? find() : null);
}

/** A real IMAP server for the tests; without it one is skipped, except under CI. */
export async function ensureImapServer() {
  const find = () => findProgram("dovecot", ["/usr/sbin", "/usr/local/sbin"]);
  return find() ?? ((await installPackage("dovecot-imapd")) ? find() : null);
}

/** Other people's readers of calendars and repetitions for the tests; without them they are skipped, except under CI. */
export async function ensureIcalendar() {
  const python = "/usr/bin/python3";
  const find = async () => fs.existsSync(python) && (await capture(python, ["-c", "import icalendar, dateutil"])).code === 0;
  return (await find()) || ((await installPackage("python3-icalendar")) && find());
}

/** Folder with the programs of the oldest PostgreSQL that is supported, or null where it cannot be had. */
export async function ensureOldestPostgres() {
  const folder = "/usr/lib/postgresql/15/bin";
  const find = () => findProgram("postgres", [folder]) && folder;
  if (find()) return folder;
  // Without this the package starts a server of its own.
  const settings = "/etc/postgresql-common/createcluster.conf";
  if (process.getuid?.() === 0 && findProgram("apt-get") && !fs.existsSync(settings)) {
    fs.mkdirSync(path.dirname(settings), { recursive: true });
    fs.writeFileSync(settings, "create_main_cluster = false\n");
  }
  return (await installPackage("postgresql-15")) ? find() : null;
}

async function playwrightChromium() {
  const { chromium } = await import("@playwright/test");
  return fs.existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}

// The same browser without its windows: it needs a third less of the processor.
const HEADLESS = "chromium-headless-shell";

/** The browser for end-to-end tests: named, Debian's, or Playwright's; fetched when there is none. */
export async function ensureChromium() {
  const given = process.env.PLAYWRIGHT_CHROMIUM;
  const find = async () => given || findProgram(HEADLESS, ["/usr/bin"]) || findProgram("chromium", ["/usr/bin"]) || (await playwrightChromium());
  const found = await find();
  if (found) return found;
  if (!(await installPackage(HEADLESS))) await capture("npx", ["playwright", "install", "chromium"]);
  return find();
}
