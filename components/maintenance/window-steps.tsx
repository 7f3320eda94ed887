import { Check, Circle, CircleDot, CircleX, RotateCcw } from "lucide-react";
import type { WindowDetail, WindowStatus } from "#contract/maintenance";
import { statusWords } from "@/components/maintenance/window-words";
import { cn } from "@/lib/cn";

const way: readonly WindowStatus[] = ["draft", "requested", "approved", "announced", "in_progress", "verifying", "completed"];
const ends: readonly WindowStatus[] = ["cancelled", "failed", "rolled_back"];

type Row = Pick<WindowDetail["row"], "status" | "startedAt">;
type Dates = Pick<WindowDetail, "requestedAt" | "approvedAt" | "announcedAt">;

/** Steps that the window has really been through: an announcement or a verification may be left out. */
function wasThere(step: WindowStatus, { startedAt }: Row, { requestedAt, approvedAt, announcedAt }: Dates): boolean {
  if (step === "requested") return requestedAt !== null;
  if (step === "approved") return approvedAt !== null || startedAt !== null;
  if (step === "announced") return announcedAt !== null;
  return step === "in_progress" ? startedAt !== null : step === "draft";
}

type Standing = "gone" | "here" | "ahead" | "ended";
const marks = { gone: Check, here: CircleDot, ahead: Circle, ended: CircleX } as const;

function Step({ status, standing }: { status: WindowStatus; standing: Standing }) {
  const Mark = status === "rolled_back" ? RotateCcw : standing === "here" && status === "completed" ? Check : marks[standing];
  return (
    <li aria-current={standing === "here" || standing === "ended" ? "step" : undefined} className={cn("inline-flex items-center gap-1.5 whitespace-nowrap", standing === "here" || standing === "ended" ? "font-medium text-fg" : "text-fg-3")}>
      <Mark aria-hidden className={cn("size-3.5 shrink-0", standing === "here" && "text-info", standing === "ended" && "text-crit")} />
      {statusWords[status]}
    </li>
  );
}

/** Where a window is on its way, what it has been through and what is left. What ended otherwise shows the way that it came. */
export function WindowSteps({ row, dates }: { row: Row; dates: Dates }) {
  const isEnded = ends.includes(row.status);
  const place = way.indexOf(row.status);
  const past = way.filter((step, at) => (isEnded || at < place) && wasThere(step, row, dates));
  const ahead = isEnded ? [] : way.slice(place + 1);
  const steps: { status: WindowStatus; standing: Standing }[] = [...past.map((status) => ({ status, standing: "gone" as const })), { status: row.status, standing: isEnded ? "ended" : "here" }, ...ahead.map((status) => ({ status, standing: "ahead" as const }))];
  return <ol aria-label="Where it stands" className="flex flex-wrap gap-x-4 gap-y-1 text-sm">{steps.map((step) => <Step key={step.status} {...step} />)}</ol>;
}
