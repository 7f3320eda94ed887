import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { signIn } from "./support/portal";

const password = "a second pair of eyes";
const email = `second-eyes-${Date.now()}@quarterdeck.test`;
const calls: string[] = [];
let target: Server;
let runner: ChildProcess;
let folder = "";
let base = "";

/** The deployment that is called: everything works but the check of health. */
test.beforeAll(async () => {
  target = createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`);
    response.writeHead(request.url === "/health" ? 503 : 200).end("ok");
  });
  await new Promise<void>((done) => target.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${(target.address() as AddressInfo).port}`;
  folder = mkdtempSync(path.join(tmpdir(), "runner-"));
  writeFileSync(path.join(folder, "allow"), `POST ${base}/deploy\nGET ${base}/health\n`);
  runner = spawn("node", ["scripts/cli.mjs", "runner", "--allow", path.join(folder, "allow"), "--name", "e2e"], { stdio: "ignore", env: process.env });
});
test.afterAll(async () => {
  const ended = new Promise((done) => runner.once("exit", done));
  runner.kill("SIGTERM");
  await ended;
  target.close();
  rmSync(folder, { recursive: true });
});

/** A request with the rights of whoever is signed in. */
async function post<T>(page: Page, route: string, body: object): Promise<T> {
  return page.evaluate(async ([url, json]) => {
    const response = await fetch(`/api/v1${url}`, { method: "POST", headers: { "content-type": "application/json" }, body: json });
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as T;
  }, [route, JSON.stringify(body)] as const);
}

async function secondPerson(page: Page): Promise<Page> {
  const { url } = await post<{ url: string }>(page, "/accounts/invitations", { email, roles: ["operator"] });
  const context = await page.context().browser()?.newContext({ baseURL: new URL(page.url()).origin });
  if (!context) throw new Error("There is no browser.");
  const own = await context.newPage();
  await own.goto(url);
  await own.getByLabel("Your name").fill("Second Eyes");
  await own.getByLabel("Password", { exact: true }).fill(password);
  await own.getByRole("button", { name: "Create the account" }).click();
  await expect(own).toHaveURL((each) => each.pathname === "/");
  return own;
}

async function addStep(page: Page, place: number, fill: { title: string; url: string; method?: string; undo?: { title: string; url: string } }): Promise<void> {
  await page.getByRole("button", { name: "Add step to Staging" }).click();
  const step = page.getByRole("listitem", { name: `Staging, step ${place}` });
  await step.getByLabel("Kind").click();
  await page.getByRole("option", { name: "HTTP call" }).click();
  await step.getByLabel("Title").fill(fill.title);
  await step.getByLabel("Address").fill(fill.url);
  if (fill.method !== undefined) {
    await step.getByLabel("Method").click();
    await page.getByRole("option", { name: fill.method }).click();
  }
  if (!fill.undo) return;
  await step.getByLabel("Way back").click();
  await page.getByRole("option", { name: "HTTP call" }).click();
  await step.getByLabel("What undoes it").fill(fill.undo.title);
  await step.getByLabel("Address").last().fill(fill.undo.url);
}

async function confirm(page: Page, button: string): Promise<void> {
  await page.getByRole("button", { name: button, exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: button, exact: true }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
}

/** A window that begins now, asked for by one person, approved by another and announced to whoever asked to be told. */
async function scheduleWindow(page: Page, second: Page): Promise<number> {
  const { items } = await page.evaluate(async () => (await (await fetch("/api/v1/services?limit=1")).json()) as { items: { slug: string }[] });
  const service = items[0]?.slug ?? (await post<{ slug: string }>(page, "/services", { name: "Deployed", tier: 3 })).slug;
  const startsLocal = new Date().toISOString().slice(0, 16);
  const { number } = await post<{ number: number }>(page, "/maintenance", { title: "Change under test", services: [service], kind: "normal", impact: "degraded", startsLocal, zone: "UTC", durationMs: 3_600_000 });
  await post(page, "/maintenance-subscriptions", { name: "Those affected", audience: "customer", target: { kind: "email", to: `affected-${Date.now()}@quarterdeck.test` }, service });
  await post(page, `/maintenance/${number}/status`, { version: 1, to: "requested" });
  await second.goto("/alerts/inbox");
  await second.getByRole("link", { name: `Your approval is asked for: MW-${number} Change under test` }).click();
  await confirm(second, "Approve");
  await post(page, `/maintenance/${number}/status`, { version: 3, to: "announced" });
  return number;
}

test("a change is planned, approved by somebody else, carried out in its window, fails at its gate, rolls back by itself, and is told", async ({ page }) => {
  await signIn(page);
  await page.goto("/changes/plans/new");
  await page.getByRole("button", { name: "Draft plan" }).click();
  await expect(page.getByText("Add a step to a stage.")).toBeVisible();
  await page.getByLabel("Title").first().fill("Roll out the new version");
  await page.getByRole("switch", { name: "Rolls back by itself" }).click();
  await addStep(page, 1, { title: "Deploy", url: `${base}/deploy`, undo: { title: "Deploy the old version", url: `${base}/deploy/previous` } });
  await addStep(page, 2, { title: "Healthy?", url: `${base}/health`, method: "GET" });
  await expectAccessible(page);
  await page.getByRole("button", { name: "Draft plan" }).click();
  await expect(page.getByRole("heading", { name: "Roll out the new version", level: 1 })).toBeVisible();
  const plan = page.url();
  const number = Number(plan.split("/").at(-1));
  await confirm(page, "Request approval");
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toHaveCount(0);

  const second = await secondPerson(page);
  await second.goto(plan);
  await confirm(second, "Approve");
  const window = await scheduleWindow(page, second);
  await second.context().close();
  await post(page, `/change-plans/${number}/windows`, { window });
  await page.goto(plan);
  await page.getByRole("button", { name: "Start run" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("In the window").click();
  await page.getByRole("option", { name: new RegExp(`MW-${window} `) }).click();
  await sheet.getByRole("button", { name: "Start run" }).click();

  // The page follows by itself: nothing is reloaded.
  await expect(page.getByText("rolled back", { exact: true }).first()).toBeVisible({ timeout: 180_000 });
  await expect(page.getByRole("region", { name: "Way back" }).getByText("Deploy the old version")).toBeVisible();
  await expect(page.getByRole("list", { name: "Log" }).getByText("Failed: Healthy?. Answered 503, expected 2xx.")).toBeVisible();
  expect(calls).toEqual(["POST /deploy", "GET /health", "POST /deploy/previous"]);
  await expectAccessible(page);
  await page.goto(`/maintenance/${window}`);
  await expect(page.getByRole("list", { name: "Record" })).toContainText("approved → announced");
  await expect(page.getByText(/Run CR-\d+ of "Roll out the new version": rolled back\./)).toBeVisible();
  await confirm(page, "Rolled back");
  // Those affected are told how it ended, by the round that follows.
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("ended", { exact: true })).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 120_000 });
});
