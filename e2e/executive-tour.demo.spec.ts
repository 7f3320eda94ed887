import { expect, test, type Browser, type Locator, type Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { settledOverflow } from "./support/crawl";
import { ageConversations } from "./support/days-later";
import { executiveEmail, executivePassword } from "./support/demo";
import { signIn } from "./support/portal";

test.describe.configure({ mode: "serial" });

const question = "Median time to resolve by priority over the whole record";
const headline = (page: Page): Locator => page.getByTestId("headline").last();
const chips = (page: Page): Locator => page.getByRole("group", { name: "How the question was read" });
const answered = (page: Page): Promise<void> => expect(page.getByText("The answer is ready.")).toBeAttached();

/** Every cell of every evidence table, in an order of its own: a lens may move them and change none. */
async function numbers(page: Page): Promise<string[]> {
  const more = page.getByRole("button", { name: /behind the figures/, expanded: false });
  if (await more.isVisible()) await more.click();
  return (await page.locator("[data-evidence] td").allInnerTexts()).sort();
}

async function ask(page: Page, words: string): Promise<void> {
  await page.getByLabel("Your question").fill(words);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: words, level: 1 })).toBeVisible();
  await answered(page);
}

async function newSession(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, executiveEmail, executivePassword());
  return page;
}

test("home: figures against targets, what changed, what waits, and until when the data reaches", async ({ page }) => {
  await signIn(page, executiveEmail, executivePassword());
  await expect(page.getByRole("heading", { name: "What changed" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Waiting for a decision" })).toBeVisible();
  await expect(page.getByText(/Data until: .*tickets/)).toBeVisible();
  const figures = page.locator("dl[aria-label='Figures'] dd a");
  await expect(figures).toHaveCount(5);
  await expectAccessible(page);
  const value = await figures.first().innerText();
  await figures.first().click();
  await answered(page);
  await expect(headline(page)).toContainText(value);
});

test("the tour of an executive", async ({ page, browser }) => {
  await signIn(page, executiveEmail, executivePassword());
  await ask(page, question);
  await expect(page).toHaveURL(/thread=/);
  await expectAccessible(page);

  await test.step("open a number with the keyboard, and come back to it", async () => {
    const figure = headline(page).getByRole("link").first();
    const words = await figure.innerText();
    await figure.focus();
    await page.keyboard.press("Enter");
    const row = page.locator("tr:focus");
    await expect(row).toBeInViewport();
    await expect(row).toContainText(words);
    await expect(page.getByText("The query behind these rows").first()).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(figure).toBeFocused();
  });

  await test.step("ask on: the question leans on the answer", async () => {
    await ask(page, "and by team?");
    await expect(chips(page)).toContainText("team");
    await expect(page.getByRole("region", { name: "Earlier in this conversation" })).toContainText(question);
  });

  await test.step("switch the lens: every number stays", async () => {
    const before = await numbers(page);
    const words = await headline(page).innerText();
    await chips(page).getByRole("button", { name: /^lens/ }).click();
    await page.getByRole("menuitem", { name: "Finance" }).click();
    await expect(chips(page).getByRole("button", { name: /lens\s*Finance/ })).toBeVisible();
    await answered(page);
    expect(await headline(page).innerText()).toBe(words);
    expect(await numbers(page)).toEqual(before);
  });

  await test.step("edit a chip: the plan changes, the conversation goes on", async () => {
    await chips(page).getByRole("button", { name: /^by/ }).click();
    await page.getByRole("menuitem", { name: "priority", exact: true }).click();
    await expect(chips(page).getByRole("button", { name: /^by\s*priority/ })).toBeVisible();
    await answered(page);
    await expect(page.locator("[data-evidence]").first()).toContainText("P1");
  });

  await test.step("open a framework: it is drawn from the records, and its figures open their rows", async () => {
    await ask(page, "Where is our support load coming from, and what would you do about it?");
    const method = page.locator("[data-artefact]").first();
    await expect(method).toBeVisible();
    await expect(page.getByRole("complementary", { name: "How this was made" })).toContainText("Pareto");
    await headline(page).getByRole("link").first().click();
    await expect(page.locator("tr:focus")).toBeInViewport();
    await expectAccessible(page);
  });

  await test.step("read it on a phone", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await settledOverflow(page)).toBe(0);
    await expectAccessible(page);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await test.step("come back tomorrow, signed in anew: the conversation is there and goes on", async () => {
    await ageConversations(1);
    const tomorrow = await newSession(browser);
    await tomorrow.goto("/ask/threads");
    await expectAccessible(tomorrow);
    await tomorrow.getByRole("link", { name: question }).first().click();
    await expect(headline(tomorrow)).toBeVisible();
    const earlier = tomorrow.getByRole("region", { name: "Earlier in this conversation" });
    await earlier.getByRole("button", { name: /more above/ }).click();
    await earlier.getByRole("button", { name: new RegExp(question) }).first().click();
    await expect(earlier.getByTestId("headline")).toContainText("Median time to resolve");
    await ask(tomorrow, "Median time to resolve by team over the whole record");
    await ask(tomorrow, "and by priority?");
    await expect(chips(tomorrow)).toContainText("Time to resolve");
    await tomorrow.context().close();
  });
});
