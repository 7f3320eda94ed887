import { test } from "@playwright/test";
import { expectAccessiblePages, expectAccessibleThemes } from "./support/axe";
import { crawl } from "./support/crawl";
import { signIn } from "./support/portal";

const pages = ["/", "/ask", "/ask?q=Which%20groups%20miss%20their%20SLA%20most%3F", "/ask/threads", "/tickets", "/slos", "/slos/new", "/slos/report", "/promises", "/monitors", "/incidents", "/incidents/actions", "/maintenance", "/maintenance/subscriptions", "/maintenance/subscriptions/messages", "/maintenance/subscriptions/calendars", "/maintenance?view=agenda", "/maintenance/freezes", "/blind-spots", "/status-page", "/runbooks", "/services", "/teams", "/customers", "/goals", "/imports", "/health", "/health/answers", "/mail", "/accounts/tokens", "/accounts/users", "/accounts/audit", "/profile", "/deployments", "/changes/updates", "/sla", "/sla/report", "/sla/policies", "/sla/calendars", "/sla/escalation", "/tickets/queue", "/tickets/macros", "/tickets/states", "/docs", "/docs/getting-started", "/docs/board", "/docs/api", "/search?q=backup", "/changes", "/changes/runs", "/changes/plans/new", "/mail/incoming", "/webhooks", "/runbooks/runs", "/runbooks/coverage"];

test("every page over imported records is whole, narrow and wide, and none breaks WCAG 2.2 AA, light or dark", async ({ page }) => {
  test.setTimeout(1_200_000);
  await signIn(page);
  await page.emulateMedia({ colorScheme: "light" });
  const rest = new Set(pages);
  await crawl(page, async (_, path) => {
    if (rest.delete(path)) await expectAccessibleThemes(page);
  });
  await page.setViewportSize({ width: 1440, height: 900 });
  await expectAccessiblePages(page, [...rest]);
});
