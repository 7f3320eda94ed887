import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, type Page } from "@playwright/test";

const run = promisify(execFile);

export const adminEmail = process.env.E2E_ADMIN_EMAIL ?? "";
export const adminPassword = process.env.E2E_ADMIN_PASSWORD ?? "";

/** Runs the portal's command line on the data directory of the portal under test. */
export async function cli(...args: string[]): Promise<string> {
  const { stdout } = await run("npm", ["run", "-s", "cli", "--", ...args], { maxBuffer: 64 * 1024 * 1024, env: process.env });
  return stdout;
}

export async function signIn(page: Page, email = adminEmail, password = adminPassword): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL((url) => !url.pathname.startsWith("/sign-in"));
}
