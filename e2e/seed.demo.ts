import { test } from "@playwright/test";
import { seedDemo } from "./support/demo";

test("the demo organisation is made", async () => {
  await seedDemo();
});
