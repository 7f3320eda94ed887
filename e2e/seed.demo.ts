import { test } from "@playwright/test";
import { seedDemo } from "./support/demo";

test("the demo organisation is made", async () => {
  test.setTimeout(120_000);
  await seedDemo();
});
