"use client";

import { CircleHelp, EyeOff } from "lucide-react";
import type { Brief } from "#contract/query";
import { Citation } from "@/components/kit/citation";
import { BriefChart } from "./brief-chart";
import { EvidenceCard } from "./evidence-card";
import { Spans } from "./spans";

export interface BriefViewProps {
  brief: Brief;
  zone: string;
  onAsk: (question: string) => void;
}

function Findings({ brief }: { brief: Brief }) {
  if (brief.findings.length === 0) return null;
  return (
    <ol className="grid gap-x-8 gap-y-4 md:grid-cols-2">
      {brief.findings.map((finding, index) => (
        <li key={finding.title} className="grid grid-cols-[20px_minmax(0,1fr)] text-sm leading-5">
          <span className="text-xs leading-5 text-fg-3">{index + 1}</span>
          <div>
            <h3 className="font-semibold">{finding.title}</h3>
            <p className="text-fg-2">
              <Spans spans={finding.spans} tables={brief.tables} />{" "}
              {finding.citations.map((citation) => <span key={citation.label}><Citation id={citation.label} href={citation.href ?? `#title-${citation.table}`} />{" "}</span>)}
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
          <li key={unknown} className="flex gap-2.5 py-2">
            <Icon aria-hidden className="mt-0.5 size-3.5 shrink-0 text-fg-3" />
            {unknown}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The table that the answer is about comes first; totals of one row follow. */
const byWeight = (brief: Brief): Brief["tables"] => [...brief.tables].sort((a, b) => Number(b.rows.length > 1) - Number(a.rows.length > 1));

/** A brief: the answer first, then what supports it, then what is not known and what to ask next. */
export function BriefView({ brief, zone, onAsk }: BriefViewProps) {
  return (
    <div className="grid gap-6" data-outcome={brief.outcome}>
      <p className="text-xl leading-8 font-medium tracking-[-0.014em] text-pretty" data-testid="headline">
        <Spans spans={brief.headline} tables={brief.tables} />
      </p>
      <Findings brief={brief} />
      {brief.charts.map((chart) => <BriefChart key={chart.id} brief={brief} chart={chart} zone={zone} />)}
      {byWeight(brief).map((table) => <EvidenceCard key={table.id} table={table} zone={zone} />)}
      <Unknowns brief={brief} />
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
    </div>
  );
}
