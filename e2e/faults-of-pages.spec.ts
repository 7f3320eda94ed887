import { expect, test } from "@playwright/test";
import { lockTable } from "./support/lock-table";
import { signIn } from "./support/portal";

test("a page that did not load in time says so inside the portal, and comes by itself once it can", async ({ page }) => {
  await signIn(page);
  const lock = await lockTable("ticket");
  try {
    await page.goto("/tickets");
    const fault = page.getByRole("alert").filter({ hasText: "This page did not load" });
    await expect(fault).toContainText("tried again by itself");
    await expect(fault).toContainText("Request");
    await expect(page.getByRole("navigation").first()).toBeVisible();
  } finally {
    await lock.letGo();
  }
  await expect(page.getByRole("heading", { name: "Tickets", level: 1 })).toBeVisible();
  await expect(page.getByText("This page did not load")).toHaveCount(0);
});

test("figures beside a list that are late are left out in words, and the list stands", async ({ page }) => {
  await signIn(page);
  const lock = await lockTable("incident");
  try {
    await page.goto("/deployments");
    await expect(page.getByRole("heading", { name: "Deployments", level: 1 })).toBeVisible();
    await expect(page.getByText("The figures were not ready in time")).toBeVisible();
  } finally {
    await lock.letGo();
  }
  await page.reload();
  await expect(page.getByText("Deployments a week")).toBeVisible();
});
