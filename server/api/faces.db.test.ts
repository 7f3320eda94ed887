import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "../platform/db/test-database";
import { execute, type Ctx } from "../platform/registry";
import { testContext } from "../platform/registry/test-context";
import { serveMcp } from "./mcp";
import { operations } from "./operations";
import { registered } from "./registered";
import { serveRest } from "./rest";
import { appRouter } from "./router";

const input = { name: "Checkout", slug: "checkout", tier: 1 };

async function mcpCall(name: string, args: unknown, ctx: Ctx): Promise<{ isError?: boolean; structuredContent?: unknown; content: { text: string }[] }> {
  const request = new Request("http://portal.test/api/mcp", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json, text/event-stream" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params: { name, arguments: args } }),
  });
  const body = (await (await serveMcp(request, ctx)).json()) as { result: { isError?: boolean; structuredContent?: unknown; content: { text: string }[] } };
  return body.result;
}

const rest = (path: string, ctx: Ctx): Promise<Response> => serveRest(new Request(`http://portal.test/api/v1/${path}`), path.replace(/\?.*/, "").split("/"), ctx);

describe("one operation through its four faces", () => {
  let database: TestDatabase;
  const admin = testContext("admin");

  beforeAll(async () => {
    database = await testDatabase();
    await execute(operations.catalog.createService, input, admin);
  });
  afterAll(() => database.drop());

  it("gives the same answer by tRPC, REST, MCP and direct call", async () => {
    const direct = await execute(operations.catalog.listServices, {}, admin);
    expect(direct.items.map((service) => service.slug)).toEqual(["checkout"]);
    expect(await appRouter.createCaller(admin).catalog.listServices({})).toEqual(direct);
    expect(await (await rest("services", admin)).json()).toEqual(direct);
    expect((await mcpCall("catalog_listServices", {}, admin)).structuredContent).toEqual(direct);
  });

  it("refuses a role without the permission on every face, and never answers with an empty list", async () => {
    const viewer = testContext("viewer");
    await expect(execute(operations.accounts.listUsers, {}, viewer)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(appRouter.createCaller(viewer).accounts.listUsers({})).rejects.toMatchObject({ code: "FORBIDDEN" });
    const response = await rest("accounts/users", viewer);
    expect([403, 404]).toContain(response.status);
    const tool = await mcpCall("accounts_listUsers", {}, viewer);
    expect(tool.isError).toBe(true);
    expect(tool.content[0]?.text).toMatch(/^FORBIDDEN/);
  });

  it("names the field at fault in one form", async () => {
    const response = await serveRest(new Request("http://portal.test/api/v1/services", { method: "POST", body: JSON.stringify({ name: "" }) }), ["services"], admin);
    expect(response.status).toBe(400);
    expect(((await response.json()) as { error: { code: string; faults: unknown[] } }).error.faults.length).toBeGreaterThan(0);
  });
});

describe("the registry", () => {
  it("holds a permission, a summary and a route of its own for every operation", () => {
    const routes = registered().map((entry) => entry.operation.rest.replace(/\{\w+\}/g, "{}"));
    expect(new Set(routes).size).toBe(routes.length);
    for (const entry of registered()) {
      expect(entry.operation.permission, entry.id).toBeTruthy();
      expect(entry.operation.summary.length, entry.id).toBeGreaterThan(7);
      expect(entry.method === "GET" ? ["read", "propose"] : ["write", "propose", "read"], entry.id).toContain(entry.operation.effect);
    }
  });

  it("opens to strangers only what they need to come in", () => {
    const open = registered().filter((entry) => entry.operation.permission === "public").map((entry) => entry.id);
    expect(open.filter((id) => !id.startsWith("accounts_"))).toEqual([]);
  });
});
