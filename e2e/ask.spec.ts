import { expect, test } from "@playwright/test";
import { removeServices } from "./support/instances";
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

/** A layout shift as the browser measured it, and what moved. */
interface Shift {
  value: number;
  moved: string[];
}

test("nothing moves while an answer arrives", async ({ page }) => {
  await signIn(page);
  await page.addInitScript(() => {
    const shifts = ((globalThis as typeof globalThis & { shifts: Shift[] }).shifts = []) as Shift[];
    const nameOf = (node?: Node | null) => (node instanceof Element ? `${node.tagName} ${node.getAttribute("data-testid") ?? node.className}` : (node?.nodeName ?? "gone"));
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node?: Node | null }[] })[]) if (!entry.hadRecentInput) shifts.push({ value: entry.value, moved: entry.sources.map(({ node }) => nameOf(node)) });
    }).observe({ type: "layout-shift", buffered: true });
  });
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`/ask?q=${encodeURIComponent(question)}`);
    await expect(page.getByTestId("headline")).toBeVisible();
    await page.waitForLoadState("networkidle");
    const shifts = await page.evaluate(() => (globalThis as typeof globalThis & { shifts: Shift[] }).shifts);
    expect(shifts.reduce((sum, { value }) => sum + value, 0), `at ${width} px moved: ${JSON.stringify(shifts)}`).toBeLessThan(0.02);
  }
});

test("a question that was left in the middle is there on return, and can be asked again", async ({ page }) => {
  await signIn(page);
  await page.goto("/ask");
  const threadId = await page.evaluate(async (asked) => {
    const leaving = new AbortController();
    const response = await fetch("/api/ask", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ question: asked }), signal: leaving.signal });
    const { value } = (await response.body?.getReader().read()) ?? {};
    leaving.abort();
    return (JSON.parse(new TextDecoder().decode(value).split("\n")[0] ?? "{}") as { threadId: string }).threadId;
  }, question);
  await page.goto(`/ask?thread=${threadId}`);
  await expect(page.getByRole("heading", { name: question })).toBeVisible();
  const again = page.getByRole("button", { name: "Ask again" });
  if (await again.isVisible()) await again.click();
  await expect(page.getByTestId("headline")).toContainText("Group");
});

test("what cannot be a question is refused in plain words, and no conversation begins", async ({ page }) => {
  await signIn(page);
  const conversations = async (): Promise<unknown> => (await page.request.get("/api/v1/ask/threads")).json();
  const before = await conversations();
  for (const [words, message] of [["  ", "Type a question."], ["a".repeat(10_000), "Keep the question under 2000 characters."], ["How many\u0000 tickets?", "Leave out the NUL character (U+0000): no text here can hold it."]] as const) {
    const response = await page.request.post("/api/ask", { data: { question: words }, headers: { origin: new URL(page.url()).origin } });
    expect([response.status(), (await response.json()) as unknown]).toMatchObject([400, { error: { code: "VALIDATION", message } }]);
  }
  expect(await conversations()).toEqual(before);
});

test("an answer that the reader stops says so, and stays while the data changes under it", async ({ page }) => {
  await signIn(page);
  await page.goto("/ask");
  let release: () => void = () => undefined;
  await page.route("**/api/ask", async (route) => {
    await new Promise<void>((resolve) => (release = resolve));
    await route.abort().catch(() => undefined);
  });
  await page.getByLabel("Your question").fill(question);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Stop" }).click();
  release();
  await expect(page.getByText("You stopped this question")).toBeVisible();
  await page.unroute("**/api/ask");
  const slug = `asked-${Date.now()}`;
  const added = await page.request.post("/api/v1/services", { headers: { origin: new URL(page.url()).origin }, data: { slug, name: slug, tier: 3 } });
  expect(added.ok(), await added.text()).toBe(true);
  await expect(page.getByRole("navigation", { name: "Breadcrumb" }), "the page was rendered again").toContainText(question);
  await removeServices(slug);
  await expect(page.getByText("You stopped this question")).toBeVisible();
  await page.getByRole("button", { name: "Ask again" }).click();
  await expect(page.getByTestId("headline")).toContainText("Group");
});

test("an opinion and its reason are still shown after a reload", async ({ page }) => {
  await signIn(page);
  await page.goto(`/ask?q=${encodeURIComponent(question)}`);
  await page.getByRole("button", { name: "Not useful" }).click();
  await page.getByLabel("Something is missing").click();
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("Noted as not useful: something is missing.")).toBeVisible();
  await expect(page).toHaveURL(/thread=/);
  await page.reload();
  await expect(page.getByText("Noted as not useful: something is missing.")).toBeVisible();
});

test("conversations are listed, found by title, and deleted after a question", async ({ page }) => {
  await signIn(page);
  const title = `How many services do we have, asked at ${Date.now()}?`;
  await page.goto(`/ask?q=${encodeURIComponent(title)}`);
  await expect(page.getByTestId("headline")).toBeVisible();
  await page.goto(`/ask/threads?q=${encodeURIComponent(title.slice(30))}`);
  await expect(page.getByRole("link", { name: title })).toBeVisible();
  await page.getByRole("button", { name: `Delete "${title}"` }).click();
  await page.getByRole("button", { name: "Delete conversation" }).click();
  await expect(page.getByText("No conversation matches")).toBeVisible();
});

test("the box suggests names without asking the server for each letter", async ({ page }) => {
  await signIn(page);
  await page.goto("/ask");
  const asked: string[] = [];
  page.on("request", (request) => request.url().includes("/api/") && asked.push(request.url()));
  const box = page.getByLabel("Your question");
  await box.click();
  await box.pressSequentially("median time to res");
  await expect(page.getByRole("option", { name: /Time to resolve/ })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(box).toHaveValue("median time to resolve ");
  expect(asked.filter((url) => !url.includes("/api/live")).length).toBeLessThanOrEqual(1);
});

test("a brief can be taken along: as Markdown, and on one sheet of paper", async ({ page }) => {
  await signIn(page);
  await page.goto(`/ask?q=${encodeURIComponent(question)}`);
  await expect(page.getByTestId("headline")).toBeVisible();
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  const saved = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Save as Markdown file" }).click();
  expect((await saved).suggestedFilename()).toBe("which-groups-miss-their-sla-most-over-the-whole-record.md");
  await page.waitForLoadState("networkidle");
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  // A4 is 595.28 points wide; the browser rounds it to whole pixels.
  const width = Number(/\/MediaBox\s*\[0 0 ([\d.]+)/.exec(pdf)?.[1]);
  expect(Math.abs(width - 595.28)).toBeLessThan(1);
});
