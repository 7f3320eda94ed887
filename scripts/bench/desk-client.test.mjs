import http from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deskClient } from "./desk-client.mjs";

/** Closes the connection of every second request that comes over it, as a server does with one that has idled too long. */
const requests = new WeakMap();
const server = http.createServer((request, response) => {
  const count = (requests.get(request.socket) ?? 0) + 1;
  requests.set(request.socket, count);
  if (count === 2 || request.url === "/api/v1/gone") return request.socket.destroy();
  response.end(JSON.stringify({ method: request.method }));
});
let url = "";
beforeAll(() => new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve((url = `http://127.0.0.1:${server.address().port}`)))));
afterAll(() => server.close());

describe("the client of the desk's bench", () => {
  it("asks again what only reads when an idle connection was closed under it", async () => {
    const kept = {};
    const { call, end } = deskClient(url, "token", kept);
    for (let round = 0; round < 3; round++) expect(await call("list", "/tickets").then(({ status, read }) => [status, read()])).toEqual([200, { method: "GET" }]);
    expect(kept.list).toHaveLength(3);
    end();
  });
  it("tells of a write without an answer, and does not repeat it", async () => {
    const { call, end } = deskClient(url, "token", {});
    await call("list", "/tickets");
    expect(await call("reply", "/tickets/1/messages", { method: "POST", body: {} }).then(({ status, read }) => [status, read()])).toEqual([0, { error: { message: "ECONNRESET" } }]);
    end();
  });
  it("ends when the server never answers", async () => {
    const { call, end } = deskClient(url, "token", {});
    expect((await call("gone", "/gone")).status).toBe(0);
    end();
  });
});
