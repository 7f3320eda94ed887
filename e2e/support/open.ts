import type { Page, Request, Response } from "@playwright/test";

const quietMs = 120;
const patienceMs = 8_000;

/** The stream of live updates stays open for as long as its page. */
const isLasting = (request: Request): boolean => request.url().includes("/api/live");

/** Goes to a page and waits until it asks for nothing more: its load event, then a moment without a request. */
export async function openPage(page: Page, path: string): Promise<Response | null> {
  const waiting = new Set<Request>();
  let changedAt = Date.now();
  const begin = (request: Request): void => {
    if (isLasting(request)) return;
    waiting.add(request);
    changedAt = Date.now();
  };
  const end = (request: Request): void => {
    if (waiting.delete(request)) changedAt = Date.now();
  };
  page.on("request", begin).on("requestfinished", end).on("requestfailed", end);
  try {
    const response = await page.goto(path, { waitUntil: "load" });
    const until = Date.now() + patienceMs;
    while (Date.now() < until && (waiting.size > 0 || Date.now() - changedAt < quietMs)) await page.waitForTimeout(20);
    return response;
  } finally {
    page.off("request", begin).off("requestfinished", end).off("requestfailed", end);
  }
}
