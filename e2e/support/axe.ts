import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { openPage } from "./open";

const rules = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];

/** All that another theme can break: it changes colours and nothing else. */
const colourRules = ["color-contrast", "link-in-text-block"];

/** Nothing on the open page breaks WCAG 2.2 AA. */
export const expectAccessible = (page: Page): Promise<void> => expectNoViolation(page, new AxeBuilder({ page }).withTags(rules));

async function expectNoViolation(page: Page, axe: AxeBuilder): Promise<void> {
  const { violations } = await axe.analyze();
  const path = new URL(page.url()).pathname;
  expect(violations.map(({ id, nodes }) => ({ path, id, target: nodes[0]?.target, why: nodes[0]?.failureSummary }))).toEqual([]);
}

/** The same for the open page as it follows the system from the light theme to the dark one; it is light again afterwards. */
export async function expectAccessibleThemes(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expectNoViolation(page, new AxeBuilder({ page }).withRules(colourRules));
  await page.emulateMedia({ colorScheme: "light" });
}

const patienceForEachMs = 15_000;

/** The same for several pages. */
export async function expectAccessiblePages(page: Page, paths: readonly string[]): Promise<void> {
  test.setTimeout(test.info().timeout + paths.length * patienceForEachMs);
  await page.emulateMedia({ colorScheme: "light" });
  for (const path of paths) {
    await openPage(page, path);
    await expectAccessibleThemes(page);
  }
}
