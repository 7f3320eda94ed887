import { existsSync } from "node:fs";
import { defineConfig, devices } from "@playwright/test";

const debianBrowsers = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
const executablePath = process.env.PLAYWRIGHT_CHROMIUM ?? debianBrowsers.find((file) => existsSync(file));

// npm test starts the production server with data of its own and names it in E2E_BASE_URL.
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  // How long a step may take says nothing of the product here: slow machines have the time that they need.
  timeout: 420_000,
  expect: { timeout: 60_000 },
  reporter: "line",
  // One portal goes from empty through the demo organisation to empty again, another one holds imported records; `npm test` runs both at once.
  projects: [
    { name: "empty", testMatch: /empty\.spec\.ts/ },
    { name: "demo seeded", testMatch: /seed\.demo\.ts/, dependencies: ["empty"] },
    { name: "demo", testMatch: /(demo|slos|incidents|maintenance)\.spec\.ts/, dependencies: ["demo seeded"] },
    { name: "demo removed", testMatch: /remove\.demo\.ts/, dependencies: ["demo"] },
    { name: "import", testMatch: /imports\.spec\.ts/ },
    { name: "imported", testIgnore: /(empty|demo|slos|incidents|maintenance|imports)\.spec\.ts/, dependencies: ["import"] },
  ],
  use: {
    ...devices["Desktop Chrome"],
    baseURL: process.env.E2E_BASE_URL ?? "http://localhost:3000",
    timezoneId: "UTC",
    locale: "en-GB",
    // Recording every step costs a third of the time: ask for it when a failure needs it.
    trace: process.env.E2E_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: { executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"] },
  },
});
