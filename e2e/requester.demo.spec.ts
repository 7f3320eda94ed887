import { expect, test, type Browser, type Locator, type Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { settledOverflow } from "./support/crawl";
import { signIn } from "./support/portal";

test.describe.configure({ mode: "serial" });

const email = `hanna.brandt.${Date.now()}@requester.example`;
const password = "three quiet harbour lamps";
const subject = "Vouchers are refused at the checkout";
const answer = "The voucher service is back. Please try again.";
const note = "Cause: the certificate of the voucher service ran out.";
/** A held answer can be taken back for ten seconds before anybody sees it. */
const untilSent = { timeout: 120_000 };

let asDesk: Page;
let asRequester: Page;
let customer = "";
let number = "";

const conversation = (page: Page): Locator => page.getByRole("list", { name: "Conversation" });
const openOwn = (): Promise<unknown> => asRequester.goto(`/tickets/${number}`);

const newPage = async (browser: Browser): Promise<Page> => (await browser.newContext()).newPage();

const listTickets = async (page: Page) => ((await (await page.request.get("/api/v1/tickets?limit=100")).json()) as { items: { number: string; customer: { name: string } | null }[] }).items;

/** Everything that the open page shows and everything that its address answers with, not just what is in sight. */
const allOf = async (page: Page): Promise<string> => `${await page.content()} ${await (await page.request.get(page.url())).text()}`;

test.beforeAll(async ({ browser }) => {
  [asDesk, asRequester] = [await newPage(browser), await newPage(browser)];
  await signIn(asDesk);
});

test.afterAll(async () => {
  for (const page of [asDesk, asRequester]) await page.context().close();
});

test("an administrator invites a requester of a customer, who makes an account and is at home with nothing yet", async () => {
  await asDesk.goto("/accounts/users");
  await asDesk.getByRole("button", { name: "Invite" }).click();
  const dialog = asDesk.getByRole("dialog");
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByRole("checkbox", { name: /^Requester/ }).check();
  await dialog.getByRole("button", { name: "Make the invitation" }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await dialog.getByRole("combobox", { name: "Customer" }).click();
  const first = asDesk.getByRole("option").first();
  customer = await first.innerText();
  await first.click();
  await dialog.getByRole("button", { name: "Make the invitation" }).click();
  const invitation = await dialog.getByLabel("Invitation link").inputValue();

  await asRequester.goto(invitation);
  await asRequester.getByLabel("Your name").fill("Hanna Brandt");
  await asRequester.getByLabel("Password", { exact: true }).fill(password);
  await asRequester.getByRole("button", { name: "Create the account" }).click();
  await expect(asRequester.getByText("No requests yet")).toBeVisible();
  await expectAccessible(asRequester);
});

test("the requester asks by the keyboard, and sees that request and no other of the same customer", async () => {
  const { keyboard } = asRequester;
  // The page stands before its keys work: what is pressed before is lost, and pressed again.
  await expect(async () => {
    await asRequester.getByRole("button", { name: "New request" }).first().focus({ timeout: 1_000 });
    await keyboard.press("Enter");
    await expect(asRequester.getByLabel("What do you need?")).toBeFocused({ timeout: 5_000 });
  }).toPass();
  await keyboard.type(subject);
  await asRequester.getByLabel("Tell us more").focus();
  await keyboard.type("Since nine, **every** voucher.");
  await asRequester.getByRole("dialog").getByRole("button", { name: "Send" }).focus();
  await keyboard.press("Enter");
  await expect(asRequester.getByRole("heading", { name: subject, level: 1 })).toBeVisible();
  number = asRequester.url().split("/").at(-1) ?? "";
  await expect(conversation(asRequester)).toContainText("every voucher");
  await expectAccessible(asRequester);

  expect((await listTickets(asDesk)).filter((ticket) => ticket.customer?.name === customer).length).toBeGreaterThan(1);
  for (const path of ["/tickets", "/"]) {
    await asRequester.goto(path);
    await expect(asRequester.locator(`main a[href^='/tickets/${number}']`).first()).toBeVisible();
    const listed = await asRequester.locator("main a[href^='/tickets/']").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    expect(new Set(listed)).toEqual(new Set([`/tickets/${number}`]));
  }
  expect((await listTickets(asRequester)).map((ticket) => ticket.number)).toEqual([number]);
});

test("a ticket of somebody else answers like one that does not exist, on every face", async () => {
  const tickets = await listTickets(asDesk);
  const ofOther = tickets.find((ticket) => ticket.customer !== null && ticket.customer.name !== customer)?.number ?? "";
  const ofSame = tickets.find((ticket) => ticket.customer?.name === customer && ticket.number !== number)?.number ?? "";
  expect([ofOther, ofSame]).not.toContain("");
  const missing = `${ofOther}0000`;
  const pageOf = async (of: string): Promise<[number, string]> => {
    const response = await asRequester.goto(`/tickets/${of}`);
    return [response?.status() ?? 0, (await asRequester.locator("main").innerText()).replaceAll(of, "#").replace(/rq_\w+/, "")];
  };
  const restOf = async (of: string, path: string): Promise<[number, string]> => {
    const response = await asRequester.request.get(`/api/v1/tickets/${of}${path}`);
    const { error } = (await response.json()) as { error: { code: string; message: string } };
    return [response.status(), `${error.code} ${error.message.replaceAll(of, "#")}`];
  };
  for (const foreign of [ofOther, ofSame]) {
    expect(await pageOf(foreign)).toEqual(await pageOf(missing));
    for (const path of ["", "/thread", "/beside"]) {
      const told = await restOf(foreign, path);
      expect(told).toEqual(await restOf(missing, path));
      expect(told[0]).toBe(404);
    }
  }
});

test("the desk answers in public and among itself: the requester sees the answer, and never the note", async () => {
  await asDesk.goto(`/tickets/${number}`);
  await asDesk.keyboard.press("i");
  await asDesk.getByRole("textbox", { name: "Internal note" }).fill(note);
  await asDesk.keyboard.press("Control+Enter");
  await expect(conversation(asDesk)).toContainText("desk only");
  await asDesk.keyboard.press("Escape");
  await asDesk.keyboard.press("r");
  await asDesk.getByRole("textbox", { name: "Reply" }).fill(answer);
  await asDesk.keyboard.press("Control+Enter");
  await expect(conversation(asDesk)).toContainText(answer);
  await openOwn();
  // It can still be taken back: nobody outside has it.
  await expect(conversation(asRequester)).toContainText("every voucher");
  expect(await allOf(asRequester)).not.toContain(answer);
  await expect(conversation(asRequester)).toContainText(answer, untilSent);
  expect(await allOf(asRequester)).not.toContain("certificate of the voucher service");
  const found = await asRequester.request.get(`/api/v1/search?q=${encodeURIComponent("certificate voucher")}`);
  expect(await found.text()).not.toContain("certificate");
  await expectAccessible(asRequester);
});

test("the requester answers, closes and rates with one click, and the desk reads all of it", async () => {
  await openOwn();
  await asRequester.getByLabel("Your answer").fill("It works again, thank you.");
  await asRequester.getByRole("button", { name: "Send", exact: true }).click();
  await expect(asRequester.getByText("Your answer is with the desk.")).toBeVisible();
  await expect(conversation(asRequester)).toContainText("It works again, thank you.");
  await asRequester.getByRole("button", { name: "I need nothing more: close it" }).click();
  await expect(asRequester.getByText("The request is closed. Thank you.")).toBeVisible();
  await asRequester.getByRole("button", { name: "Good", exact: true }).click();
  await expect(asRequester.getByText("You said: Good.")).toBeVisible();
  await expectAccessible(asRequester);
  await asRequester.setViewportSize({ width: 390, height: 844 });
  expect(await settledOverflow(asRequester)).toBe(0);

  await asDesk.goto(`/tickets/${number}`);
  await expect(conversation(asDesk)).toContainText("It works again, thank you.");
  await expect(conversation(asDesk)).toContainText(note);
  await expect(asDesk.getByText("Closed").first()).toBeVisible();
  await expect(asDesk.getByText("Good, 5 of 5")).toBeVisible();
});
