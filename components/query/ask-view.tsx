"use client";

import type { Brief, QueryPlan, ThreadRun } from "#contract/query";
import { ErrorState } from "@/components/kit/error-state";
import { cn } from "@/lib/cn";
import { AskBox } from "./ask-box";
import type { AskRequest, AskState } from "./ask-store";
import { AskStart, type ThreadLink } from "./ask-start";
import { BriefTools, BriefToolsPlace } from "./brief-tools";
import { BriefView } from "./brief-view";
import { EarlierTurns } from "./earlier-turns";
import { EvidenceFocus } from "./evidence-focus";
import { FeedbackBar } from "./feedback-bar";
import { MadePanel } from "./made-panel";
import { ReadingChips, ReadingPlace } from "./reading-chips";
import { StoppedState } from "./stopped-state";
import { useConversation } from "./use-conversation";
import { WorkingState } from "./working-state";

export interface AskViewProps {
  /** Asked at once when the page opens. */
  question: string | null;
  /** The exact plan of the question, where the link named it. */
  plan: QueryPlan | null;
  brief: Brief | null;
  threadId: string | null;
  /** What the open conversation holds, oldest first. */
  runs: readonly ThreadRun[];
  suggestions: readonly string[];
  /** Earlier conversations, newest first. */
  threads: readonly ThreadLink[];
  zone: string;
  /** Of this rendering of the page. */
  renderId: string;
}

const readingOf = (state: AskState) => (state.status === "answered" ? state.brief.reading : state.status === "working" ? state.reading : null);

interface AnswerProps {
  state: AskState;
  runs: readonly ThreadRun[];
  zone: string;
  onAsk: (request: AskRequest) => void;
  onStop: () => void;
}

/** One question and where its answer stands. Every state keeps the heading and the chips where they are. */
function Answer({ state, runs, zone, onAsk, onStop }: AnswerProps) {
  if (state.status === "idle") return null;
  const { request } = state;
  const reading = readingOf(state);
  return (
    <EvidenceFocus>
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <h1 className="min-w-0 flex-1 basis-64 text-xl font-semibold wrap-anywhere">{request.question}</h1>
        {state.status === "answered" ? <BriefTools brief={state.brief} zone={zone} /> : <BriefToolsPlace />}
      </div>
      {state.status === "working" && reading === null ? <ReadingPlace /> : null}
      {reading === null ? null : <ReadingChips reading={reading} brief={state.status === "answered" ? state.brief : null} question={request.question} onAsk={onAsk} />}
      {state.status === "working" ? <WorkingState label={state.label} onStop={onStop} /> : null}
      {state.status === "failed" ? <ErrorState title="The question was not answered" message={state.message} requestId={state.requestId} onRetry={() => onAsk(request)} /> : null}
      {state.status === "stopped" ? <StoppedState byReader={state.byReader} onAsk={() => onAsk(request)} /> : null}
      {state.status === "answered" ? <BriefView brief={state.brief} zone={zone} onAsk={(question) => onAsk({ question })} onAssume={(id, value) => onAsk({ ...request, assumptions: { ...request.assumptions, [id]: value } })} /> : null}
      {state.status === "answered" ? <FeedbackBar key={state.brief.runId} runId={state.brief.runId} given={runs.find(({ id }) => id === state.brief.runId)?.feedback ?? null} /> : null}
    </EvidenceFocus>
  );
}

function Panel({ state, zone }: { state: AskState; zone: string }) {
  if (state.status === "idle") return null;
  return <div className="min-w-0 print:hidden">{state.status === "answered" ? <MadePanel brief={state.brief} zone={zone} /> : <div className="h-full bg-frame md:border-l md:border-line" />}</div>;
}

/** One conversation: what was asked before, the question, how it was read, the brief, and the box for the next one. */
export function AskView({ question, plan, brief, threadId, runs, suggestions, threads, zone, renderId }: AskViewProps) {
  const last = runs.at(-1);
  const interrupted = brief === null && last !== undefined && question === null ? last.question : null;
  const { state, earlier, ask, stop } = useConversation({ question, plan, brief, threadId, earlier: runs.slice(0, -1), interrupted }, renderId);
  const onAsk = (request: AskRequest): void => {
    window.scrollTo({ top: 0 });
    void ask(request);
  };
  const isIdle = state.status === "idle";
  return (
    // The panel's place is kept from the first paint on: what stands behind the brief arrives behind it.
    <div className={cn("grid flex-1 grid-cols-[minmax(0,1fr)] print:block", !isIdle && "md:grid-cols-[minmax(0,1fr)_21.5rem]")}>
      <div className="flex min-w-0 flex-col">
        <div className="mx-auto grid w-full max-w-224 flex-1 grid-cols-[minmax(0,1fr)] content-start gap-4 p-4 md:p-6 print:max-w-none print:gap-3 print:p-0">
          {isIdle ? <AskStart suggestions={suggestions} threads={threads} onAsk={(next) => onAsk({ question: next })} /> : <EarlierTurns turns={earlier} zone={zone} />}
          <Answer state={state} runs={runs} zone={zone} onAsk={onAsk} onStop={stop} />
          <p role="status" className="sr-only">{state.status === "answered" ? "The answer is ready." : state.status === "working" ? state.label : ""}</p>
        </div>
        <div className="sticky bottom-0 z-10 bg-bg/95 px-4 py-3 md:px-6 print:hidden">
          <div className="mx-auto w-full max-w-212">
            <AskBox onAsk={(next) => onAsk({ question: next })} side="top" placeholder={isIdle ? "Ask about services, tickets, uptime" : "Ask a follow-up"} />
          </div>
        </div>
      </div>
      <Panel state={state} zone={zone} />
    </div>
  );
}
