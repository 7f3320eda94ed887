import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { openPage } from "./open";

type Rules = { type: "tag" | "rule"; values: string[] };

const standard: Rules = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] };

/** All that another theme can break: it changes colours and nothing else. */
const colours: Rules = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

/** What stands in for axe-core where the page has it already. */
const isThere = "0";

/**
 * What breaks the rules. Asked in the page itself and of violations alone: to describe each node that passes, and to open a page more to put
 * frames of other origins together, takes longer than to check, and the portal's policy lets no other origin in.
 */
async function expectNoViolation(page: Page, runOnly: Rules, axeSource?: string): Promise<void> {
  // The title comes a moment after the page that it names.
  await expect(page).toHaveTitle(/\S/);
  const { violations } = await new AxeBuilder({ page, axeSource }).setLegacyMode().options({ runOnly, resultTypes: ["violations"] }).analyze();
  const path = new URL(page.url()).pathname;
  expect(violations.map(({ id, nodes }) => ({ path, id, target: nodes[0]?.target, why: nodes[0]?.failureSummary }))).toEqual([]);
}

/** Nothing on the open page breaks WCAG 2.2 AA. */
export const expectAccessible = (page: Page): Promise<void> => expectNoViolation(page, standard);

/** The same for the open page as it follows the system from the light theme to the dark one; it is light again afterwards. */
export async function expectAccessibleThemes(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expectNoViolation(page, colours, isThere);
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
