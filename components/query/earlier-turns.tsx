"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { ErrorState } from "@/components/kit/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { formatDateTime } from "@/lib/format";
import { useTRPC } from "@/lib/trpc";
import type { EarlierTurn } from "./ask-store";
import { BriefBody } from "./brief-view";
import { EvidenceFocus } from "./evidence-focus";

export interface EarlierTurnsProps {
  turns: readonly EarlierTurn[];
  zone: string;
}

const shownAtOnce = 3;

/** The brief as it was given then; numbers are not computed anew. */
function GivenBrief({ turn, zone }: { turn: EarlierTurn; zone: string }) {
  const trpc = useTRPC();
  const given = useQuery(trpc.query.getRun.queryOptions({ id: turn.id }, { enabled: turn.brief === undefined, staleTime: Infinity }));
  const brief = turn.brief ?? given.data;
  if (brief !== undefined) return <EvidenceFocus scope={turn.id}><BriefBody brief={brief} zone={zone} /></EvidenceFocus>;
  if (given.isError) return <ErrorState title="This answer did not load" message={given.error.message} onRetry={() => void given.refetch()} />;
  return <Skeleton className="h-48 w-full" />;
}

function Turn({ turn, zone }: { turn: EarlierTurn; zone: string }) {
  const [isOpen, setOpen] = useState(false);
  const isInterrupted = turn.outcome === "interrupted";
  return (
    <li className="rounded-lg border border-line bg-card">
      <button type="button" aria-expanded={isOpen} disabled={isInterrupted} onClick={() => setOpen(!isOpen)} className="grid w-full grid-cols-[16px_minmax(0,1fr)_auto] gap-x-2 gap-y-0.5 rounded-lg px-3 py-2 text-left text-sm transition-colors enabled:hover:bg-hover">
        <ChevronRight aria-hidden className={`mt-0.5 size-3.5 text-fg-3 transition-transform ${isOpen ? "rotate-90" : ""} ${isInterrupted ? "invisible" : ""}`} />
        <span className="font-medium wrap-anywhere">{turn.question}</span>
        <span className="text-xs text-fg-3">{formatDateTime(turn.createdAt, zone)}</span>
        {isOpen ? null : <span className="col-span-2 col-start-2 truncate text-fg-3">{isInterrupted ? "interrupted, not answered" : turn.headline}</span>}
      </button>
      {isOpen ? <div className="border-t border-line p-4"><GivenBrief turn={turn} zone={zone} /></div> : null}
    </li>
  );
}

/** What was asked before in this conversation, oldest first; long ones start with their end. */
export function EarlierTurns({ turns, zone }: EarlierTurnsProps) {
  const [isWhole, setWhole] = useState(false);
  if (turns.length === 0) return null;
  const hidden = isWhole ? 0 : Math.max(0, turns.length - shownAtOnce);
  return (
    <section aria-label="Earlier in this conversation" className="print:hidden">
      {hidden === 0 ? null : <button type="button" onClick={() => setWhole(true)} className="mb-2 text-sm font-medium text-link hover:underline">Show {hidden} more above</button>}
      <ol className="grid gap-2">{turns.slice(hidden).map((turn) => <Turn key={turn.id} turn={turn} zone={zone} />)}</ol>
    </section>
  );
}
