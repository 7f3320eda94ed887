"use client";

import type { ReactNode } from "react";
import type { Brief } from "#contract/query";
import { CopyButton } from "@/components/kit/copy-button";
import { formatDateTime } from "@/lib/format";

const oneDecimal = (ms: number): string => ms.toFixed(1);

function Section({ title, unit, children }: { title: string; unit?: string; children: ReactNode }) {
  return (
    <section className="border-b border-line px-4 py-4 last:border-0">
      <h3 className="flex justify-between text-xs font-medium text-fg-3">
        <span>{title}</span>
        {unit === undefined ? null : <span>{unit}</span>}
      </h3>
      <div className="mt-2 grid gap-1.5 text-sm">{children}</div>
    </section>
  );
}

function Bar({ label, detail, ms, totalMs }: { label: ReactNode; detail?: string; ms: number; totalMs: number }) {
  const share = totalMs > 0 ? Math.min(100, (ms / totalMs) * 100) : 0;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto_64px_44px] items-center gap-2">
      <span className="truncate">{label}</span>
      <span className="text-xs text-fg-3">{detail}</span>
      <span aria-hidden className="h-1.5 overflow-hidden rounded-full bg-track"><span className="block h-full rounded-full bg-fill" style={{ width: `${share}%` }} /></span>
      <span className="text-right text-fg-2 tabular-nums">{oneDecimal(ms)}</span>
    </div>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[88px_minmax(0,1fr)] gap-2">
      <span className="text-fg-3">{term}</span>
      <span className="wrap-anywhere">{children}</span>
    </div>
  );
}

/** What happened to produce the brief, and nothing that did not happen. */
export function MadePanel({ brief, zone }: { brief: Brief; zone: string }) {
  const { trace, reading } = brief;
  const cacheWord = { hit: "Hit: computed before from the same data", miss: "Miss, now kept", off: "Not used" }[trace.cache];
  return (
    <aside aria-label="How this was made" className="h-full border-t border-line bg-frame md:border-t-0 md:border-l">
      <div className="flex h-12 items-center justify-between border-b border-line px-4">
        <h2 className="text-base font-semibold">How this was made</h2>
        <CopyButton text={JSON.stringify(brief, null, 2)} label="Copy as JSON" hasText={false} />
      </div>
      <div className="flex items-baseline justify-between border-b border-line px-4 py-4">
        <p><span className="text-xl font-semibold">{Math.round(trace.totalMs)}</span> <span className="text-xs text-fg-3">ms</span></p>
        <p className="text-sm font-medium">No model used</p>
      </div>
      <Section title="Stages" unit="ms">{trace.stages.map((stage) => <Bar key={stage.name} label={stage.name} ms={stage.ms} totalMs={trace.totalMs} />)}</Section>
      <Section title="Tools" unit="rows, ms">
        {trace.tools.length === 0 ? <p className="text-fg-3">None was called.</p> : trace.tools.map((tool, index) => <Bar key={index} label={<code className="font-mono text-xs">{tool.name}</code>} detail={tool.status === "ok" ? String(tool.rows) : tool.status} ms={tool.ms} totalMs={trace.totalMs} />)}
      </Section>
      <Section title="Evidence">
        <Fact term="Grounded">{trace.grounded.figures - trace.grounded.ungrounded} of {trace.grounded.figures} figures, {trace.grounded.dropped} sentences dropped</Fact>
        {trace.dataAsOf.map((each) => <Fact key={each.domain} term="Data until">{each.at === null ? "no data" : formatDateTime(each.at, zone)} ({each.domain})</Fact>)}
        <Fact term="Cache">{cacheWord}. Key <code className="font-mono text-xs">{trace.cacheKey.slice(0, 8)}</code></Fact>
        <Fact term="Engine">{trace.engineVersion}</Fact>
      </Section>
      <Section title="Choices">
        <Fact term="Question">{reading.intent.value.replaceAll("_", " ")} {reading.intent.score.toFixed(2)}<br /><span className="text-fg-3">{reading.intent.because}{reading.intent.next === null ? "" : `; next: ${reading.intent.next.replaceAll("_", " ")}`}</span></Fact>
        {brief.plan.time === null ? null : <Fact term="Period">{brief.plan.time.label}{brief.plan.time.explicit ? "" : " (assumed)"}</Fact>}
        {reading.notes.map((note) => <Fact key={note} term="Note">{note}</Fact>)}
      </Section>
    </aside>
  );
}
