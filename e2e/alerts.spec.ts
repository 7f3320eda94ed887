import { expect, test, type Page } from "@playwright/test";
import { expectAccessible, expectAccessiblePages } from "./support/axe";
import { signIn } from "./support/portal";

const alertname = "E2eProviderErrors";

/** What Alertmanager's webhook sends, with the signed-in person's right to do so. */
async function raise(page: Page, status: "firing" | "resolved", count: number): Promise<{ began: number; ended: number }> {
  return page.evaluate(async ({ name, state, many }) => {
    const alerts = Array.from({ length: many }, (_, host) => ({
      status: state, labels: { alertname: name, severity: "page", instance: `host-${host}` }, annotations: { summary: "the provider answers with errors" }, startsAt: new Date(Date.now() - 60_000).toISOString(),
      endsAt: state === "firing" ? "0001-01-01T00:00:00Z" : new Date().toISOString(), generatorURL: "", fingerprint: `e2e-${host}`,
    }));
    const response = await fetch("/api/v1/alerts/alertmanager", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ version: "4", alerts }) });
    return (await response.json()) as { began: number; ended: number };
  }, { name: alertname, state: status, many: count });
}

test("an alert at night on a phone: raised, seen, acknowledged with its group, ended", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page);
  expect(await raise(page, "firing", 3)).toMatchObject({ began: 3 });
  await page.goto(`/alerts?status=open&q=${alertname}`);
  await page.getByRole("link", { name: new RegExp(alertname) }).first().click();
  const button = page.getByRole("button", { name: "Acknowledge all 3" });
  await expect(button).toBeInViewport();
  const height = (await button.boundingBox())?.height ?? 0;
  expect(height).toBeGreaterThanOrEqual(56);
  await expectAccessible(page);
  await button.click();
  await expect(page.getByText("Acknowledged", { exact: true }).first()).toBeVisible();
  await expect(button).toHaveCount(0);
  expect(await raise(page, "resolved", 3)).toMatchObject({ ended: 3 });
  await page.reload();
  await expect(page.getByText("Ended", { exact: true }).first()).toBeVisible();
});

test("a silence is made from an alert, named with its reason, and ended", async ({ page }) => {
  await signIn(page);
  await raise(page, "firing", 1);
  await page.goto(`/alerts?status=firing&q=${alertname}`);
  await page.getByRole("link", { name: new RegExp(alertname) }).first().click();
  await page.getByRole("link", { name: "Silence", exact: true }).click();
  await expect(page.getByLabel("Conditions")).toHaveValue(new RegExp(alertname));
  await page.getByLabel("Why").fill("planned work of the provider");
  await page.getByRole("button", { name: "Silence", exact: true }).click();
  const row = page.getByRole("row").filter({ hasText: "planned work of the provider" }).first();
  await expect(row).toContainText("Active");
  await row.getByRole("button", { name: "End" }).click();
  await page.getByRole("button", { name: "End silence" }).click();
  await expect(row).toContainText("Over");
  await raise(page, "resolved", 1);
});

test("every page about alerts is whole and accessible", async ({ page }) => {
  await signIn(page);
  await expectAccessiblePages(page, ["/alerts", "/alerts/inbox", "/alerts/on-call", "/alerts/silences", "/alerts/channels", "/alerts/deliveries", "/alerts/rules"]);
});

test("a link that was not made here acknowledges nothing", async ({ page }) => {
  const response = await page.goto("/api/alerts-ack?token=eyJuIjoxfQ.AAAA");
  expect(response?.status()).toBe(410);
  await expect(page.getByRole("heading", { name: "This link cannot be used" })).toBeVisible();
});
