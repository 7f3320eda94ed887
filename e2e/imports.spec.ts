import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { cli, signIn } from "./support/portal";

const fixture = "e2e/fixtures/service-desk.csv";
/** The fixture with one more line, which is no ticket and which a spreadsheet would run. */
const brokenDesk = async (): Promise<string> => `${(await readFile(fixture, "utf8")).trimEnd()}\n=HYPERLINK("x"),oops\n`;

test.describe.configure({ mode: "serial" });

test("a browser sends a file, sees what would change, and imports it", async ({ page }) => {
  await signIn(page);
  await page.goto("/imports?kind=service-desk");
  await page.getByLabel(/Choose a file/).setInputFiles({ name: "desk.csv", mimeType: "text/csv", buffer: Buffer.from(await brokenDesk()) });
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByRole("region", { name: "Preview" })).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText("Nothing has been written yet.")).toBeVisible();
  expect(await cli("ask", "how many tickets are there", "--json")).not.toMatch(/"value": ?40\b/);
  await page.getByRole("button", { name: "Import 40 records" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Import finished: 40 created, 0 updated, 0 unchanged, 1 rejected." })).toBeAttached({ timeout: 120_000 });
  await page.getByRole("link", { name: "See the records" }).click();
  await expect(page).toHaveURL(/\/tickets/);
});

test("a list of another desk is looked at before it is imported, and corrected where a word is not known", async ({ page }) => {
  await signIn(page);
  await page.goto("/imports?kind=tickets");
  const list = "Issue key,Summary,Status,Created\nLIST-1,Printer,Gewartet,2026-08-03 10:00\nLIST-2,Login,Done,2026-08-03 11:00\n";
  await page.getByLabel(/Choose a file/).setInputFiles({ name: "list.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
  await page.getByRole("button", { name: "See how it is read" }).click();
  await expect(page.getByText("looks like a Jira export")).toBeVisible();
  await expect(page.getByText('The state "Gewartet" is not known')).toBeVisible();
  await page.getByLabel("gewartet").click();
  await page.getByRole("option", { name: "waiting" }).click();
  await expect(page.getByRole("table", { name: "The first tickets" })).toContainText("LIST-1");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Every file with these columns")).toBeVisible();
  await page.getByRole("button", { name: "Preview", exact: true }).click();
  await expect(page.getByRole("button", { name: "Import 2 records" })).toBeVisible({ timeout: 120_000 });
});

test("the rows that it refused can be downloaded", async ({ page }) => {
  await signIn(page);
  await page.goto("/imports");
  await page.getByRole("table", { name: "Past imports" }).getByRole("link", { name: "desk.csv" }).first().click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download as CSV" }).click()]);
  expect(download.suggestedFilename()).toBe("rejected rows of desk.csv");
  const text = await readFile(await download.path(), "utf8");
  expect(text.split("\r\n")).toHaveLength(3);
  expect(text).not.toMatch(/(^|,)"?=/m);
});

test("the same file by the command line changes nothing", async () => {
  expect(await cli("import", "service-desk", fixture)).toContain("created 0, updated 0, unchanged 40, rejected 0");
});

test("uptime, runbooks and the catalogue follow", async () => {
  expect(await cli("import", "uptime", "e2e/fixtures/uptime")).toMatch(/rejected 0/);
  expect(await cli("import", "runbooks", "e2e/fixtures/runbooks")).toMatch(/created 1, /);
  expect(await cli("import", "catalog", "e2e/fixtures/catalog.yaml")).toMatch(/created 4, updated 0, unchanged 0, rejected 0/);
});

test("a file of another format is refused with what was expected", async () => {
  await expect(cli("import", "service-desk", "e2e/fixtures/catalog.yaml")).rejects.toThrow(/incident_state|header|expected/i);
});
