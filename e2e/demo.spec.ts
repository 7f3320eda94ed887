import { expect, test } from "@playwright/test";
import { crawl } from "./support/crawl";
import { cli, signIn } from "./support/portal";

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  await cli("seed", "demo", "--seed", "7", "--until", new Date().toISOString(), "--scale", "0.2");
});

test.afterAll(async () => {
  await cli("demo", "remove");
});

for (const width of [360, 1440]) {
  test(`every page of the demo organisation is whole at ${width} px`, async ({ page }) => {
    test.setTimeout(240_000);
    await page.setViewportSize({ width, height: 900 });
    await signIn(page);
    await crawl(page);
  });
}

test("a banner says that the data is made up", async ({ page }) => {
  await signIn(page);
  await expect(page.getByText("Demo organisation")).toBeVisible();
});

test("an import into the demo organisation asks first", async () => {
  await expect(cli("import", "service-desk", "e2e/fixtures/service-desk.csv")).rejects.toThrow(/demo/i);
});
