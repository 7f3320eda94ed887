import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { crawl } from "./support/crawl";
import { signIn } from "./support/portal";

const pages = ["/", "/ask", "/ask?q=Which%20groups%20miss%20their%20SLA%20most%3F", "/ask/threads", "/tickets", "/slos", "/slos/new", "/slos/report", "/monitors", "/incidents", "/incidents/actions", "/runbooks", "/services", "/teams", "/customers", "/goals", "/imports", "/health", "/health/answers", "/mail", "/accounts/tokens", "/accounts/users", "/accounts/audit", "/profile"];

for (const colorScheme of ["light", "dark"] as const) {
  test(`no page breaks WCAG 2.2 AA in the ${colorScheme} theme`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme });
    await signIn(page);
    for (const path of pages) {
      await page.goto(path);
      await page.waitForLoadState("networkidle").catch(() => undefined);
      const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
      expect(violations.map(({ id, nodes }) => ({ path, id, target: nodes[0]?.target, why: nodes[0]?.failureSummary }))).toEqual([]);
    }
  });
}

for (const width of [360, 1440]) {
  test(`every page over imported records is whole at ${width} px`, async ({ page }) => {
    test.setTimeout(240_000);
    await page.setViewportSize({ width, height: 900 });
    await signIn(page);
    await crawl(page);
  });
}
