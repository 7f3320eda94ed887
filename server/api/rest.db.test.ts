import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "../platform/db/test-database";
import { forgetRequests } from "../platform/requests";
import { RequestLimiter } from "../platform/requests/request-limiter";
import { testContext } from "../platform/registry/test-context";
import { openApiDocument } from "./openapi";
import { serveRest } from "./rest";

const perMinute = 12;
let database: TestDatabase;

beforeAll(async () => {
  process.env.API_REQUESTS_PER_MINUTE = String(perMinute);
  database = await testDatabase();
});
afterAll(() => database.drop());

let callers = 0;
/** A person with a token of their own, so that limits and keys of the tests do not meet. */
function caller() {
  const name = `usr_${(callers += 1)}`;
  const ctx = testContext("admin", { via: "rest", actor: { kind: "token", userId: name }, clock: { now: () => new Date() } });
  const send = async (method: string, path: string, options: { body?: unknown; key?: string } = {}) => {
    const headers = { authorization: `Bearer ${name}`, ...(options.key === undefined ? {} : { "idempotency-key": options.key }) };
    const request = new Request(`http://portal.test/api/v1/${path}`, { method, headers, body: options.body === undefined ? undefined : JSON.stringify(options.body) });
    const response = await serveRest(request, path.split("/"), ctx);
    return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, unknown> & { error?: { code: string; message: string } } };
  };
  return { name, ctx, send };
}

const service = (slug: string) => ({ name: slug, slug, tier: 1 });
const servicesNamed = async (slug: string) => (await database.query("select count(*)::int as n from service where slug like $1", [`${slug}%`]))[0]?.n;

describe("the limit of a token", () => {
  it("is told with every answer and ends in 429 with the time to wait", async () => {
    const { send } = caller();
    const first = await send("GET", "services");
    expect(Object.fromEntries(["limit", "remaining", "policy"].map((name) => [name, first.headers.get(`ratelimit-${name}`)]))).toEqual({ limit: "12", remaining: "11", policy: "12;w=60" });
    for (let count = 1; count < perMinute; count += 1) expect((await send("GET", "services")).status).toBe(200);
    const refused = await send("GET", "services");
    expect(refused).toMatchObject({ status: 429, body: { error: { code: "LIMIT_EXCEEDED" } } });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(60);
    expect((await caller().send("GET", "services")).status).toBe(200);
  });

  it("counts what is not found and what is refused", async () => {
    const { send } = caller();
    await send("GET", "nothing/here");
    expect((await send("GET", "services")).headers.get("ratelimit-remaining")).toBe("10");
  });

  it("is one for all servers of an installation, also for requests that arrive together", async () => {
    const [one, two] = [new RequestLimiter(600), new RequestLimiter(600)];
    const asked = await Promise.all(Array.from({ length: 1400 }, (_, index) => (index % 2 === 0 ? one : two).consume("token:shared")));
    expect(asked.filter((each) => each.isAllowed)).toHaveLength(600);
    // Twenty at a time, and at most one refusal for each process.
    expect([31, 32]).toContain((await database.query("select points from rate_limit where key = 'api:token:shared'"))[0]?.points);
  });

  it("begins anew with the next minute", async () => {
    await new RequestLimiter(1).consume("token:again");
    await database.query("update rate_limit set expire = 1 where key = 'api:token:again'");
    expect((await new RequestLimiter(1).consume("token:again")).isAllowed).toBe(true);
  });
});

describe("an idempotency key", () => {
  it("answers a repetition with the first answer and acts once", async () => {
    const { send } = caller();
    const first = await send("POST", "services", { body: service("once"), key: "k-1" });
    const again = await send("POST", "services", { body: service("once"), key: "k-1" });
    expect(first.status).toBe(200);
    expect(again.body).toEqual(first.body);
    expect([first.headers.get("idempotency-replayed"), again.headers.get("idempotency-replayed")]).toEqual([null, "true"]);
    expect(await servicesNamed("once")).toBe(1);
    expect((await send("POST", "services", { body: service("once") })).status).toBe(409);
  });

  it("lets one of many at once act, and the others get its answer", async () => {
    const { send } = caller();
    const answers = await Promise.all(Array.from({ length: 8 }, () => send("POST", "services", { body: service("together"), key: "k-2" })));
    expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(200));
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    expect(await servicesNamed("together")).toBe(1);
  });

  it("is refused for another request", async () => {
    const { send } = caller();
    await send("POST", "services", { body: service("mine"), key: "k-3" });
    expect(await send("POST", "services", { body: service("mine-2"), key: "k-3" })).toMatchObject({ status: 422, body: { error: { code: "CONFLICT", message: expect.stringContaining("another request") as string } } });
    expect(await servicesNamed("mine")).toBe(1);
  });

  it("belongs to who names it", async () => {
    await caller().send("POST", "services", { body: service("shared-key-a"), key: "k-4" });
    expect((await caller().send("POST", "services", { body: service("shared-key-b"), key: "k-4" })).status).toBe(200);
    expect(await servicesNamed("shared-key")).toBe(2);
  });

  it("may be used again after a failure, which changed nothing", async () => {
    const { send } = caller();
    expect((await send("POST", "services", { body: { name: "" }, key: "k-5" })).status).toBe(400);
    expect((await send("POST", "services", { body: service("after-failure"), key: "k-5" })).status).toBe(200);
  });

  it("never runs again what was cut off in the middle", async () => {
    const { send, name } = caller();
    const body = service("cut");
    await send("POST", "services", { body, key: "k-6" });
    await database.query("delete from service where slug = 'cut'");
    await database.query("update idempotent_request set status = null, response = null, created_at = now() - interval '3 minutes' where actor_id = $1", [name]);
    expect(await send("POST", "services", { body, key: "k-6" })).toMatchObject({ status: 409, body: { error: { message: expect.stringContaining("cut off") as string } } });
    expect(await servicesNamed("cut")).toBe(0);
  });

  it("keeps no answer in readable form, and none for longer than a day", async () => {
    const { send, name, ctx } = caller();
    await send("POST", "services", { body: service("sealed"), key: "k-7" });
    expect(JSON.stringify(await database.query("select response from idempotent_request where actor_id = $1", [name]))).not.toContain("sealed\"");
    await database.query("update idempotent_request set created_at = now() - interval '25 hours' where actor_id = $1", [name]);
    await forgetRequests(ctx.clock);
    expect(await database.query("select key from idempotent_request where actor_id = $1", [name])).toEqual([]);
  });

  it.each(["", "with space", "é", "x".repeat(201)])("is refused in the form %j", async (key) => {
    const { ctx } = caller();
    const headers = { authorization: "Bearer x" };
    const request = new Request("http://portal.test/api/v1/services", { method: "POST", headers, body: JSON.stringify(service("form")) });
    // The header class refuses some of these itself; a server passes them on.
    Object.defineProperty(request, "headers", { value: { get: (name: string) => (name === "idempotency-key" ? key : null) } });
    expect((await serveRest(request, ["services"], ctx)).status).toBe(400);
  });
});

describe("the body of a request", () => {
  it("is refused when it is larger than a mebibyte", async () => {
    const { send } = caller();
    expect(await send("POST", "services", { body: { name: "x".repeat(1_100_000) } })).toMatchObject({ status: 413, body: { error: { message: expect.stringContaining("1 MiB") as string } } });
  });
});

describe("the description of the API", () => {
  it("tells of the limit and of idempotency keys", () => {
    const paths = openApiDocument("http://portal.test").paths as Record<string, Record<string, { parameters: { name: string }[]; responses: Record<string, unknown> }>>;
    expect(paths["/services"]?.post?.parameters.map((parameter) => parameter.name)).toContain("Idempotency-Key");
    expect(Object.keys(paths["/services"]?.post?.responses ?? {})).toEqual(expect.arrayContaining(["409", "422", "429"]));
    expect(paths["/services"]?.get?.parameters.map((parameter) => parameter.name)).not.toContain("Idempotency-Key");
  });
});

describe("a body", () => {
  const alert = (host: number) => ({ status: "firing", labels: { alertname: "HostDown", instance: `host-${host}`, severity: "page" }, annotations: { description: "x".repeat(300) }, startsAt: "2026-08-19T10:00:00Z" });

  it("of Alertmanager may hold a storm of 10,000 alerts, which is more than others may send", async () => {
    const { send } = caller();
    const body = { version: "4", alerts: Array.from({ length: 10_000 }, (_, host) => alert(host)) };
    expect(JSON.stringify(body).length).toBeGreaterThan(4_000_000);
    expect(await send("POST", "alerts/alertmanager", { body })).toMatchObject({ status: 200, body: { received: 10_000, began: 10_000 } });
    expect(await send("POST", "services", { body: { ...service("large"), description: "x".repeat(2_000_000) } })).toMatchObject({ status: 413, body: { error: { code: "TOO_LARGE" } } });
  });

  it.each([["alerts/alertmanager", 33], ["services", 2]])("without an end is refused at %s before it is held, and the next one is served", async (path, most) => {
    const { ctx, send } = caller();
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({ pull: (stream) => { sent += 1; stream.enqueue(new Uint8Array(1_048_576).fill(32)); } });
    const response = await serveRest(new Request(`http://portal.test/api/v1/${path}`, { method: "POST", body: endless, duplex: "half" } as RequestInit), path.split("/"), ctx);
    expect([response.status, ((await response.json()) as { error: { code: string } }).error.code]).toEqual([413, "TOO_LARGE"]);
    expect(sent).toBeLessThanOrEqual(most + 2);
    expect((await send("GET", "services")).status).toBe(200);
  });
});
