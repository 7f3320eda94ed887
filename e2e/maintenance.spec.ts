import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { signIn } from "./support/portal";

const title = "Move of the search index";

async function openEditor(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await expect(page.getByRole("dialog").getByLabel("Title")).toHaveValue(title);
}

test("work is planned by keyboard alone, and two editors put their changes on top of each other's", async ({ page, context }) => {
  await signIn(page);
  await page.goto("/maintenance");
  await page.locator("[data-day][tabindex='0']").first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  const day = await page.evaluate(() => document.activeElement?.getAttribute("data-day") ?? "");
  expect(day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  await page.keyboard.press("n");
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByLabel("Starts")).toHaveValue(`${day}T02:00`);
  await sheet.getByLabel("Title").focus();
  await page.keyboard.type(title);
  await sheet.getByLabel("Search", { exact: true }).focus();
  await page.keyboard.press("Space");
  await expect(sheet.getByRole("region", { name: "Consequences" })).toContainText("customers affected");
  await sheet.getByRole("button", { name: "Find better slots" }).focus();
  await page.keyboard.press("Enter");
  // What takes the place of the button takes the focus with it: Tab goes on from there.
  await expect(sheet.getByRole("region", { name: "Better slots" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(sheet.getByLabel("Not before")).toBeFocused();
  await sheet.getByRole("button", { name: "Plan window" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: title, level: 1 })).toBeVisible();

  const other = await context.newPage();
  await other.goto(page.url());
  await openEditor(page);
  await openEditor(other);
  await other.getByRole("dialog").getByLabel("Lasts, minutes").fill("90");
  await other.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(other.getByRole("dialog")).toBeHidden();
  await sheet.getByLabel("Title").fill(`${title}, second half`);
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet.getByText("Changed by somebody else meanwhile.")).toBeVisible();
  await expect(sheet.getByText("Nothing is lost")).toBeVisible();
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByRole("heading", { name: `${title}, second half`, level: 1 })).toBeVisible();
  await expect(page.getByLabel("Figures")).toContainText("1 h 30 min");
});

test("a question that asks for work or a ticket leads to a form with what it said, and a person sends it", async ({ page }) => {
  await signIn(page);
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await page.goto(`/ask?q=${encodeURIComponent(`Please schedule two hours of maintenance for search on ${day} at 22:00`)}`);
  await expect(page.getByTestId("headline")).toContainText("Asking plans nothing");
  await page.getByRole("link", { name: "Open the form" }).press("Enter");
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByLabel("Starts")).toHaveValue(`${day}T22:00`);
  await expect(sheet.getByLabel("Lasts, minutes")).toHaveValue("120");
  await expect(sheet.getByLabel("Search", { exact: true })).toBeChecked();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();

  await page.goto(`/ask?q=${encodeURIComponent("Open a ticket for search: the index is slow")}`);
  await page.getByRole("link", { name: "Open the form" }).press("Enter");
  await expect(sheet.getByLabel("Subject")).toHaveValue("Search: the index is slow");
  await expectAccessible(page);
  await sheet.getByRole("button", { name: "Open ticket" }).press("Enter");
  await expect(page.getByRole("heading", { name: "Search: the index is slow", level: 1 })).toBeVisible();
});
