import { PencilLine } from "lucide-react";
import type { Artefact, EvidenceTable } from "#contract/query";
import { Spans } from "../spans";

export interface WorksheetArtefactProps {
  sections: Extract<Artefact["body"], { kind: "worksheet" }>["sections"];
  tables: readonly EvidenceTable[];
}

/** The sections of a method: facts where the records hold them, and what people must add. */
export function WorksheetArtefact({ sections, tables }: WorksheetArtefactProps) {
  return (
    <dl className="grid gap-x-8 gap-y-4 px-4 pb-4 text-sm sm:grid-cols-2">
      {sections.map((section) => (
        <div key={section.heading} className="border-t border-line pt-3">
          <dt className="font-semibold">{section.heading}</dt>
          <dd className="mt-1 grid gap-1.5 leading-5">
            {section.facts.map((fact, index) => <p key={index} className="text-fg-2"><Spans spans={fact} tables={tables} /></p>)}
            {section.gaps.map((gap) => <p key={gap} className="flex gap-2 text-fg-3"><PencilLine aria-hidden className="mt-1 size-3 shrink-0" /><span><span className="sr-only">To fill in: </span>{gap}</span></p>)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
