import { expect, test, type Page } from "@playwright/test";
import { expectAccessible, expectAccessiblePages } from "./support/axe";
import { signIn } from "./support/portal";

test.describe.configure({ mode: "serial" });

test.beforeEach(async ({ page }) => {
  await signIn(page);
});

const title = "Orders from one shop are not confirmed";
const timeline = (page: Page) => page.getByRole("list", { name: "Timeline" });
const currentStep = (page: Page) => page.getByRole("list", { name: "Steps" }).locator("[aria-current=step]");

async function openNewest(page: Page): Promise<void> {
  await page.goto("/incidents?q=Orders%20from%20one%20shop");
  await page.getByRole("table", { name: "Incidents" }).getByText(title).first().click();
  await expect(page.getByRole("heading", { name: title, level: 1 })).toBeVisible();
}

async function moveOn(page: Page, button: string, { note, reached }: { note: string; reached: string }): Promise<void> {
  await page.getByRole("button", { name: button, exact: true }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel(/^What happened/).fill(note);
  await sheet.getByRole("button", { name: button, exact: true }).click();
  await expect(sheet).toBeHidden();
  await expect(currentStep(page)).toContainText(reached);
}

test("no page about incidents breaks WCAG 2.2 AA, light or dark", async ({ page }) => {
  await page.goto("/incidents");
  const open = await page.getByRole("table", { name: "Incidents" }).getByRole("link").first().getAttribute("href");
  await expectAccessiblePages(page, ["/incidents", open ?? "", "/incidents/actions", "/services/checkout"]);
});

test("the keyboard leads from the list to an incident", async ({ page }) => {
  await page.goto("/incidents?status=open");
  await expect(page.getByRole("heading", { name: "Incidents", level: 1 })).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Some customers are charged twice for the same month", level: 1 })).toBeVisible();
  await page.getByLabel("Tell those who wait").focus();
  await page.keyboard.type("Every second authorisation is void now.");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(timeline(page).getByRole("listitem").first()).toContainText("Every second authorisation is void now.");
  await expect(timeline(page).getByRole("listitem").first()).toContainText("public");
});

// It names no service: an incident of one's own would keep the demo's services when the demo is removed.
test("an incident is declared, worked on and resolved", async ({ page }) => {
  await page.goto("/incidents");
  await page.getByRole("button", { name: "Declare incident" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("button", { name: "Declare incident" }).click();
  await expect(sheet.getByRole("alert").first()).toBeVisible();
  await sheet.getByLabel("What is wrong").fill(title);
  await expectAccessible(page);
  await sheet.getByRole("button", { name: "Declare incident" }).click();
  await expect(page.getByRole("heading", { name: title, level: 1 })).toBeVisible();
  await expect(currentStep(page)).toContainText("Triage");

  await moveOn(page, "Start work", { note: "The queue of confirmations stands still.", reached: "Started" });
  await page.getByRole("button", { name: "Draft from the facts" }).click();
  await page.getByRole("button", { name: "Send update" }).click();
  await expect(timeline(page).getByText(/we are working on it/)).toBeVisible();
  await page.getByLabel("Add to the timeline").fill("One message blocks the queue.");
  await page.getByRole("button", { name: "Add entry" }).click();
  await expect(timeline(page).getByText("One message blocks the queue.")).toBeVisible();
  await moveOn(page, "Mitigated", { note: "The message was set aside.", reached: "Mitigated" });
  await moveOn(page, "Resolved", { note: "", reached: "Resolved" });
  await expect(timeline(page).getByText("started → mitigated: The message was set aside.")).toBeVisible();
});

test("an action follows from it, is listed, and is ticked off", async ({ page }) => {
  await openNewest(page);
  const card = page.locator("[data-slot=card]").filter({ has: page.getByRole("heading", { name: "Tasks and actions" }) });
  await card.getByRole("button", { name: "Add" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("What is to be done").fill("Set blocking messages aside");
  await sheet.getByLabel(/^Due/).fill("2020-01-31");
  await sheet.getByRole("button", { name: "Add" }).click();
  await expect(card.getByText("was due 31 Jan")).toBeVisible();
  await page.goto("/incidents/actions?state=overdue");
  const row = page.getByRole("row").filter({ hasText: "Set blocking messages aside" });
  await expect(row.getByText("Overdue")).toBeVisible();
  await row.getByRole("checkbox").click();
  await expect(row).toBeHidden();
  await page.goto("/incidents/actions?state=done");
  await expect(row.getByText("31 Jan 2020")).toBeVisible();
});

test("an editor that was open while somebody else saved does not write over it", async ({ page, context }) => {
  await openNewest(page);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByRole("dialog").getByLabel("Title").fill("Mine");
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole("button", { name: "Edit", exact: true }).click();
  await other.getByRole("dialog").getByLabel("Summary").fill("Theirs, saved first.");
  await other.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(other.getByRole("dialog")).toBeHidden();
  await other.close();
  // The page behind the panel has followed: it knows the newer version, and the panel must not take it over.
  await expect(page.locator("main").getByText("Theirs, saved first.")).toBeAttached();
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText(/changed/i);
  await expect(page.getByRole("dialog").getByLabel("Title")).toHaveValue("Mine");
});

test("its postmortem is published, and it is closed", async ({ page }) => {
  await openNewest(page);
  await page.getByRole("button", { name: "Write it" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("State").click();
  await page.getByRole("option", { name: "published" }).click();
  await sheet.getByLabel("Text").fill("## What happened\n\nOne message blocked all others.");
  await sheet.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/^published, reviewed by/)).toBeVisible();
  await expect(page.getByText("One message blocked all others.")).toBeVisible();
  await moveOn(page, "Close incident", { note: "", reached: "Closed" });
  await expect(timeline(page).getByText("Postmortem published")).toBeVisible();
  await expectAccessible(page);
});
