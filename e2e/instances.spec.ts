import { expect, test, type APIRequestContext } from "@playwright/test";
import { OwnRedis, removeServices, startInstance, type Instance } from "./support/instances";
import { lockTable } from "./support/lock-table";
import { signIn } from "./support/portal";

interface AnsweredBrief {
  outcome: string;
  tables: { id: string; rows: Record<string, unknown>[] }[];
  trace: { cache: string; cacheKey: string };
}

const question = "How many services do we have?";
/** A question that comes this soon after a write at another server is answered with it. */
const agreeWithinMs = 50;

const prefix = "two-instances";

let redis: OwnRedis;
let instances: [Instance, Instance];
let api: APIRequestContext;
let headers: Record<string, string>;

test.beforeAll(async ({ browser, playwright }) => {
  redis = await OwnRedis.start();
  instances = [await startInstance(redis), await startInstance(redis)];
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page);
  const made = await page.request.post("/api/v1/profile/tokens", { headers: { origin: new URL(page.url()).origin }, data: { name: "instances", permissions: ["catalog.read", "catalog.write", "query.ask", "platform.read"], expiresInDays: 1 } });
  expect(made.ok(), await made.text()).toBe(true);
  headers = { authorization: `Bearer ${((await made.json()) as { token: string }).token}` };
  await context.close();
  api = await playwright.request.newContext();
});

test.afterAll(async () => {
  await api.dispose();
  await Promise.all(instances.map(({ stop }) => stop()));
  await redis.close();
  await removeServices(prefix);
});

async function ask({ url }: Instance): Promise<AnsweredBrief> {
  const response = await api.post(`${url}/api/v1/ask`, { headers, data: { question } });
  expect(response.ok(), await response.text()).toBe(true);
  return (await response.json()) as AnsweredBrief;
}

const countIn = ({ tables }: AnsweredBrief): unknown => tables[0]?.rows[0]?.service_count;

async function addService({ url }: Instance, slug: string): Promise<void> {
  const response = await api.post(`${url}/api/v1/services`, { headers, data: { slug, name: slug, tier: 3 } });
  expect(response.ok(), await response.text()).toBe(true);
}

test("two servers with one Redis share answers, and agree at once after a write at either", async () => {
  const [first, second] = instances;
  // A shared cache that was late once is left alone for five seconds: on a busy machine the first answers may not be shared.
  let round = 0;
  await expect(async () => {
    await addService(first, `${prefix}-zero-${(round += 1)}`);
    const before = await ask(first);
    expect(before.trace.cache).toBe("miss");
    const shared = await ask(second);
    expect([shared.trace.cache, shared.trace.cacheKey, countIn(shared)]).toEqual(["hit", before.trace.cacheKey, countIn(before)]);
  }).toPass({ timeout: 180_000, intervals: [2_000] });

  for (const [writer, reader, slug] of [[first, second, `${prefix}-one`], [second, first, `${prefix}-two`]] as const) {
    const known = Number(countIn(await ask(reader)));
    let written = 0;
    // Where this process was held up before it could ask, another service is written.
    for (let lateMs = agreeWithinMs; lateMs >= agreeWithinMs;) {
      await addService(writer, `${slug}-${(written += 1)}`);
      const writtenAt = performance.now();
      const asked = ask(reader);
      lateMs = performance.now() - writtenAt;
      expect(countIn(await asked)).toBe(known + written);
    }
    expect(countIn(await ask(writer))).toBe(known + written);
  }
});

test("they go on with right answers when the Redis stops", async () => {
  const [first, second] = instances;
  const known = Number(countIn(await ask(second)));
  await redis.kill();
  await addService(first, `${prefix}-three`);
  for (const instance of [first, second, first, second]) expect(countIn(await ask(instance))).toBe(known + 1);
});

test("a server that is killed in the middle of an answer loses no conversation: the other one has it, and goes on with it", async ({ browser }) => {
  const [first, second] = instances;
  const context = await browser.newContext({ baseURL: first.url });
  const page = await context.newPage();
  await signIn(page);
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const stream = (body: object): Promise<Response> => fetch(`${first.url}/api/ask`, { method: "POST", headers: { "content-type": "application/json", origin: first.url, cookie }, body: JSON.stringify(body) });
  const before = "Tickets by priority over the whole record";
  const { threadId } = JSON.parse((await (await stream({ question: before })).text()).split("\n")[0] ?? "{}") as { threadId: string };
  const outages = await lockTable("outage");
  const under = "How many outages over the whole record?";
  const reading = await (await stream({ question: under, threadId })).body?.getReader().read();
  await first.kill();
  expect(new TextDecoder().decode(reading?.value)).toContain('"type":"plan"');
  await outages.letGo();

  await page.goto(`${second.url}/ask?thread=${encodeURIComponent(threadId)}`);
  await expect(page.getByRole("heading", { name: under })).toBeVisible();
  await expect(page.getByText("This question was interrupted")).toBeVisible();
  await expect(page.getByRole("region", { name: "Earlier in this conversation" })).toContainText(before);
  await page.getByRole("button", { name: "Ask again" }).click();
  await expect(page.getByTestId("headline")).toContainText(/outages/i);
  await context.close();
});
