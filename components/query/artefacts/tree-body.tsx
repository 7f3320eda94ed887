import type { Artefact, EvidenceTable } from "#contract/query";
import { cn } from "@/lib/cn";
import { Spans } from "../spans";
import { ToneMark } from "./tone-mark";

type Node = Extract<Artefact["body"], { kind: "tree" }>["nodes"][number];

export interface TreeArtefactProps {
  title: string;
  nodes: readonly Node[];
  tables: readonly EvidenceTable[];
}

interface BranchProps {
  parent: string | null;
  nodes: readonly Node[];
  tables: readonly EvidenceTable[];
  depth: number;
}

function Branch({ parent, nodes, tables, depth }: BranchProps) {
  const own = nodes.filter((node) => node.parent === parent);
  if (own.length === 0) return null;
  return (
    <ul className={cn("grid gap-2", depth > 0 && "mt-2 ml-1.5 border-l border-line-2 pl-4")}>
      {own.map((node) => (
        <li key={node.id} className="text-sm leading-5">
          <div className={cn("flex gap-2", depth === 0 && "font-medium")}>
            <span className="mt-0.5"><ToneMark tone={node.tone} /></span>
            <Spans spans={node.spans} tables={tables} className="min-w-0 wrap-anywhere" />
          </div>
          <Branch parent={node.id} nodes={nodes} tables={tables} depth={depth + 1} />
        </li>
      ))}
    </ul>
  );
}

/** Statements and what each rests on, as nested lists. */
export function TreeArtefact({ title, nodes, tables }: TreeArtefactProps) {
  return <div role="group" aria-label={title} className="px-4 pb-4"><Branch parent={null} nodes={nodes} tables={tables} depth={0} /></div>;
}
