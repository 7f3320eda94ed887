import { expect, test } from "@playwright/test";
import { cli } from "./support/portal";

test.describe.configure({ mode: "serial" });
test.setTimeout(60_000);

test("the command line imports tickets, and a second run changes nothing", async () => {
  expect(await cli("import", "service-desk", "e2e/fixtures/service-desk.csv")).toContain("created 40, updated 0, unchanged 0, rejected 0");
  expect(await cli("import", "service-desk", "e2e/fixtures/service-desk.csv")).toContain("created 0, updated 0, unchanged 40, rejected 0");
});

test("uptime, runbooks and the catalogue follow", async () => {
  expect(await cli("import", "uptime", "e2e/fixtures/uptime")).toMatch(/rejected 0/);
  expect(await cli("import", "runbooks", "e2e/fixtures/runbooks")).toMatch(/created 1, /);
  expect(await cli("import", "catalog", "e2e/fixtures/catalog.yaml")).toMatch(/created 4, updated 0, unchanged 0, rejected 0/);
});

test("a file of another format is refused with what was expected", async () => {
  await expect(cli("import", "service-desk", "e2e/fixtures/catalog.yaml")).rejects.toThrow(/incident_state|header|expected/i);
});
