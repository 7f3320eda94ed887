import { expect, it } from "vitest";
import { serveQuestion } from "./serve-question";

it("a question beyond the room gets 503, when to come back, and a request to quote", async () => {
  let leave: () => void = () => undefined;
  const left = new Promise<void>((resolve) => (leave = resolve));
  const inside = Array.from({ length: 128 }, () => serveQuestion(async () => {
    await left;
    return new Response("answered");
  }));
  const turnedAway = await serveQuestion(async () => new Response("too many"));
  expect([turnedAway.status, turnedAway.headers.get("retry-after")]).toEqual([503, "2"]);
  expect(await turnedAway.json()).toMatchObject({ error: { code: "UNAVAILABLE", requestId: turnedAway.headers.get("x-request-id") } });
  leave();
  expect(await (await inside[0])?.text()).toBe("answered");
  await Promise.all(inside);
  expect((await serveQuestion(async () => new Response("answered"))).status).toBe(200);
});
