import { afterEach, describe, expect, it, vi } from "vitest";
import type { Brief } from "#contract/query";
import { createAskStore, type Opening } from "./ask-store";

const nothing: Opening = { question: null, plan: null, threadId: null, brief: null, earlier: [], interrupted: null };
const brief = (runId: string, question = "How many?") => ({ runId, question, outcome: "answered", headline: [{ kind: "text", text: "42", quiet: false }], asOf: "2026-08-19T10:00:00Z" }) as unknown as Brief;
const plan = { type: "plan", id: "plan", plan: {}, reading: { chips: [] }, threadId: "qth_1", runId: "qr_1" };
const stream = (...parts: object[]): Response => new Response(parts.map((part) => `${JSON.stringify(part)}\n`).join(""));

/** Answers every request with these responses in turn, and keeps what was sent. */
function serve(...responses: (Response | Error | "never")[]): Record<string, unknown>[] {
  const sent: Record<string, unknown>[] = [];
  vi.stubGlobal("fetch", (_url: string, init: { body: string; signal: AbortSignal }) => {
    sent.push(JSON.parse(init.body) as Record<string, unknown>);
    const next = responses.shift();
    if (next instanceof Response) return Promise.resolve(next);
    return new Promise((_resolve, reject) => (next === "never" ? init.signal.addEventListener("abort", () => reject(new Error("aborted"))) : reject(next ?? new Error("none"))));
  });
  return sent;
}

afterEach(() => vi.unstubAllGlobals());

describe("the conversation of a page", () => {
  it("begins by working on the question it was opened with, so that nothing moves when the answer starts", () => {
    expect(createAskStore({ ...nothing, question: "How many?" }).getState().state).toMatchObject({ status: "working", request: { question: "How many?" } });
  });

  it("names its thread as soon as the reading is there, and asks on from the answer that it shows", async () => {
    const sent = serve(stream(plan, { type: "brief", id: "brief", brief: brief("qr_1") }), stream(plan, { type: "brief", id: "brief", brief: brief("qr_2", "And then?") }));
    const store = createAskStore(nothing);
    const threads: (string | null)[] = [];
    store.subscribe(({ state, threadId }) => void (state.status === "working" && threads.push(threadId)));
    await store.getState().ask({ question: "How many?" });
    await store.getState().ask({ question: "And then?" });
    expect(threads.slice(0, 2)).toEqual([null, "qth_1"]);
    expect(sent.map(({ threadId, afterRun }) => [threadId, afterRun])).toEqual([[null, null], ["qth_1", "qr_1"]]);
    expect(store.getState().earlier.map(({ id, headline }) => [id, headline])).toEqual([["qr_1", "42"]]);
  });

  it("says that it was stopped when the reader stops it, and can be asked again", async () => {
    serve("never", stream(plan, { type: "brief", id: "brief", brief: brief("qr_1") }));
    const store = createAskStore(nothing);
    const asking = store.getState().ask({ question: "How many?" });
    store.getState().stop();
    await asking;
    expect(store.getState().state).toMatchObject({ status: "stopped", byReader: true });
    await store.getState().ask({ question: "How many?" });
    expect(store.getState().state.status).toBe("answered");
  });

  it("asks again after the page was mounted twice, and not while the first is under way", async () => {
    const sent = serve("never", stream(plan, { type: "brief", id: "brief", brief: brief("qr_1") }));
    const store = createAskStore({ ...nothing, question: "How many?" });
    store.getState().begin();
    store.getState().begin();
    store.getState().leave();
    store.getState().begin();
    await vi.waitFor(() => expect(store.getState().state.status).toBe("answered"), { timeout: 30_000 });
    expect(sent).toHaveLength(2);
  });

  it("shows what was interrupted, never an empty page", () => {
    expect(createAskStore({ ...nothing, threadId: "qth_1", interrupted: "How many?" }).getState().state).toEqual({ status: "stopped", request: { question: "How many?" }, byReader: false });
  });

  it.each([
    ["a refusal with its request id", Response.json({ error: { message: "Too many.", requestId: "rq_1" } }, { status: 503 }), { message: "Too many.", requestId: "rq_1" }],
    ["a page of a proxy", new Response("<html>", { status: 502, headers: { "x-request-id": "rq_2" } }), { message: expect.stringContaining("did not answer") as string, requestId: "rq_2" }],
    ["a lost connection", new TypeError("fetch failed"), { message: expect.stringContaining("did not answer") as string, requestId: null }],
    ["an answer that breaks off", stream(plan), { message: "The connection ended before the answer was complete.", requestId: null }],
    ["an error on the way", stream(plan, { type: "error", id: "error", message: "Too late.", requestId: "rq_3" }), { message: "Too late.", requestId: "rq_3" }],
  ])("shows %s", async (_name, response, shown) => {
    serve(response);
    const store = createAskStore(nothing);
    await store.getState().ask({ question: "How many?" });
    expect(store.getState().state).toMatchObject({ status: "failed", ...shown });
  });
});
