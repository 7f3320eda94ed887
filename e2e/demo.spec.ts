import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { crawl } from "./support/crawl";
import { removeServices } from "./support/instances";
import { lockTable } from "./support/lock-table";
import { cli, signIn } from "./support/portal";

test.describe.configure({ mode: "serial" });

test("every page of the demo organisation is whole, narrow and wide", async ({ page }) => {
  test.setTimeout(1_200_000);
  await signIn(page);
  await crawl(page);
});

test("a banner says that the data is made up", async ({ page }) => {
  await signIn(page);
  await expect(page.getByText("Demo organisation")).toBeVisible();
});

test("the banner stays when a page is fetched anew and it is not known in time whether the data is made up", async ({ page }) => {
  await signIn(page);
  await page.goto("/teams");
  const banner = page.getByText("Demo organisation");
  await expect(banner).toBeVisible();
  await page.waitForLoadState("networkidle");
  const slug = `banner-${Date.now()}`;
  const lock = await lockTable("ticket");
  try {
    const written = await page.request.post("/api/v1/services", { data: { slug, name: "Behind the banner", tier: 3 }, headers: { origin: new URL(page.url()).origin } });
    expect(written.ok()).toBe(true);
    await expect(page.getByText("This page did not load"), "the page was fetched anew").toBeVisible();
    await expect(banner).toBeVisible();
  } finally {
    await lock.letGo();
    await removeServices(slug);
  }
});

test("strangers see the components, with their bars and the way of counting, and nothing runs there", async ({ page, request }) => {
  await expect.poll(async () => (await request.get("/status")).text(), { timeout: 120_000 }).toContain("Website and checkout");
  const response = await page.goto("/status");
  expect(response?.headers()["content-security-policy"]).toMatch(/^default-src 'none'; style-src 'sha256-/);
  await expect(page.getByRole("img", { name: /^Website and checkout: \d+(\.\d+)?% available over 90 days$/ })).toBeVisible();
  await expect(page.getByText("(observed time - down time) / observed time")).toBeVisible();
  await expect(page.getByText("Data pipeline")).toHaveCount(0);
  await expect(page.locator("script")).toHaveCount(0);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  expect(await (await request.get("/status.rss")).text()).toContain("<rss version=\"2.0\"");
  expect(await (await request.get("/status.json")).json()).toMatchObject({ isLate: false });
});

test("an import into the demo organisation asks first", async () => {
  await expect(cli("import", "service-desk", "e2e/fixtures/service-desk.csv")).rejects.toThrow(/demo/i);
});
