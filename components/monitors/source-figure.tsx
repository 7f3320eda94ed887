import { doFiguresDiffer, availabilityText } from "@/components/monitors/monitor-words";
import { Tooltip } from "@/components/ui/tooltip";

export interface SourceFigureProps {
  /** Both over the whole record. */
  ours: number | null;
  theirs: number | null;
}

/** The source's own availability; where it differs from ours, both are said. */
export function SourceFigure({ ours, theirs }: SourceFigureProps) {
  if (theirs === null) return <span className="text-fg-3">says nothing</span>;
  if (!doFiguresDiffer(ours, theirs)) return <span className="text-fg-2">{availabilityText(theirs)}</span>;
  return (
    <Tooltip content={`Over the whole record the source says ${availabilityText(theirs)}; its checks, weighted by time, give ${availabilityText(ours)}.`}>
      <span tabIndex={0} className="rounded-sm whitespace-nowrap">
        {availabilityText(theirs)} <span className="text-xs text-fg-3">ours {availabilityText(ours)}</span>
      </span>
    </Tooltip>
  );
}
