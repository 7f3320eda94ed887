import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { cli, signIn } from "./support/portal";

test("runbooks are imported, and one is carried out from its first step to its last", async ({ page }) => {
  // The command line is built when it is first used, which lasts on a busy machine.
  expect(await cli("import", "runbooks", "e2e/fixtures/steps")).toMatch(/(created|unchanged) 2/);
  await signIn(page);
  await page.goto("/runbooks/queue-stuck");
  await expect(page.getByText("6 steps")).toBeVisible();
  await expect(page.getByText("never carried out")).toBeVisible();
  await page.getByRole("button", { name: "Start run" }).click();
  const start = page.getByRole("dialog");
  await expect(start.getByLabel("Which queue")).toHaveValue("orders");
  await start.getByLabel("REGION").fill("eu");
  await start.getByRole("button", { name: "Start run" }).click();
  await page.waitForURL(/\/runbooks\/runs\/\d+$/);

  const now = page.locator("li[aria-current=step]");
  await expect(now).toContainText("Look at the length of orders");
  await now.getByRole("button", { name: "Done, with a note" }).click();
  await page.getByLabel("What you saw").fill("It grows");
  await page.getByLabel("Evidence").fill("412 messages");
  await page.getByRole("dialog").getByRole("button", { name: "Done, with a note" }).click();
  await expect(now.getByLabel("Command, sh")).toHaveText("queuectl count orders --region eu");
  await page.reload();
  await expect(page.getByLabel("Evidence").getByText("412 messages")).toBeVisible();
  await now.getByRole("button", { name: "Done", exact: true }).click();

  await expect(now).toContainText("Is a consumer alive?");
  await expectAccessible(page);
  await now.getByRole("button", { name: "No", exact: true }).press("Enter");
  await expect(now).toContainText("Restart it");
  await expect(page.getByText("Not on the way that was chosen")).toBeVisible();
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("the clock stands")).toBeVisible();
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Go on" }).click();
  await expect(page.getByText("the clock stands")).toBeHidden();
  await now.getByRole("button", { name: "Done", exact: true }).click();
  await expect(now).toContainText("The queue gets shorter");
  await now.getByRole("button", { name: "Done", exact: true }).click();
  await expect(page.getByText("6 of 6 steps")).toBeVisible();
  await expect(page.getByRole("list", { name: "Log" })).toContainText("Completed");

  await page.goto("/runbooks/queue-stuck");
  await expect(page.getByText("proved by use", { exact: true })).toBeVisible();
  await expect(page.getByText("100 % (1 of 1)")).toBeVisible();
});
