import { afterEach, describe, expect, it, vi } from "vitest";
import { portalFetch, unreachable } from "@/lib/portal-fetch";

afterEach(() => vi.unstubAllGlobals());
const answerWith = (answer: () => Promise<Response>): void => void vi.stubGlobal("fetch", vi.fn(answer));

describe("a call of the portal", () => {
  it("hands on what the portal answers, a refusal too", async () => {
    const refusal = Response.json({ error: { message: "Somebody was faster." } }, { status: 409 });
    answerWith(() => Promise.resolve(refusal));
    expect(await portalFetch("/api/trpc")).toBe(refusal);
  });

  it.each([
    ["without a connection", () => Promise.reject(new TypeError("Failed to fetch"))],
    ["answered by a page of a proxy", () => Promise.resolve(new Response("<html>Bad gateway</html>", { status: 502, headers: { "content-type": "text/html" } }))],
  ])("%s is told in plain words", async (_case, answer) => {
    answerWith(answer);
    await expect(portalFetch("/api/trpc")).rejects.toThrow(unreachable);
  });

  it("that was given up stays given up", async () => {
    answerWith(() => Promise.reject(new DOMException("given up", "AbortError")));
    await expect(portalFetch("/api/trpc")).rejects.toMatchObject({ name: "AbortError" });
  });
});
