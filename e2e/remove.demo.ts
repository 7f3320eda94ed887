import { expect, test } from "@playwright/test";
import { cli, signIn } from "./support/portal";

test("the demo organisation goes, and leaves nothing behind", async ({ page }) => {
  await cli("demo", "remove");
  await signIn(page);
  await expect(page.getByText("Demo organisation")).toBeHidden();
});
