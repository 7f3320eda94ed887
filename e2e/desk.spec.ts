import { expect, test } from "@playwright/test";
import { expectAccessiblePages } from "./support/axe";
import { signIn } from "./support/portal";

test.describe.configure({ mode: "serial" });

test.beforeEach(async ({ page }) => {
  await signIn(page);
});

test("a ticket is opened, answered, taken back, answered again, noted and resolved by the keyboard alone", async ({ page }) => {
  test.setTimeout(60_000);
  await page.goto("/tickets/queue");
  await expect(page.getByRole("heading", { name: "All open", level: 1 })).toBeVisible();
  await page.keyboard.press("c");
  await page.getByRole("textbox", { name: "Subject" }).focus();
  await page.keyboard.type("Search is slow since nine");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Buyers **wait**. <script>document.title = 'broken'</script>");
  await page.getByRole("button", { name: "Open ticket" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Search is slow since nine", level: 1 })).toBeVisible();
  await expect(page).not.toHaveTitle("broken");
  const conversation = page.getByRole("list", { name: "Conversation" });
  await expect(conversation).toContainText("<script>");

  await page.keyboard.press("r");
  await page.keyboard.type("Thank you, an engineer is on it.");
  await page.keyboard.press("Control+Enter");
  await conversation.getByRole("button", { name: "Undo" }).focus();
  await page.keyboard.press("Enter");
  const reply = page.getByRole("textbox", { name: "Reply" });
  await expect(reply).toHaveValue("Thank you, an engineer is on it.");
  await expect(conversation.getByRole("listitem")).toHaveCount(1);

  await reply.press("Control+Enter");
  await expect(conversation).toContainText("Thank you, an engineer is on it.");
  await reply.press("Escape");
  await page.keyboard.press("i");
  await page.keyboard.type("The reindex is paused.");
  await page.keyboard.press("Control+Enter");
  await expect(conversation).toContainText("desk only");
  await expect(conversation.getByText(/Goes out|On its way/)).toHaveCount(0, { timeout: 20_000 });
  await page.getByRole("textbox", { name: "Internal note" }).press("Escape");
  await page.keyboard.press("e");
  await expect(page.getByRole("button", { name: "Reopen" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "History" })).toBeVisible();
});

test("no page of the desk breaks WCAG 2.2 AA, light or dark", async ({ page }) => {
  await page.goto("/tickets?sort=opened");
  const ticket = await page.locator("table a[href^='/tickets/']").first().getAttribute("href");
  expect(ticket).toMatch(/^\/tickets\//);
  await expectAccessiblePages(page, ["/tickets/queue", ticket ?? "", "/tickets/macros", "/tickets/states"]);
});
