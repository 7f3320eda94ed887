import { mkdirSync, writeFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { signIn } from "./support/portal";

const folder = "public/docs";
const limitBytes = 80_000;
const limitBytesOfAll = 800_000;
const quality = 0.72;

const firstLink = async (page: Page, list: string, shape: RegExp): Promise<string> => {
  await page.goto(list);
  const links = await page.locator("main a").evaluateAll((anchors) => anchors.map((anchor) => anchor.getAttribute("href") ?? ""));
  return links.find((link) => shape.test(link)) ?? list;
};

/** The picture as WebP: the browser draws it again and encodes it, a fifth of the size of a PNG. */
async function webpOf(painter: Page, png: Buffer): Promise<Buffer> {
  const encoded = await painter.evaluate(async ({ source, as }) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    canvas.getContext("2d")?.drawImage(image, 0, 0);
    return canvas.toDataURL("image/webp", as);
  }, { source: `data:image/png;base64,${png.toString("base64")}`, as: quality });
  return Buffer.from(encoded.slice(encoded.indexOf(",") + 1), "base64");
}

// The pictures of the guides, made from the demo organisation on request: GUIDE_PICTURES=1.
test("the guides show the portal as it is", async ({ page, context }) => {
  test.skip(process.env.GUIDE_PICTURES !== "1", "made on request");
  test.setTimeout(1_200_000);
  mkdirSync(folder, { recursive: true });
  await page.setViewportSize({ width: 1180, height: 720 });
  await signIn(page);
  const painter = await context.newPage();
  const places: Record<string, string> = {
    home: "/", ask: "/ask?q=Which%20teams%20miss%20their%20SLA%20most%3F", incident: await firstLink(page, "/incidents?status=closed", /^\/incidents\/\d+$/), slo: await firstLink(page, "/slos", /^\/slos\/[a-z].*-[a-z]/),
    calendar: "/maintenance", plan: await firstLink(page, "/changes", /^\/changes\/plans\/(?!new)/), queue: "/tickets/queue", "runbook-run": await firstLink(page, "/runbooks/runs", /^\/runbooks\/runs\/\d+$/), "runbook-coverage": "/runbooks/coverage",
    board: "/docs/board", search: "/search?q=refund", health: "/health", imports: "/imports", status: "/status",
  };
  let total = 0;
  for (const [name, place] of Object.entries(places)) {
    await page.goto(place);
    await page.waitForLoadState("networkidle").catch(() => undefined);
    // The banner says that the data is made up; the guides say so themselves.
    await page.getByText("Demo organisation", { exact: true }).locator("xpath=../..").evaluateAll((banners) => banners.forEach((banner) => banner.remove()));
    const picture = await webpOf(painter, await page.screenshot({ animations: "disabled" }));
    expect(picture.length, name).toBeLessThan(limitBytes);
    writeFileSync(`${folder}/${name}.webp`, picture);
    total += picture.length;
  }
  expect(total).toBeLessThan(limitBytesOfAll);
});
