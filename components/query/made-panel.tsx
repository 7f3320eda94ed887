"use client";

import type { ReactNode } from "react";
import type { Brief, FrameworkChoice } from "#contract/query";
import { personaLabels } from "#core/query";
import { CopyButton } from "@/components/kit/copy-button";
import { formatDateTime } from "@/lib/format";

const oneDecimal = (ms: number): string => ms.toFixed(1);
const spaced = (id: string): string => id.replaceAll("_", " ");

interface SectionProps {
  title: string;
  unit?: string;
  children: ReactNode;
}

function Section({ title, unit, children }: SectionProps) {
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

interface BarProps {
  label: ReactNode;
  title?: string;
  detail?: string;
  ms: number;
  totalMs: number;
}

function Bar({ label, title, detail, ms, totalMs }: BarProps) {
  const share = totalMs > 0 ? Math.min(100, (ms / totalMs) * 100) : 0;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto_48px_44px] items-center gap-2">
      <span className="truncate" title={title}>{label}</span>
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

const Quiet = ({ children }: { children: ReactNode }) => <span className="block text-fg-3">{children}</span>;

const cacheWords: Record<Brief["trace"]["cache"], string> = { hit: "Hit: computed before from the same data", miss: "Miss, now kept", off: "Not used" };
const statusWords: Record<Brief["trace"]["tools"][number]["status"], string> = { ok: "", empty: "no rows", late: "too late", forbidden: "hidden from you", error: "failed" };
const stateWords: Record<FrameworkChoice["state"], string> = { shown: "shown", worksheet: "worksheet", not_fillable: "fits, not shown", runner_up: "next in line" };

/** How the words became a plan: each choice with its reason and what was next in line. */
function Choices({ brief: { reading, plan, frameworks } }: { brief: Brief }) {
  const lens = reading.chips.find(({ slot }) => slot === "lens");
  return (
    <Section title="Choices">
      <Fact term="Question">
        {spaced(reading.intent.value)} {reading.intent.score.toFixed(2)}
        <Quiet>{reading.intent.because}{reading.intent.next === null ? "" : `; next: ${spaced(reading.intent.next)}`}</Quiet>
      </Fact>
      {plan.secondaryIntents.length === 0 ? null : <Fact term="Besides">{plan.secondaryIntents.map(spaced).join(", ")}</Fact>}
      {plan.time === null ? null : <Fact term="Period">{plan.time.label}{plan.time.explicit ? "" : <Quiet>assumed: no period was read</Quiet>}</Fact>}
      <Fact term="Lens">{personaLabels[plan.persona]}<Quiet>{lens?.assumed === false ? "as named or chosen" : "from the measure, the words and your role"}; it orders, and changes no number</Quiet></Fact>
      <Fact term="Frameworks">{frameworks.length === 0 ? "none fits" : frameworks.map((each) => <span key={each.id} className="mb-1 block">{each.name} {each.score.toFixed(2)}, {stateWords[each.state]}<Quiet>{each.state === "not_fillable" ? `missing: ${each.missing.join(", ")}` : each.because}</Quiet></span>)}</Fact>
      {reading.notes.map((note) => <Fact key={note} term="Note">{note}</Fact>)}
    </Section>
  );
}

function Evidence({ brief, zone }: { brief: Brief; zone: string }) {
  const { trace, artefacts, asOf, runId } = brief;
  const changed = artefacts.flatMap(({ assumptions }) => assumptions.filter(({ isChanged }) => isChanged));
  return (
    <Section title="Evidence">
      <Fact term="Grounded">{trace.grounded.figures - trace.grounded.ungrounded} of {trace.grounded.figures} figures, {trace.grounded.dropped} sentences dropped</Fact>
      <Fact term="As of">{formatDateTime(asOf, zone)}</Fact>
      {trace.dataAsOf.map((each) => <Fact key={each.domain} term="Data until">{each.at === null ? "no data" : formatDateTime(each.at, zone)} ({each.domain})</Fact>)}
      {changed.map(({ id, label, value }) => <Fact key={id} term="You set">{label}: {value}</Fact>)}
      <Fact term="Cache">{cacheWords[trace.cache]}. Key <code className="font-mono text-xs">{trace.cacheKey.slice(0, 8)}</code></Fact>
      <Fact term="Answer"><code className="font-mono text-xs">{runId}</code>, engine {trace.engineVersion}</Fact>
    </Section>
  );
}

/** What happened to produce the brief, and nothing that did not happen. */
export function MadePanel({ brief, zone }: { brief: Brief; zone: string }) {
  const { trace } = brief;
  return (
    <aside aria-label="How this was made" className="h-full border-t border-line bg-frame md:border-t-0 md:border-l">
      <div className="flex h-12 items-center justify-between border-b border-line px-4">
        <h2 className="text-base font-semibold">How this was made</h2>
        <CopyButton text={JSON.stringify(brief, null, 2)} label="as JSON" hasText={false} />
      </div>
      <div className="flex items-baseline justify-between gap-2 border-b border-line px-4 py-4">
        <p><span className="text-xl font-semibold">{Math.round(trace.totalMs)}</span> <span className="text-xs text-fg-3">ms{trace.firstPartMs === null ? "" : `, reading shown after ${Math.round(trace.firstPartMs)}`}</span></p>
        <p className="text-sm font-medium whitespace-nowrap">{trace.model === "no model used" ? "No model used" : trace.model}</p>
      </div>
      <Section title="Stages" unit="ms">{trace.stages.map((stage) => <Bar key={stage.name} label={stage.name} ms={stage.ms} totalMs={trace.totalMs} />)}</Section>
      <Section title="Tools" unit="rows, ms">
        {trace.tools.length === 0 ? <p className="text-fg-3">None was called.</p> : trace.tools.map((tool, index) => <Bar key={index} label={<code className="font-mono text-xs">{tool.name}</code>} title={tool.name} detail={statusWords[tool.status] || String(tool.rows)} ms={tool.ms} totalMs={trace.totalMs} />)}
      </Section>
      <Evidence brief={brief} zone={zone} />
      <Choices brief={brief} />
    </aside>
  );
}
