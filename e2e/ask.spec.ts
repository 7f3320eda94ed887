import { expect, test } from "@playwright/test";
import { cli, signIn } from "./support/portal";

interface AnsweredBrief {
  headline: { text: string }[];
  tables: { id: string; rows: Record<string, unknown>[] }[];
  trace: { grounded: { ungrounded: number } };
}

const question = "Which groups miss their SLA most over the whole record?";

test("an executive's question: a brief, its reading, its rows and how it was made", async ({ page }) => {
  await signIn(page);
  await page.goto("/");
  await page.getByLabel("Your question").fill(question);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: question })).toBeVisible();
  const headline = page.getByTestId("headline");
  await expect(headline).toContainText("Group");
  await expect(page.getByRole("group", { name: "How the question was read" })).toContainText("SLA");
  await expect(page.getByRole("complementary", { name: "How this was made" })).toContainText("No model used");
  const figure = headline.getByRole("link").first();
  const target = await figure.getAttribute("href");
  await figure.click();
  await expect(page.locator(`[id="${target?.slice(1)}"]`)).toBeInViewport();
});

test("browser and command line give the same rows, and no figure is without ground", async ({ page }) => {
  const byCli = JSON.parse(await cli("ask", question, "--json")) as AnsweredBrief;
  expect(byCli.trace.grounded.ungrounded).toBe(0);
  await signIn(page);
  const answer = await page.request.get("/api/v1/ask/suggestions");
  expect(answer.ok()).toBe(true);
  const response = await page.request.post("/api/v1/ask", { data: { question }, headers: { origin: new URL(page.url()).origin } });
  const byRest = (await response.json()) as AnsweredBrief;
  expect(byRest.tables.map((table) => table.rows)).toEqual(byCli.tables.map((table) => table.rows));
});

test("what a role may not see is said to be hidden, never counted as zero", async () => {
  const brief = JSON.parse(await cli("ask", "How many tickets are open?", "--json", "--as", "viewer")) as AnsweredBrief & { outcome: string };
  expect(brief.outcome).toBe("hidden");
  expect(brief.headline.map((span) => span.text).join("")).not.toMatch(/\b0\b/);
});

test("a question about what the portal does not hold gets no number and three that it can answer", async ({ page }) => {
  await signIn(page);
  await page.goto(`/ask?q=${encodeURIComponent("What was our revenue last quarter?")}`);
  await expect(page.getByTestId("headline")).not.toContainText(/\d/);
  await expect(page.getByRole("region", { name: "Follow up" }).getByRole("button")).toHaveCount(3);
});

test("a follow-up keeps the subject", async ({ page }) => {
  await signIn(page);
  await page.goto(`/ask?q=${encodeURIComponent("How many tickets were opened over the whole record?")}`);
  await expect(page.getByTestId("headline")).toContainText("40");
  await page.getByLabel("Your question").fill("by priority?");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "by priority?" })).toBeVisible();
  await expect(page.getByRole("table").filter({ hasText: "P1" }).first()).toBeVisible();
});
