import { expect, test } from "@playwright/test";
import { expectAccessible, expectAccessibleThemes } from "./support/axe";
import { lockTable } from "./support/lock-table";
import { signIn } from "./support/portal";

test("a page that did not load in time says so inside the portal, and comes by itself once it can", async ({ page }) => {
  await signIn(page);
  const lock = await lockTable("ticket");
  try {
    await page.goto("/tickets");
    const fault = page.getByRole("alert").filter({ hasText: "This page did not load" });
    await expect(fault).toContainText("tried again by itself");
    await expect(fault).toContainText("Request");
    await expect(page.getByRole("navigation").first()).toBeVisible();
  } finally {
    await lock.letGo();
  }
  await expect(page.getByRole("heading", { name: "Tickets", level: 1 })).toBeVisible();
  await expect(page.getByText("This page did not load")).toHaveCount(0);
});

test("figures beside a list that are late are left out in words, and the list stands", async ({ page }) => {
  await signIn(page);
  const lock = await lockTable("incident");
  try {
    await page.goto("/deployments");
    await expect(page.getByRole("heading", { name: "Deployments", level: 1 })).toBeVisible();
    await expect(page.getByText("The figures were not ready in time")).toBeVisible();
  } finally {
    await lock.letGo();
  }
  await page.reload();
  await expect(page.getByText("Deployments a week")).toBeVisible();
});

test("a part of the portal that fails while somebody reads is told in the top bar, and what they read stays where it is", async ({ page }) => {
  await signIn(page);
  let fail: () => void = () => undefined;
  const failed = new Promise<void>((resolve) => (fail = resolve));
  const faults = [
    { component: "event-loop", name: "Event loop", status: "degraded", since: "2026-08-20T10:40:00.000Z" },
    { component: "database", name: "Database", status: "down", since: "2026-08-20T10:42:00.000Z" },
  ];
  await page.route("**/api/live", async (route) => {
    await failed;
    await route.fulfill({ contentType: "text/event-stream", body: `event: fault\ndata: ${JSON.stringify(faults)}\n\n` });
  });
  await page.goto("/tickets");
  const read = [page.getByRole("heading", { name: "Tickets", level: 1 }), page.getByRole("navigation", { name: "Breadcrumb" })];
  const placesOf = (): Promise<(number | undefined)[]> => Promise.all(read.map(async (one) => (await one.boundingBox())?.y));
  for (const one of read) await expect(one).toBeVisible();
  const before = await placesOf();
  fail();
  await expect(page.getByRole("alert").filter({ hasText: "Database is down since 10:42. What you see may be old" })).toHaveText(/Event loop is slow since 10:40/);
  expect(await placesOf()).toEqual(before);
  const mark = page.getByRole("button", { name: "Database is down and 1 more" });
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await mark.press("Enter");
    await expect(page.getByRole("dialog", { name: "What of the portal fails" }).getByRole("listitem")).toHaveText([/Database is down since 10:42/, /Event loop is slow since 10:40/]);
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expectAccessibleThemes(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
  }
});
