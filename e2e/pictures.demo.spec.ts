import { mkdirSync, statSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { signIn } from "./support/portal";

const folder = "public/docs";
const limitBytes = 120_000;

const firstLink = async (page: Page, list: string, shape: RegExp): Promise<string> => {
  await page.goto(list);
  const links = await page.locator("main a").evaluateAll((anchors) => anchors.map((anchor) => anchor.getAttribute("href") ?? ""));
  return links.find((link) => shape.test(link)) ?? list;
};

// The pictures of the guides, made from the demo organisation on request: GUIDE_PICTURES=1.
test("the guides show the portal as it is", async ({ page }) => {
  test.skip(process.env.GUIDE_PICTURES !== "1", "made on request");
  test.setTimeout(120_000);
  mkdirSync(folder, { recursive: true });
  await page.setViewportSize({ width: 1180, height: 720 });
  await signIn(page);
  const places: Record<string, string> = {
    home: "/", ask: "/ask?q=Which%20teams%20miss%20their%20SLA%20most%3F", incident: await firstLink(page, "/incidents?status=closed", /^\/incidents\/\d+$/), slo: await firstLink(page, "/slos", /^\/slos\/[a-z].*-[a-z]/),
    calendar: "/maintenance", queue: "/tickets/queue", "runbook-run": await firstLink(page, "/runbooks/runs", /^\/runbooks\/runs\/\d+$/), "runbook-coverage": "/runbooks/coverage",
  };
  for (const [name, place] of Object.entries(places)) {
    await page.goto(place);
    await page.waitForLoadState("networkidle").catch(() => undefined);
    const file = `${folder}/${name}.png`;
    await page.screenshot({ path: file, animations: "disabled" });
    expect(statSync(file).size, name).toBeLessThan(limitBytes);
  }
});
