import { expect, test } from "@playwright/test";
import { expectAccessible, expectAccessiblePages } from "./support/axe";
import { signIn } from "./support/portal";

test.describe.configure({ mode: "serial" });

test.beforeEach(async ({ page }) => {
  await signIn(page);
});

const tomorrowAt = (hour: string): string => `${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T${hour}`;

test("no page about SLOs breaks WCAG 2.2 AA, light or dark", async ({ page }) => {
  await expectAccessiblePages(page, ["/slos", "/slos/checkout-availability", "/slos/new", "/slos/checkout-availability/edit", "/slos/report"]);
});

test("the keyboard leads from the list to an SLO and to where its figure comes from", async ({ page }) => {
  await page.goto("/");
  await page.keyboard.press("g");
  await page.keyboard.press("o");
  await expect(page.getByRole("heading", { name: "SLOs", level: 1 })).toBeVisible();
  await expect(page.getByText("13 of 13 SLOs").first()).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Burn-down" })).toBeVisible();
  const figure = page.getByRole("button", { name: /explain this number/ });
  await figure.focus();
  await page.keyboard.press("Enter");
  const popover = page.getByRole("dialog", { name: /^Explain/ });
  await expect(popover.getByText("1 − bad ÷ allowed")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(popover).toBeHidden();
  await expect(figure).toBeFocused();
});

test("a figure is recomputed as of an earlier time", async ({ page }) => {
  await page.goto("/slos/checkout-availability");
  await page.getByRole("button", { name: /explain this number/ }).click();
  await page.getByLabel(/Recompute as of/).fill(new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 16));
  await page.getByRole("button", { name: "Go" }).click();
  await expect(page.getByText("with today’s definition")).toBeVisible();
  await page.getByRole("link", { name: "Back to now" }).click();
  await expect(page).toHaveURL(/\/slos\/checkout-availability$/);
});

test("an SLO is created with a preview, excluded from, and archived", async ({ page }) => {
  await page.goto("/slos");
  await page.keyboard.press("c");
  await expect(page.getByRole("heading", { name: "New SLO", level: 1 })).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("sign-in");
  await page.getByLabel("Target", { exact: true }).fill("100");
  await page.getByLabel("Auth", { exact: true }).click();
  await expect(page.getByText("The target is below 100%").first()).toBeVisible();
  await page.getByLabel("Target", { exact: true }).fill("99.5");
  await expect(page.getByRole("region", { name: "Preview" }).getByText("of the budget left")).toBeVisible();
  await page.getByLabel("Burn rate alerts").click();
  await page.getByRole("option", { name: "Windows of its own" }).click();
  await page.getByLabel("Within").first().fill("30m");
  await page.getByLabel("And still in the last").first().fill("2m");
  await page.getByRole("button", { name: "Create SLO" }).click();
  await expect(page.getByRole("heading", { name: "sign-in", level: 1 })).toBeVisible();
  await expect(page.getByRole("table", { name: "Burn rates" }).getByText("in 30 min")).toBeVisible();

  await page.getByRole("button", { name: "Exclude time" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel(/^From/).fill("2020-01-01T10:00");
  await expect(sheet.getByText("It will not count")).toBeVisible();
  await sheet.getByLabel(/^From/).fill(tomorrowAt("10:00"));
  await sheet.getByLabel(/^To/).fill(tomorrowAt("11:00"));
  await sheet.getByLabel("Reason").fill("move of the database");
  await expect(sheet.getByText("It will count")).toBeVisible();
  await sheet.getByRole("button", { name: "Exclude time" }).click();
  await expect(page.getByRole("table", { name: "Exclusions" }).getByText("move of the database")).toBeVisible();
  await page.getByRole("button", { name: "Withdraw move of the database" }).click();
  await page.getByRole("button", { name: "Withdraw exclusion" }).click();
  await expect(page.getByText("Nothing is excluded")).toBeVisible();

  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Archive" }).click();
  await page.getByRole("button", { name: "Archive SLO" }).click();
  await expect(page).toHaveURL(/\/slos$/);
  await expect(page.getByText("13 of 13 SLOs").first()).toBeVisible();
});

test("an editor whose version is old is told so", async ({ page, context }) => {
  await page.goto("/slos/search-availability/edit");
  const other = await context.newPage();
  await other.goto("/slos/search-availability/edit");
  await other.getByLabel("Target", { exact: true }).fill("99.8");
  await other.getByRole("button", { name: "Save changes" }).click();
  await expect(other.getByRole("heading", { name: "Search availability", level: 1 })).toBeVisible();
  await page.getByLabel("Target", { exact: true }).fill("99.7");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Somebody else has changed this SLO")).toBeVisible();
});

test("the report of a month is a page and a file", async ({ page }) => {
  await page.goto("/slos/report");
  await expect(page.getByRole("table", { name: /^SLOs in/ }).getByText("Checkout availability")).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "CSV" }).click()]);
  expect(download.suggestedFilename()).toMatch(/^slo-report-\d{4}-\d{2}\.csv$/);
});
