import type { Artefact, EvidenceTable } from "#contract/query";
import { Spans } from "../spans";
import { ToneMark, type Tone } from "./tone-mark";

type Stage = Extract<Artefact["body"], { kind: "flow" }>["stages"][number];

export interface FlowArtefactProps {
  title: string;
  stages: readonly Stage[];
  tables: readonly EvidenceTable[];
}

const FILL: Record<Tone, string> = { neutral: "var(--fill)", good: "var(--ok)", watch: "var(--warn)", bad: "var(--crit)" };

/** Each stage as wide as its share of the whole; the list below says the same in words and figures. */
export function FlowArtefact({ title, stages, tables }: FlowArtefactProps) {
  return (
    <div className="grid gap-4 px-4 pb-4">
      <div aria-hidden className="flex h-8 w-full gap-0.5 overflow-hidden rounded-md">
        {stages.map((stage) => <div key={stage.label} title={stage.label} style={{ width: `${stage.share * 100}%`, background: FILL[stage.tone] }} className="min-w-0.5" />)}
      </div>
      <ol aria-label={title} className="grid gap-2 text-sm">
        {stages.map((stage) => (
          <li key={stage.label} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 leading-5 sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)_auto] sm:items-center">
            <span className="flex min-w-0 items-center gap-2 font-medium"><ToneMark tone={stage.tone} /><span className="truncate" title={stage.label}>{stage.label}</span></span>
            <span aria-hidden className="order-last col-span-2 h-1.5 overflow-hidden rounded-full bg-track sm:order-none sm:col-span-1"><span className="block h-full rounded-full" style={{ width: `${Math.max(0.5, stage.share * 100)}%`, background: FILL[stage.tone] }} /></span>
            <Spans spans={stage.spans} tables={tables} className="text-right text-fg-2" />
          </li>
        ))}
      </ol>
    </div>
  );
}
