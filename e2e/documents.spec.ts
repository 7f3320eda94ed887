import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { signIn } from "./support/portal";

const openEditor = async (page: Page, place: string): Promise<void> => {
  await page.goto(place);
  await expect(page.getByLabel("Text (Markdown)")).not.toHaveValue("");
};

/** Writes into an editor once it listens: what is typed before the page has come to life is not seen as a change. */
const write = async (page: Page, text: string): Promise<void> =>
  expect(async () => {
    await page.getByLabel("Text (Markdown)").fill("");
    await page.getByLabel("Text (Markdown)").fill(text);
    await expect(page.getByRole("button", { name: "Save as draft" })).toBeEnabled({ timeout: 2_000 });
  }).toPass();

test("a document is written with its preview, two editors at once lose nothing, and its versions say what changed", async ({ page, context }) => {
  await signIn(page);
  await page.goto("/docs");
  await page.getByRole("button", { name: "New space" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Night shift");
  await page.getByRole("dialog").getByRole("button", { name: "Make the space" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.getByRole("button", { name: "New document" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Title").fill("Hand over the night");
  await sheet.getByLabel("Text", { exact: true }).fill("# Hand over the night\n\nFirst line.\n\nSecond line.\n\nThird line.\n");
  await sheet.getByRole("button", { name: "Begin the draft" }).press("Enter");
  await page.waitForURL(/\/docs\/hand-over-the-night\/edit$/);

  const other = await context.newPage();
  await openEditor(page, "/docs/hand-over-the-night/edit");
  await openEditor(other, "/docs/hand-over-the-night/edit");
  await write(page, "# Hand over the night\n\n> [!WARNING]\n> Mind the gap\n\nFirst line, of mine.\n\nSecond line.\n\nThird line.\n");
  await expect(page.getByRole("region", { name: "Preview" }).getByText("Mind the gap")).toBeVisible();
  await write(other, "# Hand over the night\n\nFirst line.\n\nSecond line.\n\nThird line, of theirs.\n");
  await other.getByRole("button", { name: "Save as draft" }).click();
  await other.waitForURL(/history\?version=2$/);

  // The page behind the editor follows the document live, and takes nothing away from what is being written.
  await expect(page.getByText("Somebody saved a newer version.")).toBeVisible();
  await expect(page.getByLabel("Text (Markdown)")).toHaveValue(/First line, of mine/);
  await page.getByRole("button", { name: "Save as draft" }).press("Enter");
  await expect(page.getByText(/saved version 2 while you were writing/)).toBeVisible();
  await expect(page.getByRole("region", { name: "What they changed" })).toContainText("Third line, of theirs.");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Bring both together" }).press("Enter");
  await expect(page.getByLabel("Text (Markdown)")).toHaveValue(/^# Hand[\s\S]*First line, of mine\.[\s\S]*Third line, of theirs\.\s*$/);
  await page.getByRole("button", { name: "Save as draft" }).press("Enter");
  await page.waitForURL(/history\?version=3$/);
  await expect(page.getByRole("region", { name: "Changes of version 3" })).toContainText("First line, of mine.");
  await page.getByRole("button", { name: "Publish" }).press("Enter");
  await expect(page.getByText("Readers see version 3.")).toBeVisible();
});
