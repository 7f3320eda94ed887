"use client";

import { CircleHelp, EyeOff, Search } from "lucide-react";
import Link from "next/link";
import type { Brief } from "#contract/query";
import { Citation } from "@/components/kit/citation";
import { Button } from "@/components/ui/button";
import { ActionList, hasForm } from "./artefacts/action-list";
import { ArtefactView } from "./artefacts/artefact-view";
import { FrameworkList } from "./artefacts/framework-list";
import { BriefChart } from "./brief-chart";
import { tableId, useEvidenceFocus } from "./evidence-focus";
import { EvidenceList } from "./evidence-list";
import { PrintSources } from "./print-sources";
import { searchOffer } from "./search-offer";
import { Spans } from "./spans";

export interface BriefBodyProps {
  brief: Brief;
  zone: string;
  /** Asks again with another assumption of a framework. */
  onAssume?: (id: string, value: number) => void;
}

function Findings({ brief }: { brief: Brief }) {
  const { scope } = useEvidenceFocus();
  if (brief.findings.length === 0) return null;
  return (
    <ol className="grid gap-x-8 gap-y-4 md:grid-cols-2 print:grid-cols-2">
      {brief.findings.map((finding, index) => (
        <li key={finding.title} className="grid grid-cols-[20px_minmax(0,1fr)] text-sm leading-5">
          <span className="text-xs leading-5 text-fg-3">{index + 1}</span>
          <div>
            <h3 className="font-semibold">{finding.title}</h3>
            <p className="text-fg-2">
              <Spans spans={finding.spans} tables={brief.tables} />{" "}
              {finding.citations.map((citation) => <span key={citation.label} className="inline-block max-w-full overflow-hidden align-bottom text-ellipsis print:hidden"><Citation id={citation.label} href={citation.href ?? `#${tableId(scope, citation.table)}`} />{" "}</span>)}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}

function Unknowns({ brief }: { brief: Brief }) {
  if (brief.unknowns.length === 0) return null;
  const Icon = brief.outcome === "hidden" ? EyeOff : CircleHelp;
  return (
    <section aria-label="What is not known">
      <h2 className="text-base font-semibold">What is not known</h2>
      <ul className="mt-2 divide-y divide-line text-sm text-fg-2">
        {brief.unknowns.map((unknown) => (
          <li key={unknown} className="flex gap-2.5 py-2 print:py-0.5">
            <Icon aria-hidden className="mt-0.5 size-3.5 shrink-0 text-fg-3" />
            {unknown}
          </li>
        ))}
      </ul>
    </section>
  );
}

// A sheet has no links to follow and little room.
const printedMethod = "print:[zoom:0.88] print:[&_[data-slot=card-footer]]:hidden print:[&_[data-slot=input]]:h-6! print:[&_[data-slot=input]]:min-h-0!";

/** A brief as it was given: the answer first, then what supports it, then what is not known. One sheet of paper holds the method, or a chart and a table. */
export function BriefBody({ brief, zone, onAssume }: BriefBodyProps) {
  const hasMethod = brief.artefacts.length > 0;
  const actions = (
    <div className="empty:hidden print:[&_li]:py-0.5 print:[&_li_a:not([href^='#'])]:hidden">
      <ActionList brief={brief} />
    </div>
  );
  const isOrder = hasForm(brief);
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-6 print:gap-3" data-outcome={brief.outcome} data-brief={brief.runId}>
      <p className="text-xl leading-8 font-medium tracking-[-0.014em] text-pretty print:text-lg print:leading-6" data-testid="headline">
        <Spans spans={brief.headline} tables={brief.tables} />
      </p>
      {isOrder ? actions : null}
      <Findings brief={brief} />
      {brief.artefacts.map((artefact, index) => (
        <div key={artefact.id} className={index > 0 ? "print:hidden" : printedMethod}>
          <ArtefactView artefact={artefact} brief={brief} zone={zone} onAssume={onAssume} />
        </div>
      ))}
      {brief.charts.map((chart, index) => <BriefChart key={chart.id} brief={brief} chart={chart} zone={zone} isPrinted={index === 0 && !hasMethod} />)}
      {isOrder ? null : actions}
      <div className="empty:hidden print:hidden">
        <FrameworkList frameworks={brief.frameworks.filter(({ state }) => state !== "runner_up")} />
      </div>
      <EvidenceList brief={brief} zone={zone} isPrinted={!hasMethod} />
      <Unknowns brief={brief} />
      <PrintSources brief={brief} zone={zone} />
    </div>
  );
}

export interface BriefViewProps extends BriefBodyProps {
  onAsk: (question: string) => void;
}

/** A brief and what to ask next. */
export function BriefView({ onAsk, ...body }: BriefViewProps) {
  const { brief } = body;
  const search = searchOffer(brief);
  return (
    <>
      <BriefBody {...body} />
      {search === null ? null : <p className="print:hidden"><Button asChild variant="outline"><Link href={search}><Search aria-hidden /> Search for these words</Link></Button></p>}
      {brief.followUps.length === 0 ? null : (
        <section aria-label="Follow up" className="print:hidden">
          <h2 className="text-base font-semibold">{brief.outcome === "answered" ? "Follow up" : "Questions that can be answered"}</h2>
          <div className="mt-2 flex flex-wrap gap-2">
            {brief.followUps.map((question) => (
              <button key={question} type="button" onClick={() => onAsk(question)} className="min-h-7 rounded-md border border-line-2 bg-card px-2.5 py-1 text-left text-sm transition-colors hover:bg-hover pointer-coarse:min-h-11">
                {question}
              </button>
            ))}
          </div>
        </section>
      )}
    </>
  );
}
