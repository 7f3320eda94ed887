import { expect, type ConsoleMessage, type Page } from "@playwright/test";
import { openPage } from "./open";

const wrongWords = /\b(NaN|undefined|Invalid Date|\[object Object\])\b/;
const maxPages = 150;

/** `/tickets/INC1` and `/tickets/INC2` are the same page with other data: a few of each kind are enough. */
const kindOf = (path: string): string => path.replace(/\?.*/, "").split("/").slice(0, 3).map((part, index) => (index > 1 ? "*" : part)).join("/");
const ofEachKind = 3;
/** Feeds are no pages. */
const isFile = /\.(rss|json|ics)$/;
const wide = 1440;
const narrow = 360;
const height = 900;

interface Fault {
  path: string;
  what: string;
}

const overflowOf = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** By how much a page is too wide for good: a chart takes its new width a moment after the window. */
export async function settledOverflow(page: Page): Promise<number> {
  const until = Date.now() + 1_500;
  let overflow = await overflowOf(page);
  while (overflow > 0 && Date.now() < until) {
    await page.waitForTimeout(50);
    overflow = await overflowOf(page);
  }
  return overflow;
}

/** What else is asked of an open page, seen wide. */
export type Inspect = (page: Page, path: string) => Promise<void>;

/** From the width that the last page was left at to the other one: every page is seen at both, and has to change its width once. */
const widthsFor = (page: Page): number[] => (page.viewportSize()?.width === narrow ? [narrow, wide] : [wide, narrow]);

/**
 * Links fetch nothing ahead, as for a search engine: the walk opens each of them itself, and a page of fifty links asks the server for thirty.
 * The server sees no difference.
 */
const fetchNothingAhead = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const userAgent = `${navigator.userAgent} Googlebot`;
    Object.defineProperty(navigator, "userAgent", { get: () => userAgent });
  });

async function visit(page: Page, path: string, inspect: Inspect | undefined): Promise<{ faults: string[]; links: string[] }> {
  const faults: string[] = [];
  const onConsole = (message: ConsoleMessage): void => void (message.type() === "error" && faults.push(`console: ${message.text()} (${message.location().url})`));
  const onError = (error: Error): void => void faults.push(`exception: ${error.message}`);
  page.on("console", onConsole);
  page.on("pageerror", onError);
  const response = await openPage(page, path);
  if ((response?.status() ?? 0) >= 400) faults.push(`status ${response?.status()}`);
  const text = await page.locator("body").innerText();
  const wrong = wrongWords.exec(text);
  if (wrong) faults.push(`shows "${wrong[0]}"`);
  for (const width of widthsFor(page)) {
    await page.setViewportSize({ width, height });
    const overflow = await settledOverflow(page);
    if (overflow > 0) faults.push(`is ${overflow} px too wide at ${width} px`);
    if (width === wide) await inspect?.(page, path);
  }
  const links = await page.locator("a[href^='/']").evaluateAll((anchors) => anchors.map((anchor) => anchor.getAttribute("href") ?? ""));
  page.off("console", onConsole);
  page.off("pageerror", onError);
  return { faults, links };
}

/** Walks every link from the home page; nothing may be broken, too wide, or say NaN. Returns the paths seen. */
export async function crawl(page: Page, inspect?: Inspect): Promise<string[]> {
  const queue = ["/"];
  const seen = new Set<string>(queue);
  const kinds = new Map<string, number>();
  const faults: Fault[] = [];
  await fetchNothingAhead(page);
  for (let path = queue.shift(); path !== undefined && seen.size < maxPages; path = queue.shift()) {
    const result = await visit(page, path, inspect);
    faults.push(...result.faults.map((what) => ({ path: path ?? "", what })));
    for (const link of result.links.map((each) => each.replace(/#.*/, ""))) {
      const count = kinds.get(kindOf(link)) ?? 0;
      if (link === "" || link.startsWith("/api/") || isFile.test(link) || seen.has(link) || (kindOf(link).includes("*") || link.includes("?")) && count >= ofEachKind) continue;
      kinds.set(kindOf(link), count + 1);
      seen.add(link);
      queue.push(link);
    }
  }
  expect(faults).toEqual([]);
  return [...seen];
}
