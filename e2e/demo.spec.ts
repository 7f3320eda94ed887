import { expect, test } from "@playwright/test";
import { crawl } from "./support/crawl";
import { cli, signIn } from "./support/portal";

test.describe.configure({ mode: "serial" });

test("every page of the demo organisation is whole, narrow and wide", async ({ page }) => {
  test.setTimeout(240_000);
  await signIn(page);
  await crawl(page);
});

test("a banner says that the data is made up", async ({ page }) => {
  await signIn(page);
  await expect(page.getByText("Demo organisation")).toBeVisible();
});

test("an import into the demo organisation asks first", async () => {
  await expect(cli("import", "service-desk", "e2e/fixtures/service-desk.csv")).rejects.toThrow(/demo/i);
});
