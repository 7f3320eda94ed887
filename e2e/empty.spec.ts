import { expect, test } from "@playwright/test";
import { crawl } from "./support/crawl";
import { signIn } from "./support/portal";

test("a stranger is sent to the sign-in page and sees nothing else", async ({ page }) => {
  await page.goto("/tickets");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Ftickets/);
});

test("a wrong password and an unknown address look the same", async ({ page }) => {
  const messages: string[] = [];
  for (const email of ["admin@quarterdeck.test", "nobody@quarterdeck.test"]) {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password", { exact: true }).fill("not the password at all");
    await page.keyboard.press("Enter");
    const alert = page.getByRole("alert").filter({ hasText: /\S/ }).first();
    await expect(alert).toBeVisible();
    messages.push(await alert.innerText());
  }
  expect(messages[0]).toBe(messages[1]);
});

test("every page of an empty portal is whole, narrow and wide", async ({ page }) => {
  await signIn(page);
  const seen = await crawl(page);
  expect(seen).toEqual(expect.arrayContaining(["/", "/ask", "/tickets", "/monitors", "/runbooks", "/services"]));
});

test("the first page says what to do first", async ({ page }) => {
  await signIn(page);
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "First steps" })).toBeVisible();
  await expect(page.getByText("Bring your tickets")).toBeVisible();
});
