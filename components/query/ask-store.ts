import { createStore } from "zustand";
import type { Brief, QueryPlan, Reading } from "#contract/query";
import { readParts } from "./read-stream";

export type AskState =
  | { status: "idle" }
  | { status: "working"; question: string; plan: QueryPlan | null; reading: Reading | null; label: string }
  | { status: "answered"; question: string; brief: Brief }
  | { status: "failed"; question: string; message: string; requestId: string | null };

export interface AskStore {
  state: AskState;
  threadId: string | null;
  ask: (question: string) => Promise<void>;
  stop: () => void;
}

const failureOf = async (response: Response): Promise<{ message: string; requestId: string | null }> => {
  const body = (await response.json().catch(() => null)) as { error?: { message?: string; requestId?: string } } | null;
  return { message: body?.error?.message ?? "The portal did not answer. Try again in a moment.", requestId: body?.error?.requestId ?? null };
};

/** One conversation of one mounted page: a new question replaces the one under way. */
export function createAskStore(initial: { brief: Brief | null; threadId: string | null }) {
  let current: AbortController | null = null;
  return createStore<AskStore>((set, get) => ({
    state: initial.brief ? { status: "answered", question: initial.brief.question, brief: initial.brief } : { status: "idle" },
    threadId: initial.threadId,
    stop: () => {
      current?.abort();
      set({ state: { status: "idle" } });
    },
    ask: async (question) => {
      current?.abort();
      const controller = (current = new AbortController());
      set({ state: { status: "working", question, plan: null, reading: null, label: "Reading the question" } });
      try {
        const response = await fetch("/api/ask", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ question, threadId: get().threadId }), signal: controller.signal });
        if (!response.ok) return set({ state: { status: "failed", question, ...(await failureOf(response)) } });
        await readParts(response, (part) => {
          const { state } = get();
          if (part.type === "plan") set({ state: { status: "working", question, plan: part.plan, reading: part.reading, label: "Computing" } });
          else if (part.type === "progress" && state.status === "working") set({ state: { ...state, label: part.label } });
          else if (part.type === "brief") set({ state: { status: "answered", question, brief: part.brief }, threadId: part.brief.threadId });
          else if (part.type === "error") set({ state: { status: "failed", question, message: part.message, requestId: part.requestId } });
        });
      } catch (error) {
        if (controller.signal.aborted) return;
        set({ state: { status: "failed", question, message: error instanceof Error ? error.message : "The answer did not arrive.", requestId: null } });
      }
    },
  }));
}
