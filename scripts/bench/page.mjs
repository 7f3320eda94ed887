import { chromium } from "@playwright/test";
import { ensureChromium } from "../lib/system-packages.mjs";
import { repetitions } from "./statistics.mjs";

const FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"];
const SETTLE_MS = 1_500;

/** Runs in the page before anything else of it. */
function observe() {
  const seen = { lcp: null, cls: 0, longTasks: [] };
  globalThis.__bench = seen;
  const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch("largest-contentful-paint", (entry) => (seen.lcp = entry.startTime));
  watch("layout-shift", (entry) => (seen.cls += entry.hadRecentInput ? 0 : entry.value));
  watch("longtask", (entry) => seen.longTasks.push(entry.duration));
}

async function signIn(browser, { url, admin }) {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(admin.email);
  await page.getByLabel("Password", { exact: true }).fill(admin.password);
  await page.keyboard.press("Enter");
  await page.waitForURL((at) => !at.pathname.startsWith("/sign-in"));
  const state = await context.storageState();
  await context.close();
  return state;
}

/** One visit with an empty cache: bytes over the wire and what the page says about itself. */
async function visit(browser, { url, state, path, isComplete }) {
  const context = await browser.newContext({ baseURL: url, storageState: state, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(observe);
  const wire = await context.newCDPSession(page);
  await wire.send("Network.enable");
  let bytes = 0;
  let requests = 0;
  wire.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests += 1;
  });
  await page.goto(path, { waitUntil: "load" });
  await isComplete(page);
  await page.waitForTimeout(SETTLE_MS);
  const seen = await page.evaluate(() => globalThis.__bench);
  await context.close();
  return { bytes, requests, ...seen };
}

const summary = (visits) => ({
  n: visits.length,
  kilobytes: repetitions(visits.map(({ bytes }) => bytes / 1024)),
  requests: repetitions(visits.map(({ requests }) => requests)),
  lcpMs: repetitions(visits.flatMap(({ lcp }) => (lcp === null ? [] : [lcp]))),
  cls: repetitions(visits.map(({ cls }) => cls), 3),
  longTasks: repetitions(visits.map(({ longTasks }) => longTasks.length)),
  longestTaskMs: repetitions(visits.map(({ longTasks }) => Math.max(0, ...longTasks))),
});

/** The page of questions, empty and with an answer, each visited a few times without a cache. Null where there is no browser. */
export async function measurePage(installation, { question, visits }) {
  const executablePath = await ensureChromium();
  if (!executablePath) return null;
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  try {
    const state = await signIn(browser, installation);
    const pages = { empty: { path: "/ask", isComplete: async () => undefined }, answered: { path: `/ask?q=${encodeURIComponent(question)}`, isComplete: (page) => page.getByText(/how this was made/i).first().waitFor() } };
    const result = {};
    for (const [name, order] of Object.entries(pages)) {
      const seen = [];
      for (let index = 0; index < visits; index++) seen.push(await visit(browser, { url: installation.url, state, ...order }));
      result[name] = summary(seen);
    }
    return result;
  } finally {
    await browser.close();
  }
}
