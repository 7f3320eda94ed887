import { expect, test, type Locator, type Page, type Route } from "@playwright/test";
import { openPage } from "./support/open";
import { signIn } from "./support/portal";

const written = "The fix is out. Please try again.";
const more = "PS: it may take five minutes.";

const conversation = (page: Page): Locator => page.getByRole("list", { name: "Conversation" });

/** Keeps every answer that is sent from the server until it is let go, with what becomes of it. */
async function holdReplies(page: Page): Promise<{ letGo: (become: (route: Route) => Promise<void>) => Promise<void> }> {
  let arrived: (route: Route) => void = () => undefined;
  const held = new Promise<Route>((resolve) => (arrived = resolve));
  await page.route("**/api/trpc/tickets.reply*", (route) => arrived(route));
  return {
    letGo: async (become) => {
      await become(await held);
      await page.unroute("**/api/trpc/tickets.reply*");
    },
  };
}

async function openTicket(page: Page, subject: string): Promise<Locator> {
  await page.goto("/tickets/queue");
  await page.keyboard.press("c");
  await page.getByRole("textbox", { name: "Subject" }).fill(subject);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: subject, level: 1 })).toBeVisible();
  return page.getByRole("textbox", { name: "Reply" });
}

const myTickets = async (page: Page): Promise<number> => ((await (await page.request.get("/api/v1/tickets?queue=mine&limit=1")).json()) as { total: number }).total;

const refusals: [name: string, become: (route: Route) => Promise<void>, told: RegExp][] = [
  ["the connection breaks", (route) => route.abort(), /The portal did not answer. Check the connection/],
  ["a proxy answers in its place", (route) => route.fulfill({ status: 502, contentType: "text/html", body: "<h1>Bad gateway</h1>" }), /The portal did not answer. Check the connection/],
  ["the server refuses it", (route) => route.fulfill({ status: 409, json: { error: { message: "Ben Okoro has answered in the meantime.", code: -32009, data: { code: "CONFLICT", httpStatus: 409 } } } }), /Ben Okoro has answered in the meantime/],
];

for (const [name, become, told] of refusals) {
  test(`an answer is shown at once; when ${name} it is gone again, its text is back before what was written since, and the writer is told`, async ({ page }) => {
    await signIn(page);
    const reply = await openTicket(page, `Fault: ${name}`);
    const { letGo } = await holdReplies(page);
    await reply.fill(written);
    await reply.press("Control+Enter");
    const shown = page.getByRole("status").filter({ hasText: written });
    await expect(shown).toBeVisible();
    await expect(reply).toHaveValue("");
    await reply.fill(more);
    await letGo(become);
    await expect(page.getByText(told)).toBeVisible();
    await expect(shown).toHaveCount(0);
    await expect(reply).toHaveValue(`${written}\n\n${more}`);
    await expect(conversation(page).getByRole("listitem")).toHaveCount(1);

    await reply.press("Control+Enter");
    await expect(conversation(page)).toContainText(more);
    await expect(page.getByText(told)).toHaveCount(0);
    await expect(reply).toHaveValue("");
  });
}

test("an answer that is taken back stands before what was written since", async ({ page }) => {
  await signIn(page);
  const reply = await openTicket(page, "Fault: second thoughts");
  await reply.fill(written);
  await reply.press("Control+Enter");
  await expect(conversation(page)).toContainText(written);
  await reply.fill(more);
  await conversation(page).getByRole("button", { name: "Undo" }).click();
  await expect(reply).toHaveValue(`${written}\n\n${more}`);
  await expect(page.getByText(/^draft saved/)).toBeVisible();
  await page.reload();
  await expect(reply).toHaveValue(`${written}\n\n${more}`);
});

test("a key that is held takes one ticket, and not all that wait", async ({ page }) => {
  await signIn(page);
  for (const subject of ["Fault: waits first", "Fault: waits second"]) await openTicket(page, subject);
  await openPage(page, "/tickets/queue?queue=mine");
  const before = await myTickets(page);
  for (let time = 0; time < 6; time += 1) await page.keyboard.down("n");
  await page.keyboard.up("n");
  await expect(page).toHaveURL(/\/tickets\/(?!queue\?)[^/?]+\?queue=mine$/);
  expect(await myTickets(page)).toBe(before + 1);
});

test("a macro without a text says what it changes, and changes it without a message", async ({ page }) => {
  await signIn(page);
  await page.goto("/tickets/macros");
  await page.getByRole("button", { name: "New macro" }).click();
  await page.getByRole("textbox", { name: "Title" }).fill("Put aside");
  await page.getByRole("combobox", { name: "Sets the state" }).click();
  await page.getByRole("option", { name: "Awaiting User Info" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const reply = await openTicket(page, "Fault: nothing to say");
  await page.keyboard.press("m");
  await page.getByPlaceholder("Find a macro").fill("put aside");
  await page.getByRole("option", { name: /Put aside/ }).first().click();
  const changes = page.getByRole("group", { name: "Changes with the message" });
  await expect(changes).toContainText("To be changed: State Awaiting User Info");
  await reply.fill("Hello");
  await expect(changes).toContainText("Changes with it: State Awaiting User Info");
  await reply.fill("");
  await changes.getByRole("button", { name: "Change without a message" }).click();
  await expect(changes).toHaveCount(0);
  await expect(page.getByRole("main").getByText("Awaiting User Info").first()).toBeVisible();
  await expect(conversation(page).getByRole("listitem")).toHaveCount(1);
});
