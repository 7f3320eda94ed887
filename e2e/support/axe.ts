import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
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

/** The same for several pages, each as it follows the system from the light theme to the dark one. */
export async function expectAccessiblePages(page: Page, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await page.emulateMedia({ colorScheme: "light" });
    await openPage(page, path);
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await expectNoViolation(page, new AxeBuilder({ page }).withRules(colourRules));
  }
}
