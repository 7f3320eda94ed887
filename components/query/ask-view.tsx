"use client";

import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import type { Brief } from "#contract/query";
import { ErrorState } from "@/components/kit/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { AskBox } from "./ask-box";
import { createAskStore, type AskState } from "./ask-store";
import { BriefView } from "./brief-view";
import { MadePanel } from "./made-panel";
import { ReadingChips } from "./reading-chips";

export interface AskViewProps {
  /** Asked at once when the page opens. */
  question: string | null;
  brief: Brief | null;
  threadId: string | null;
  suggestions: readonly string[];
  /** Earlier conversations, newest first. */
  threads: readonly ThreadLink[];
  zone: string;
}

interface ThreadLink {
  id: string;
  title: string;
}

function Working({ label }: { label: string }) {
  return (
    <div className="grid gap-4" aria-busy="true">
      <p role="status" className="text-sm text-fg-3">{label}</p>
      <Skeleton className="h-8 w-4/5" />
      <Skeleton className="h-8 w-3/5" />
      <Skeleton className="h-64 w-full" />
    </div>
  );
}

interface SuggestionsProps {
  suggestions: readonly string[];
  threads: readonly ThreadLink[];
  onAsk: (question: string) => void;
}

function Suggestions({ suggestions, threads, onAsk }: SuggestionsProps) {
  return (
    <div className="grid gap-2">
      <h1 className="text-2xl font-semibold">Ask</h1>
      <p className="max-w-prose text-base text-fg-3">Ask about tickets, uptime, services and runbooks in plain words. Every number in the answer opens the rows that it was computed from.</p>
      <ul className="mt-4 grid gap-2">
        {suggestions.map((question) => (
          <li key={question}>
            <button type="button" onClick={() => onAsk(question)} className="w-full rounded-lg border border-line bg-card px-4 py-3 text-left text-base transition-colors hover:bg-hover">{question}</button>
          </li>
        ))}
      </ul>
      {threads.length === 0 ? null : (
        <section aria-labelledby="earlier" className="mt-4">
          <h2 id="earlier" className="text-base font-semibold">Earlier questions</h2>
          <ul className="mt-2 divide-y divide-line">
            {threads.map((thread) => (
              <li key={thread.id}>
                <Link href={`/ask?thread=${encodeURIComponent(thread.id)}`} className="block py-2 text-sm text-fg-2 wrap-anywhere hover:text-fg hover:underline">{thread.title}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

const readingOf = (state: AskState) => (state.status === "answered" ? state.brief.reading : state.status === "working" ? state.reading : null);

/** One conversation: the question, how it was read, the brief, and the box for the next one. */
export function AskView({ question, brief, threadId, suggestions, threads, zone }: AskViewProps) {
  const [store] = useState(() => createAskStore({ brief, threadId }));
  const { state, ask } = useStore(store);
  const asked = useRef(false);
  useEffect(() => {
    if (question !== null && !asked.current) void store.getState().ask(question);
    asked.current = true;
    return () => store.getState().stop();
  }, [question, store]);
  const onAsk = (next: string): void => {
    window.scrollTo({ top: 0 });
    void ask(next);
  };
  const reading = readingOf(state);
  return (
    <div className="grid flex-1 md:grid-cols-[minmax(0,1fr)_auto]">
      <div className="flex min-w-0 flex-col">
        <div className="mx-auto grid w-full max-w-224 flex-1 content-start gap-4 p-4 md:p-6" aria-live="polite">
          {state.status === "idle" ? <Suggestions suggestions={suggestions} threads={threads} onAsk={onAsk} /> : <h1 className="text-xl font-semibold wrap-anywhere">{state.question}</h1>}
          {reading === null || state.status === "failed" ? null : <ReadingChips reading={reading} onAsk={onAsk} />}
          {state.status === "working" ? <Working label={state.label} /> : null}
          {state.status === "failed" ? <ErrorState title="The question was not answered" message={state.message} requestId={state.requestId} onRetry={() => onAsk(state.question)} /> : null}
          {state.status === "answered" ? <BriefView brief={state.brief} zone={zone} onAsk={onAsk} /> : null}
        </div>
        <div className="sticky bottom-0 bg-bg/95 px-4 py-3 md:px-6 print:hidden">
          <div className="mx-auto w-full max-w-212"><AskBox onAsk={onAsk} isBusy={state.status === "working"} placeholder={state.status === "idle" ? "Ask about services, tickets, uptime" : "Ask a follow-up"} /></div>
        </div>
      </div>
      {state.status === "idle" ? null : <div className="w-full md:w-86">{state.status === "answered" ? <MadePanel brief={state.brief} zone={zone} /> : <div className="h-full bg-frame md:border-l md:border-line" />}</div>}
    </div>
  );
}
