import http from "node:http";
import { createRequire } from "node:module";
import { afterEach, beforeAll, expect, it } from "vitest";

const post = (url, headers = {}) => new Promise((resolve, reject) => {
  const call = http.request(url, { method: "POST", agent: false, headers }, (response) => {
    let body = "";
    response.on("data", (chunk) => (body += chunk)).on("end", () => resolve({ status: response.statusCode, headers: response.headers, body }));
  });
  call.on("error", reject).end(JSON.stringify({ question: "how are we doing" }));
});

let server;

beforeAll(() => createRequire(import.meta.url)("./preload.cjs"));
afterEach(() => {
  delete globalThis.__quarterdeckDoor;
  server?.close();
});

/** A server whose answers wait until they are let go; tells how many requests have come as far as its handler. */
async function waitingServer() {
  const waiting = [];
  server = http.createServer((_, response) => waiting.push(() => response.end("answered")));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const arrived = async (count) => {
    while (waiting.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  return { url: `http://127.0.0.1:${server.address().port}`, waiting, arrived };
}

it("a question beyond the room is refused before the handler, with when to come back; other requests pass; the room is given back", async () => {
  globalThis.__quarterdeckDoor = { inside: 0, room: 2, message: "Too many." };
  const { url, waiting, arrived } = await waitingServer();
  const inside = [post(`${url}/api/ask`), post(`${url}/api/v1/ask`)];
  await arrived(2);
  const refused = await post(`${url}/api/v1/ask`);
  expect([refused.status, refused.headers["retry-after"], JSON.parse(refused.body).error.code, waiting.length]).toEqual([503, "2", "UNAVAILABLE", 2]);
  expect(JSON.parse(refused.body).error.requestId).toBe(refused.headers["x-request-id"]);
  const other = post(`${url}/api/v1/tickets`);
  await arrived(3);
  for (const answer of waiting) answer();
  expect((await Promise.all([...inside, other])).map(({ status }) => status)).toEqual([200, 200, 200]);
  const next = post(`${url}/api/ask`);
  await arrived(4);
  waiting[3]();
  expect((await next).status).toBe(200);
});

it("before the engine has named its room, nothing is refused", async () => {
  const { url, waiting, arrived } = await waitingServer();
  const all = Array.from({ length: 3 }, () => post(`${url}/api/ask`));
  await arrived(3);
  for (const answer of waiting) answer();
  expect((await Promise.all(all)).map(({ status }) => status)).toEqual([200, 200, 200]);
});

it("who asks names neither their address nor the request", async () => {
  server = http.createServer((request, response) => response.end(JSON.stringify(request.headers)));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { body } = await post(`http://127.0.0.1:${server.address().port}/api/v1/ask`, { "x-request-id": "made-up", "x-peer-address": "192.0.2.1" });
  expect(JSON.parse(body)).toMatchObject({ "x-peer-address": "127.0.0.1" });
  expect(JSON.parse(body)).not.toHaveProperty("x-request-id");
});
