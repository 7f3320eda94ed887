import { expect, test, type Page } from "@playwright/test";
import { signIn } from "./support/portal";

test.describe.configure({ mode: "serial" });

const email = "grace@quarterdeck.test";
const password = "plover wicket 71 tansy";
let invitation = "";

const confirm = (page: Page, name: string) => page.getByRole("alertdialog").getByRole("button", { name }).click();

/** A person of their own, beside the administrator of the page. */
async function asGrace(page: Page): Promise<Page> {
  const context = await page.context().browser()?.newContext({ baseURL: new URL(page.url()).origin });
  if (!context) throw new Error("There is no browser.");
  const own = await context.newPage();
  await signIn(own, email, password);
  return own;
}

async function openGrace(page: Page): Promise<void> {
  await signIn(page);
  await page.goto("/accounts/users?q=grace");
  await page.getByRole("table", { name: "Users" }).getByRole("link", { name: "Grace" }).click();
  await expect(page.getByRole("heading", { name: "Grace" })).toBeVisible();
}

test("an administrator invites a person, and the link can be copied", async ({ page }) => {
  await signIn(page);
  await page.goto("/accounts/users");
  await page.getByRole("button", { name: "Invite" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByRole("checkbox", { name: /^Operator/ }).check();
  await dialog.getByRole("button", { name: "Make the invitation" }).click();
  await expect(dialog.getByText("No mail was sent")).toBeVisible();
  invitation = await dialog.getByLabel("Invitation link").inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText(email)).toBeVisible();
  await page.goto("/mail");
  await page.getByText("Your invitation to Quarterdeck").first().click();
  await expect(page.getByText(invitation)).toBeVisible();
});

test("the invited person makes an account, once, and is signed in", async ({ page }) => {
  await page.goto(invitation);
  await page.getByLabel("Your name").fill("Grace");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create the account" }).click();
  await expect(page).toHaveURL((url) => url.pathname === "/");
  await page.goto("/accounts/users");
  await expect(page.getByRole("table", { name: "Users" })).toBeHidden();
  await page.context().clearCookies();
  await page.goto(invitation);
  await expect(page.getByRole("button", { name: "Create the account" })).toBeHidden();
});

test("a change of roles signs the person out, and the new role counts", async ({ page }) => {
  await openGrace(page);
  const grace = await asGrace(page);
  await page.getByRole("checkbox", { name: /^Support/ }).check();
  await page.getByRole("checkbox", { name: /^Operator/ }).uncheck();
  await page.getByRole("button", { name: "Change roles" }).click();
  await confirm(page, "Change roles");
  await expect(page.getByText("The roles are changed.")).toBeVisible();
  await grace.goto("/tickets");
  await expect(grace).toHaveURL(/\/sign-in/);
  await signIn(grace, email, password);
  await grace.goto("/imports");
  const kinds = grace.getByRole("navigation", { name: "What to import" });
  await expect(kinds.getByRole("link", { name: "Service desk" })).toBeVisible();
  await expect(kinds.getByRole("link", { name: "Uptime" })).toBeHidden();
  await grace.context().close();
});

test("a session that is ended is refused with its next request", async ({ page }) => {
  await openGrace(page);
  const grace = await asGrace(page);
  expect((await grace.request.get("/api/v1/profile")).status()).toBe(200);
  await page.reload();
  await page.getByRole("table", { name: "Sessions" }).getByRole("button", { name: /^End session/ }).first().click();
  await confirm(page, "End session");
  await expect(page.getByText("The session has ended.")).toBeVisible();
  expect((await grace.request.get("/api/v1/profile")).status()).toBe(401);
  await grace.context().close();
});

test("a token does what was chosen for it, and nothing once it is revoked", async ({ page, playwright }) => {
  await signIn(page);
  await page.goto("/accounts/tokens");
  await page.getByRole("button", { name: "New token" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("dashboard");
  await dialog.getByLabel("catalog.read", { exact: true }).check();
  await dialog.getByRole("button", { name: "Make the token" }).click();
  const token = await dialog.getByRole("textbox", { name: "Token" }).inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();
  const program = await playwright.request.newContext({ baseURL: new URL(page.url()).origin, extraHTTPHeaders: { authorization: `Bearer ${token}` } });
  const answer = await program.get("/api/v1/services");
  expect(answer.status()).toBe(200);
  expect(Number(answer.headers()["ratelimit-remaining"])).toBeLessThan(Number(answer.headers()["ratelimit-limit"]));
  expect((await program.get("/api/v1/tickets")).status()).toBe(403);
  await page.getByRole("table", { name: "Your tokens" }).getByRole("button", { name: "Revoke token: dashboard" }).click();
  await confirm(page, "Revoke token");
  await expect(page.getByText("The token is revoked.")).toBeVisible();
  expect((await program.get("/api/v1/services")).status()).toBe(401);
  await program.dispose();
});
