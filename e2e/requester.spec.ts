import { expect, test, type Page } from "@playwright/test";
import { expectAccessiblePages } from "./support/axe";
import { signIn } from "./support/portal";

const email = "rosa@example.org";
const password = "a long way to the harbour";

/** An account that may only ask the desk, made as an administrator makes one. */
async function inviteRequester(page: Page): Promise<string> {
  await page.goto("/accounts/users");
  await page.getByRole("button", { name: "Invite" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByRole("checkbox", { name: /^Requester/ }).check();
  await dialog.getByRole("button", { name: "Make the invitation" }).click();
  return dialog.getByLabel("Invitation link").inputValue();
}

async function asRosa(page: Page, invitation: string): Promise<Page> {
  const context = await page.context().browser()?.newContext({ baseURL: new URL(page.url()).origin });
  if (!context) throw new Error("There is no browser.");
  const own = await context.newPage();
  await own.goto(invitation);
  await own.getByLabel("Your name").fill("Rosa");
  await own.getByLabel("Password", { exact: true }).fill(password);
  await own.getByRole("button", { name: "Create the account" }).click();
  await expect(own).toHaveURL((url) => url.pathname === "/");
  return own;
}

test("a requester asks, sees nobody else's requests, answers, closes and rates", async ({ page }) => {
  test.setTimeout(90_000);
  await signIn(page);
  const rosa = await asRosa(page, await inviteRequester(page));
  await expect(rosa.getByText("No requests yet")).toBeVisible();

  await rosa.getByRole("button", { name: "New request" }).click();
  await rosa.getByLabel("What do you need?").fill("The harbour map does not load");
  await rosa.getByLabel("Tell us more").fill("Since **nine** this morning.");
  await rosa.getByRole("button", { name: "Send" }).click();
  await expect(rosa.getByRole("heading", { name: "The harbour map does not load", level: 1 })).toBeVisible();
  const path = new URL(rosa.url()).pathname;

  await page.goto(path);
  await page.getByRole("textbox", { name: "Reply" }).fill("We have found the cause.");
  await page.getByRole("button", { name: /^Send/ }).first().click();
  await expect(page.getByRole("list", { name: "Conversation" })).toContainText("We have found the cause.");

  await rosa.getByLabel("Your answer").fill("Thank you, I can wait.");
  await rosa.getByRole("button", { name: "Send" }).click();
  await expect(rosa.getByText("Your answer is with the desk.")).toBeVisible();
  await rosa.getByRole("button", { name: "I need nothing more: close it" }).click();
  await expect(rosa.getByText("The request is closed.")).toBeVisible();
  await rosa.getByRole("button", { name: "Good" }).click();
  await expect(rosa.getByText("You said: Good.")).toBeVisible();

  await rosa.goto("/tickets");
  await expect(rosa.getByRole("link", { name: /The harbour map does not load/ })).toHaveCount(1);
  const others = await page.request.get("/api/v1/tickets?limit=5").then((answer) => answer.json() as Promise<{ items: { number: string }[] }>);
  const foreign = others.items.map(({ number }) => number).find((number) => !path.endsWith(number)) ?? "";
  expect(foreign).not.toBe("");
  const answer = await rosa.goto(`/tickets/${encodeURIComponent(foreign)}`);
  expect(answer?.status()).toBe(404);
  await rosa.goto("/");
  await expect(rosa.getByText("The harbour map does not load")).toBeVisible();
  await expectAccessiblePages(rosa, ["/", "/tickets", path]);
});
