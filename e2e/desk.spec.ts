import { expect, test, type Locator, type Page } from "@playwright/test";
import { expectAccessiblePages } from "./support/axe";
import { signIn } from "./support/portal";

test.describe.configure({ mode: "serial" });

test.beforeEach(async ({ page }) => {
  await signIn(page);
});

/** Presses Tab until something has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error("The keyboard does not reach it.");
}

/** Takes a picture to the clipboard, as a screenshot does, and pastes it with the keys. */
async function pastePicture(page: Page): Promise<void> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(8, 8);
    canvas.getContext("2d")?.fillRect(0, 0, 8, 8);
    await navigator.clipboard.write([new ClipboardItem({ "image/png": await canvas.convertToBlob({ type: "image/png" }) })]);
  });
  await page.keyboard.press("Control+V");
}

test("a shift by the keyboard alone: open, take, macro, answer, undo, note, assign, snooze, resolve, find by number, several at once", async ({ page }) => {
  const { keyboard } = page;
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await keyboard.press(key);
  };
  const heading = (name: string | RegExp) => page.getByRole("heading", { name, level: 1 });
  await page.goto("/tickets/macros");
  await tabTo(page, page.getByRole("button", { name: "New macro" }));
  await press("Enter");
  await expect(page.getByRole("textbox", { name: "Title" })).toBeFocused();
  await keyboard.type("Thank you");
  await tabTo(page, page.getByRole("textbox", { name: "Text" }));
  await keyboard.type("Hello {{requester.first}}, we are on it.");
  await press("Tab");
  await tabTo(page, page.getByRole("button", { name: "Save" }));
  await press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await press("g", "q");
  await expect(heading("All open")).toBeVisible();
  await press("c");
  await expect(page.getByRole("textbox", { name: "Subject" })).toBeFocused();
  await keyboard.type("Search is slow since nine");
  await press("Tab");
  await keyboard.type("Buyers **wait**. <script>document.title = 'broken'</script>");
  await tabTo(page, page.getByRole("textbox", { name: "Requester" }));
  await keyboard.type("Hanna Brandt");
  await press("Enter");
  await expect(heading("Search is slow since nine")).toBeVisible();
  await expect(page).not.toHaveTitle("broken");
  const number = page.url().split("/").at(-1) ?? "";
  const conversation = page.getByRole("list", { name: "Conversation" });
  await expect(conversation).toContainText("<script>");

  const reply = page.getByRole("textbox", { name: "Reply" });
  await press("r");
  await expect(reply).toBeFocused();
  await press("Escape", "m");
  await expect(page.getByPlaceholder("Find a macro")).toBeFocused();
  await keyboard.type("thank");
  await expect(page.getByRole("option", { name: /Thank you/ }).first()).toBeVisible();
  await press("Enter");
  await expect(reply).toHaveValue("Hello Hanna, we are on it.");
  await expect(reply).toBeFocused();
  await press("Control+Enter");
  // It stands right above the composer, and only for a while.
  await tabTo(page, conversation.getByRole("button", { name: "Undo" }), "Shift+Tab");
  await press("Enter");
  await expect(reply).toHaveValue("Hello Hanna, we are on it.");
  await expect(conversation.getByRole("listitem")).toHaveCount(1);
  await expect(reply).toBeFocused();
  await press("Control+Enter");
  await expect(conversation).toContainText("we are on it");

  await press("Escape", "i");
  await expect(page.getByRole("textbox", { name: "Internal note" })).toBeFocused();
  await keyboard.type("The reindex is paused.");
  await pastePicture(page);
  await expect(page.getByRole("list", { name: "Files to send" })).toContainText(".png");
  await press("Control+Enter");
  await expect(conversation).toContainText("desk only");
  await expect(conversation.getByRole("link", { name: /\.png/ })).toBeVisible();
  await expect(conversation.getByText(/Goes out|On its way/)).toHaveCount(0, { timeout: 120_000 });
  await press("Escape", "a");
  await expect(page.getByRole("menuitem", { name: "To me" })).toBeFocused();
  await press("Enter");
  await expect(page.getByRole("button", { name: /Assign/ })).toBeFocused();
  await press("s");
  await expect(page.getByRole("menuitem", { name: "One hour" })).toBeFocused();
  await press("Enter");
  await expect(page.getByRole("button", { name: /Snoozed/ })).toBeVisible();
  await press("s");
  await expect(page.getByRole("menuitem", { name: "Wake it now" })).toBeFocused();
  await press("Enter");
  await expect(page.getByRole("button", { name: /Snoozed/ })).toHaveCount(0);
  await press("e");
  await expect(page.getByRole("button", { name: "Reopen" })).toBeVisible();

  for (const subject of ["Payment fails", "Voucher is refused"]) {
    await press("c");
    await expect(page.getByRole("textbox", { name: "Subject" })).toBeFocused();
    await keyboard.type(subject);
    await press("Enter");
    await expect(heading(subject)).toBeVisible();
    await press("n");
    await expect(page).toHaveURL(/\?queue=mine$/);
  }
  await press("Control+k");
  await keyboard.type(number);
  await expect(page.getByRole("option", { selected: true })).toContainText("Search is slow since nine");
  await press("Enter");
  await expect(heading("Search is slow since nine")).toBeVisible();

  await press("g", "q");
  await expect(heading("All open")).toBeVisible();
  const mine = page.getByRole("link", { name: /^Assigned to me/ });
  await tabTo(page, mine);
  await press("Enter");
  await expect(heading("Assigned to me")).toBeVisible();
  await press("j", "x", "j", "x");
  const chosen = page.getByRole("region", { name: "Chosen tickets" });
  await expect(chosen).toContainText("2 chosen");
  await tabTo(page, chosen.getByRole("combobox", { name: "Set state" }), "Shift+Tab");
  await press("Enter");
  // The list takes the focus a moment after it is shown.
  await expect(async () => {
    await press("Home", "ArrowDown");
    await expect(page.getByRole("option", { name: "Active" })).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await press("Enter");
  await expect(page.getByText("2 tickets changed.")).toBeVisible();
  await press("k", "Enter");
  await expect(page).toHaveURL(/\/tickets\/[^/?]+\?queue=mine$/);
});

test("no page of the desk breaks WCAG 2.2 AA, light or dark", async ({ page }) => {
  await page.goto("/tickets?sort=opened");
  const ticket = await page.locator("table a[href^='/tickets/']").first().getAttribute("href");
  expect(ticket).toMatch(/^\/tickets\//);
  await expectAccessiblePages(page, ["/tickets/queue", ticket ?? "", "/tickets/macros", "/tickets/states"]);
});
