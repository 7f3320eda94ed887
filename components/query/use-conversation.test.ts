import { expect, it } from "vitest";
import type { StoreApi } from "zustand";
import type { AskState, AskStore, Opening } from "./ask-store";
import { isSameConversation } from "./use-conversation";

const nothing: Opening = { question: null, plan: null, threadId: null, brief: null, earlier: [], interrupted: null };
const working = (question: string): AskState => ({ status: "working", request: { question }, plan: null, reading: null, label: "" });
const answered = { status: "answered", request: { question: "q" } } as AskState;
const failed: AskState = { status: "failed", request: { question: "q" }, message: "", requestId: null };
const stopped: AskState = { status: "stopped", request: { question: "q" }, byReader: true };

function rendered(next: Partial<Opening>, session: { opening?: Partial<Opening>; state: AskState; threadId?: string | null; renderId?: string }): boolean {
  const store = { getState: () => ({ state: session.state, threadId: session.threadId ?? null }) } as unknown as StoreApi<AskStore>;
  return isSameConversation({ opening: { ...nothing, ...next }, renderId: "2" }, { opening: { ...nothing, ...session.opening }, renderId: session.renderId ?? "1", store });
}

it.each([
  ["the same rendering", true, rendered({ question: "z" }, { state: answered, renderId: "2" })],
  ["fresh data under an open conversation", true, rendered({ threadId: "t" }, { opening: { question: "q" }, state: answered, threadId: "t" })],
  ["another conversation", false, rendered({ threadId: "u" }, { state: answered, threadId: "t" })],
  ["fresh data while the first question is read", true, rendered({}, { state: working("typed") })],
  ["fresh data on the empty page", true, rendered({}, { state: { status: "idle" } })],
  ["back to the empty page from a conversation", false, rendered({}, { opening: { threadId: "t" }, state: answered, threadId: "t" })],
  ["back to the empty page after a question asked there", false, rendered({}, { state: answered, threadId: "t" })],
  ["the same link while its question is under way", true, rendered({ question: "q" }, { opening: { question: "q" }, state: working("q"), threadId: "t" })],
  ["fresh data under a question that failed before it had a name: it is not asked again by itself", true, rendered({ question: "q" }, { opening: { question: "q" }, state: failed })],
  ["fresh data under a typed question that the reader stopped before it had a name", true, rendered({ question: "q" }, { state: stopped })],
  ["fresh data under a typed question that failed before it had a name", true, rendered({ question: "q" }, { state: failed })],
  ["back to the empty page from a question that was stopped", false, rendered({}, { state: stopped })],
  ["a link with another question than the one that was stopped", false, rendered({ question: "z" }, { state: stopped })],
  ["the same link again after its answer", false, rendered({ question: "q" }, { opening: { question: "q" }, state: answered, threadId: "t" })],
  ["a link with another question", false, rendered({ question: "z" }, { opening: { question: "q" }, state: working("q") })],
])("%s", (_name, expected, isSame) => expect(isSame).toBe(expected));
