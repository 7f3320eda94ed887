import type { Artefact, EvidenceTable } from "#contract/query";
import { Timestamp } from "@/components/kit/timestamp";
import { Spans } from "../spans";
import { ToneMark } from "./tone-mark";

export interface TimelineArtefactProps {
  items: Extract<Artefact["body"], { kind: "timeline" }>["items"];
  tables: readonly EvidenceTable[];
  zone: string;
  /** ISO instant of the answer. */
  now: string;
}

/** What happened, in order. */
export function TimelineArtefact({ items, tables, zone, now }: TimelineArtefactProps) {
  return (
    <ol className="grid gap-3 px-4 pb-4">
      {items.map((item, index) => (
        <li key={index} className="grid gap-x-4 gap-y-0.5 text-sm leading-5 sm:grid-cols-[11rem_minmax(0,1fr)]">
          <span className="text-fg-3"><Timestamp iso={item.at} now={now} zone={zone} show="full" /></span>
          <span className="flex gap-2"><ToneMark tone={item.tone} /><Spans spans={item.spans} tables={tables} className="min-w-0 wrap-anywhere" /></span>
        </li>
      ))}
    </ol>
  );
}
