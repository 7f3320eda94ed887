import type { RunDetail } from "#contract/changes";
import type { Reader } from "@/components/changes/change-words";
import { RunNote } from "@/components/changes/run-actions";
import { Timestamp } from "@/components/kit/timestamp";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cn } from "@/lib/cn";

const loud = ["failed", "unknown", "held", "withdrawn", "override"];

/** Everything that happened in the run, and who did it. */
export function RunLog({ detail, reader, canWrite }: { detail: RunDetail; reader: Reader; canWrite: boolean }) {
  return (
    <Card>
      <CardHeader title="Log" detail="newest first" />
      <CardBody className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {canWrite ? <RunNote number={detail.row.number} /> : null}
        <ol className="divide-y divide-line text-sm" aria-label="Log">
          {[...detail.log].reverse().map((entry) => (
            <li key={entry.seq} className="grid gap-0.5 py-2">
              <span className={cn("min-w-0 whitespace-pre-line wrap-anywhere", loud.includes(entry.kind) ? "font-medium text-fg" : "text-fg-2")}>{entry.text}</span>
              <span className="text-xs text-fg-3"><Timestamp iso={entry.at} now={reader.now} zone={reader.zone} show="seconds" />, {entry.actorName}</span>
            </li>
          ))}
        </ol>
      </CardBody>
    </Card>
  );
}
