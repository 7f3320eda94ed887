"use client";

import type { Artefact, Brief } from "#contract/query";
import { Citation } from "@/components/kit/citation";
import { Card, CardFooter, CardHeader } from "@/components/ui/card";
import { tableId, useEvidenceFocus } from "../evidence-focus";
import { Spans } from "../spans";
import { AssumptionInputs } from "./assumption-inputs";
import { FlowArtefact } from "./flow-body";
import { MatrixArtefact } from "./matrix-body";
import { ParetoArtefact } from "./pareto-body";
import { TableArtefact } from "./table-body";
import { TimelineArtefact } from "./timeline-body";
import { TreeArtefact } from "./tree-body";
import { WorksheetArtefact } from "./worksheet-body";

export interface ArtefactViewProps {
  artefact: Artefact;
  brief: Pick<Brief, "tables" | "asOf" | "headline">;
  zone: string;
  /** Asks again with another value of an assumption. */
  onAssume?: (id: string, value: number) => void;
}

function Body({ artefact, brief, zone }: Omit<ArtefactViewProps, "onAssume">) {
  const { body, title } = artefact;
  const { tables } = brief;
  switch (body.kind) {
    case "matrix": return <MatrixArtefact title={title} body={body} tables={tables} />;
    case "table": return <TableArtefact title={title} body={body} tables={tables} />;
    case "tree": return <TreeArtefact title={title} nodes={body.nodes} tables={tables} />;
    case "timeline": return <TimelineArtefact items={body.items} tables={tables} zone={zone} now={brief.asOf} />;
    case "flow": return <FlowArtefact title={title} stages={body.stages} tables={tables} />;
    case "worksheet": return <WorksheetArtefact sections={body.sections} tables={tables} />;
    case "pareto": {
      const table = tables.find(({ id }) => id === body.table);
      return table === undefined ? null : <ParetoArtefact title={title} body={body} table={table} zone={zone} />;
    }
  }
}

const wordsOf = (spans: Artefact["lede"]): string => spans.map(({ text }) => text).join("");

/** A method drawn from the records: what it says, the drawing, what was assumed, what is missing, and where it comes from. */
export function ArtefactView({ artefact, brief, zone, onAssume }: ArtefactViewProps) {
  const { scope } = useEvidenceFocus();
  const isHeadline = wordsOf(artefact.lede) === wordsOf(brief.headline);
  const titleId = tableId(scope, `artefact-${artefact.id}`);
  return (
    <Card aria-labelledby={titleId} data-artefact={artefact.id} className="break-inside-avoid">
      <CardHeader title={artefact.title} titleId={titleId} detail={artefact.about} />
      {isHeadline ? <div className="h-4" /> : <p className="max-w-prose p-4 text-base leading-6 text-pretty"><Spans spans={artefact.lede} tables={brief.tables} /></p>}
      <Body artefact={artefact} brief={brief} zone={zone} />
      <AssumptionInputs assumptions={artefact.assumptions} onAssume={onAssume} />
      {artefact.gaps.length === 0 ? null : (
        <div className="border-t border-line px-4 py-3 text-xs text-fg-3">
          <h3 className="font-medium">Not in the records</h3>
          <ul className="mt-1 grid list-disc gap-0.5 pl-4">{artefact.gaps.map((gap) => <li key={gap}>{gap}</li>)}</ul>
        </div>
      )}
      {artefact.citations.length === 0 ? null : <CardFooter>{artefact.citations.map(({ label, table }) => <span key={table} className="max-w-full overflow-hidden"><Citation id={label} href={`#${tableId(scope, table)}`} /></span>)}</CardFooter>}
    </Card>
  );
}
