// node scripts/bench/monitors-screen.mjs [ROUNDS]: from the moment at which PostgreSQL stops answering to the words on a page that is open
// in a real browser. On the built portal with data of its own. Prints JSON.
import { readFileSync } from "node:fs";
import os from "node:os";
import { chromium } from "@playwright/test";
import { ensureChromium } from "../lib/system-packages.mjs";
import { newInstallation, startPortal } from "./portal.mjs";
import { treeOf } from "./process-use.mjs";

const rounds = Number(process.argv[2] ?? 10);
const settleMs = 2_500;

const at = (sorted, share) => Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]);

/** The page notes by its own clock, which is the machine's, when the words came and went. */
function observe() {
  globalThis.__shownAtMs = null;
  const look = () => {
    const isShown = document.body?.textContent.includes("Database is down since") ?? false;
    if (!isShown) globalThis.__shownAtMs = null;
    else globalThis.__shownAtMs ??= Date.now();
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
}

async function openPage(browser, { url, admin }) {
  const page = await browser.newPage({ baseURL: url });
  await page.addInitScript(observe);
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(admin.email);
  await page.getByLabel("Password", { exact: true }).fill(admin.password);
  await page.keyboard.press("Enter");
  await page.waitForURL((to) => !to.pathname.startsWith("/sign-in"));
  await page.goto("/monitors?group=portal");
  await page.waitForTimeout(settleMs);
  return page;
}

function signal(pid, name) {
  for (const each of treeOf(pid)) {
    try {
      process.kill(each, name);
    } catch {
      // It has ended by itself.
    }
  }
}

async function measure(page, postgresPid) {
  const tookMs = [];
  for (let round = 0; round < rounds; round++) {
    const failedAtMs = Date.now();
    signal(postgresPid, "SIGSTOP");
    try {
      const shownAtMs = await page.waitForFunction(() => globalThis.__shownAtMs, undefined, { timeout: 10_000 });
      tookMs.push((await shownAtMs.jsonValue()) - failedAtMs);
    } finally {
      signal(postgresPid, "SIGCONT");
    }
    await page.waitForFunction(() => globalThis.__shownAtMs === null, undefined, { timeout: 20_000 });
    await page.waitForTimeout(settleMs + Math.random() * 300);
  }
  return tookMs.sort((a, b) => a - b);
}

const installation = await newInstallation();
const portal = await startPortal(installation);
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"] });
try {
  const loadBefore = Number(readFileSync("/proc/loadavg", "utf8").split(" ")[0]);
  const sorted = await measure(await openPage(browser, installation), portal.postgresPid);
  process.stdout.write(`${JSON.stringify({ fault: "PostgreSQL stopped", seen: "words in a browser", rounds, p50Ms: at(sorted, 0.5), p95Ms: at(sorted, 0.95), maxMs: at(sorted, 1), load: { cores: os.cpus().length, before: loadBefore, after: os.loadavg()[0] } }, null, 2)}\n`);
} finally {
  await browser.close();
  await portal.stop();
  installation.remove();
}
