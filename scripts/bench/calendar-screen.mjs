// node scripts/bench/calendar-screen.mjs [ROUNDS]: from pressing "after" to the drawn calendar in a real browser, with 5,000 windows in the
// time that it shows, for each view; and a search for slots among them. Cold: nothing of that time was fetched before the press. Pointed: the
// pointer rested on the link until what it leads to was there, as it does when somebody pages on. On the built portal with data of its own. Prints JSON.
import { readFileSync } from "node:fs";
import os from "node:os";
import { chromium } from "@playwright/test";
import pg from "pg";
import { readRuntime } from "../lib/data-directory.mjs";
import { ensureChromium } from "../lib/system-packages.mjs";
import { newInstallation, startPortal } from "./portal.mjs";
import { cpuMsOf, treeOf } from "./process-use.mjs";

const rounds = Number(process.argv[2] ?? 10);
const windows = 5_000;
const services = 40;
const limitMs = 300;
const POINTING_MS = 400;
// From the first day of the month on, one every eight minutes: 5,000 begin within 28 days.
const everyMinutes = 8;

const at = (sorted, share) => Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]);

async function fill(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`insert into service (id, slug, name, tier) select 'svc_' || n, 'service-' || n, 'Service ' || n, 1 + n % 3 from generate_series(1, ${services}) n`);
    await client.query(`insert into service_dependency (service_id, depends_on_id) select 'svc_' || n, 'svc_' || (1 + n % ${services}) from generate_series(1, ${services}) n where n % 2 = 0`);
    await client.query(`insert into maintenance_window (id, title, status, starts_at, ends_at, zone) select 'mw_' || n, 'Care of service ' || (1 + n % ${services}), (array['draft', 'requested', 'approved', 'announced'])[1 + n % 4], timestamptz '2027-02-01 00:00Z' + n * interval '${everyMinutes} minutes', timestamptz '2027-02-01 00:00Z' + n * interval '${everyMinutes} minutes' + interval '20 minutes', 'Europe/Berlin' from generate_series(0, ${windows - 1}) n`);
    await client.query(`insert into maintenance_window_service (window_id, service_id) select 'mw_' || n, 'svc_' || (1 + n % ${services}) from generate_series(0, ${windows - 1}) n`);
    await client.query(`insert into "freeze" (id, title, kind, starts_at, ends_at, opened_by) values ('frz_1', 'Month end', 'hard', '2027-02-26 00:00Z', '2027-03-02 00:00Z', 'bench')`);
    await client.query("analyze");
  } finally {
    await client.end();
  }
}

const views = [
  { name: "month", from: "2027-01-15", title: "February 2027" },
  { name: "week", from: "2027-02-03", title: "Week 6," },
  { name: "agenda", from: "2026-12-03", title: "From 1 Feb 2027" },
];

async function openPage(browser, { url, admin }) {
  const page = await browser.newPage({ baseURL: url, viewport: { width: 1440, height: 900 } });
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(admin.email);
  await page.getByLabel("Password", { exact: true }).fill(admin.password);
  await page.keyboard.press("Enter");
  await page.waitForURL((to) => !to.pathname.startsWith("/sign-in"));
  return page;
}

/** In the page: presses the link and waits until the new time stands there with its windows, and was painted. */
function step(title) {
  return new Promise((resolve) => {
    const begun = performance.now();
    document.querySelector('a[aria-label="After"]').click();
    const look = () => {
      const isThere = document.querySelector("h1")?.textContent.startsWith(title) && document.querySelectorAll('a[href^="/maintenance/"][data-calendar-item]').length > 20;
      if (isThere) requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun), 0));
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** From pressing to the drawn page, cold or pointed at, one view opened afresh for each round. */
async function measure(page, { name, from, title, isPointed }, serverPid) {
  const tookMs = [];
  let cpuMs = 0;
  for (let round = -1; round < rounds; round++) {
    await page.mouse.move(0, 0);
    await page.goto(`/maintenance?view=${name}&on=${from}`);
    // A page that was loaded anew fetches what its sidebar leads to: a step is taken when that is over.
    await page.waitForLoadState("networkidle");
    if (isPointed) {
      const fetched = page.waitForResponse((response) => response.url().includes("_rsc") && response.url().includes("/maintenance?"));
      await page.getByRole("link", { name: "After", exact: true }).hover();
      await fetched;
      // A prefetch is read as it comes: what is awaited is the time in which a hand goes from pointing to pressing.
      await page.waitForTimeout(POINTING_MS);
    }
    const before = cpuMsOf(treeOf(serverPid));
    const took = await page.evaluate(step, title);
    // The first one warms up what is compiled at need.
    if (round < 0) continue;
    cpuMs += cpuMsOf(treeOf(serverPid)) - before;
    tookMs.push(took);
  }
  const sorted = tookMs.sort((a, b) => a - b);
  const items = await page.locator("[data-calendar-item]").count();
  return { view: name, start: isPointed ? "pointed" : "cold", p50Ms: at(sorted, 0.5), p95Ms: at(sorted, 0.95), minMs: Math.round(sorted[0]), serverCpuMs: Math.round(cpuMs / rounds), itemsDrawn: items, isWithin: at(sorted, 0.95) < limitMs };
}

const dayMs = 86_400_000;

/** In the page: how long a search for slots over 90 days among all the windows takes. */
async function search({ earliest, latest }) {
  const input = { services: ["service-2"], zone: "Europe/Berlin", durationMs: 2_700_000, impact: "outage", earliest, latest };
  const begun = performance.now();
  const response = await fetch(`/api/trpc/maintenance.slots?input=${encodeURIComponent(JSON.stringify(input))}`);
  const found = (await response.json()).result?.data;
  return { ms: performance.now() - begun, searched: found?.searched ?? 0 };
}

async function measureSlots(page) {
  const earliest = new Date("2027-01-15T00:00:00Z");
  const times = [];
  let searched = 0;
  for (let round = 0; round < rounds; round++) {
    const found = await page.evaluate(search, { earliest: earliest.toISOString(), latest: new Date(earliest.getTime() + 90 * dayMs - round * 60_000).toISOString() });
    times.push(found.ms);
    searched = found.searched;
  }
  const sorted = times.sort((a, b) => a - b);
  return { days: 90, searched, p50Ms: at(sorted, 0.5), p95Ms: at(sorted, 0.95), isWithin: searched > 0 && at(sorted, 0.95) < 1_000 };
}

const installation = await newInstallation();
const portal = await startPortal(installation);
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"] });
try {
  const loadBefore = Number(readFileSync("/proc/loadavg", "utf8").split(" ")[0]);
  await fill(readRuntime(installation.directory).databaseUrl);
  const page = await openPage(browser, installation);
  const results = [];
  for (const isPointed of [false, true]) for (const view of views) results.push(await measure(page, { ...view, isPointed }, portal.serverPid));
  const slots = await measureSlots(page);
  process.stdout.write(`${JSON.stringify({ windows, limitMs, rounds, views: results, slots, load: { cores: os.cpus().length, before: loadBefore, after: os.loadavg()[0] } }, null, 2)}\n`);
} finally {
  await browser.close();
  await portal.stop();
  installation.remove();
}
