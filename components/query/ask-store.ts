import { createStore, type StoreApi } from "zustand";
import { unreachable } from "@/lib/portal-fetch";
import type { Brief, QueryPlan, Reading, ThreadRun } from "#contract/query";
import { readParts } from "./read-stream";

/** What to ask: words, and where the reader edited the reading, the plan itself. */
export interface AskRequest {
  question: string;
  plan?: QueryPlan;
  /** Assumptions of frameworks that the reader changed, by id. */
  assumptions?: Record<string, number>;
}

export type AskState =
  | { status: "idle" }
  | { status: "working"; request: AskRequest; plan: QueryPlan | null; reading: Reading | null; label: string }
  | { status: "answered"; request: AskRequest; brief: Brief }
  | { status: "failed"; request: AskRequest; message: string; requestId: string | null }
  /** No answer came: the reader stopped it, or the page was left or the server restarted before it was there. */
  | { status: "stopped"; request: AskRequest; byReader: boolean };

/** A question asked before in this conversation; its brief when it was given on this page. */
export interface EarlierTurn extends ThreadRun {
  brief?: Brief;
}

export interface AskStore {
  state: AskState;
  threadId: string | null;
  earlier: readonly EarlierTurn[];
  ask: (request: AskRequest) => Promise<void>;
  /** Ends the answer under way, because the reader says so. */
  stop: () => void;
  /** Asks what the page was opened with, unless it is under way. */
  begin: () => void;
  /** The page is left: whatever is under way is given up. */
  leave: () => void;
}

export interface Opening {
  question: string | null;
  plan: QueryPlan | null;
  threadId: string | null;
  brief: Brief | null;
  /** Earlier turns, oldest first; the last one without a brief is one that was interrupted. */
  earlier: readonly ThreadRun[];
  interrupted: string | null;
}

async function failureOf(response: Response): Promise<{ message: string; requestId: string | null }> {
  const body = (await response.json().catch(() => null)) as { error?: { message?: string; requestId?: string } } | null;
  return { message: body?.error?.message ?? unreachable, requestId: body?.error?.requestId ?? response.headers.get("x-request-id") };
}

const workingOn = (request: AskRequest): AskState => ({ status: "working", request, plan: null, reading: null, label: "Reading the question" });

function openingState({ question, plan, brief, interrupted }: Opening): AskState {
  if (question !== null) return workingOn(plan === null ? { question } : { question, plan });
  if (interrupted !== null) return { status: "stopped", request: { question: interrupted }, byReader: false };
  return brief ? { status: "answered", request: { question: brief.question }, brief } : { status: "idle" };
}

/** The answer that a new question pushes up the page. */
function turnOf(state: AskState): EarlierTurn[] {
  if (state.status !== "answered") return [];
  const { runId, question, outcome, headline, asOf } = state.brief;
  return [{ id: runId, question, outcome, headline: headline.map(({ text }) => text).join(""), createdAt: asOf, feedback: null, brief: state.brief }];
}

const lastRunOf = (state: AskState, earlier: readonly EarlierTurn[]): string | null => (state.status === "answered" ? state.brief.runId : (earlier.at(-1)?.id ?? null));

const post = (body: object, signal: AbortSignal): Promise<Response> => fetch("/api/ask", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body), signal });

type Store = Pick<StoreApi<AskStore>, "setState" | "getState">;

/** Shows the parts of an answer as they come; each takes the place of the one before. */
async function follow({ setState, getState }: Store, request: AskRequest, response: Response): Promise<void> {
  if (!response.ok) return setState({ state: { status: "failed", request, ...(await failureOf(response)) } });
  await readParts(response, (part) => {
    const { state } = getState();
    if (part.type === "plan") setState({ state: { status: "working", request, plan: part.plan, reading: part.reading, label: "Computing from the records" }, threadId: part.threadId });
    else if (part.type === "progress" && state.status === "working") setState({ state: { ...state, label: part.label } });
    else if (part.type === "brief") setState({ state: { status: "answered", request, brief: part.brief } });
    else if (part.type === "error") setState({ state: { status: "failed", request, message: part.message, requestId: part.requestId } });
  });
}

/** Asks one question at a time: a new one gives up the one under way. */
function createRunner(store: Store) {
  let current: AbortController | null = null;
  const giveUp = (): void => {
    current?.abort();
    current = null;
  };
  const run = async (request: AskRequest, afterRun: string | null): Promise<void> => {
    giveUp();
    const controller = (current = new AbortController());
    const { question, plan = null, assumptions = {} } = request;
    try {
      await follow(store, request, await post({ question, plan, assumptions, threadId: store.getState().threadId, afterRun }, controller.signal));
    } catch (error) {
      if (controller.signal.aborted) return;
      const message = error instanceof TypeError || !(error instanceof Error) ? unreachable : error.message;
      store.setState({ state: { status: "failed", request, message, requestId: null } });
    } finally {
      if (current === controller) current = null;
    }
  };
  return { run, giveUp, isRunning: () => current !== null };
}

/** One conversation of one mounted page. Each tab leans on the answer that it shows. */
export function createAskStore(opening: Opening) {
  return createStore<AskStore>((setState, getState) => {
    const runner = createRunner({ setState, getState });
    return {
      state: openingState(opening),
      threadId: opening.threadId,
      earlier: opening.earlier,
      ask: async (request) => {
        const { state, earlier } = getState();
        setState({ state: workingOn(request), earlier: [...earlier, ...turnOf(state)] });
        await runner.run(request, lastRunOf(state, earlier));
      },
      stop: () => {
        const { state } = getState();
        runner.giveUp();
        if (state.status === "working") setState({ state: { status: "stopped", request: state.request, byReader: true } });
      },
      begin: () => {
        const { state, earlier } = getState();
        if (state.status === "working" && !runner.isRunning()) void runner.run(state.request, lastRunOf(state, earlier));
      },
      leave: runner.giveUp,
    };
  });
}
