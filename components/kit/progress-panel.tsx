import type { ReactNode } from "react";
import { StatusMark, type Tone } from "@/components/kit/status-mark";
import { Progress } from "@/components/ui/progress";
import { formatNumber } from "@/lib/format";

export interface ProgressPanelProps {
  /** What is being done: "Importing tickets". */
  title: string;
  done: number;
  /** Null when the end is not known yet. */
  total: number | null;
  state: "running" | "succeeded" | "failed" | "cancelled";
  /** One line under the bar: the last step, or what went wrong. */
  detail?: ReactNode;
  /** Cancel while running, open the result afterwards. */
  action?: ReactNode;
}

const marks: Partial<Record<ProgressPanelProps["state"], Tone>> = { succeeded: "ok", failed: "critical", cancelled: "none" };
const words: Record<ProgressPanelProps["state"], string> = { running: "", succeeded: "done", failed: "failed", cancelled: "cancelled" };

/** Long work: a count, a bar, and a way to stop it. */
export function ProgressPanel({ title, done, total, state, detail, action }: ProgressPanelProps) {
  const mark = marks[state];
  const ratio = total === null || total === 0 ? null : done / total;
  const count = total === null ? formatNumber(done) : `${formatNumber(done)} of ${formatNumber(total)}`;
  return (
    <div className="grid gap-2 rounded-lg border border-line bg-card px-3 py-2.5 text-sm">
      <div className="flex items-center gap-2">
        {mark === undefined ? null : <StatusMark tone={mark} />}
        <span className="min-w-0 flex-1">
          {title}, {count}
          {words[state] === "" ? null : <span className="text-fg-3"> ({words[state]})</span>}
        </span>
        {action}
      </div>
      <Progress ratio={state === "running" ? ratio : (ratio ?? 1)} label={title} />
      {detail === undefined ? null : <div className="text-xs text-fg-3">{detail}</div>}
    </div>
  );
}
