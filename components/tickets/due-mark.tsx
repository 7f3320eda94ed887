import { CirclePause, Clock } from "lucide-react";
import { StatusMark } from "@/components/kit/status-mark";
import { clockWord, dueOf } from "@/components/tickets/desk-words";
import { formatDuration } from "@/lib/format";
import type { TicketRow } from "#contract/tickets";

const minuteMs = 60_000;
/** Seconds say nothing about a matter of minutes or hours. */
const wholeMinutes = (ms: number): number => Math.max(1, Math.floor(ms / minuteMs)) * minuteMs;

/** Until when the next clock of a ticket runs, as time goes by; how much of it is working time is said beside the ticket. Which clock it is has room where rows are wide. */
export function DueMark({ due, now }: { due: TicketRow["due"]; now: string }) {
  const { tone, leftMs } = dueOf(due, now);
  if (due === null || tone === "none") return null;
  const isPaused = tone === "paused";
  const of = <span className="font-normal text-fg-3 @max-md:sr-only">{clockWord(due.kind)}{isPaused ? "" : tone === "over" ? " was due" : " due"}</span>;
  if (isPaused) return <span className="inline-flex items-center gap-1 text-xs whitespace-nowrap text-fg-3"><CirclePause aria-hidden className="size-3.5" />{of} paused</span>;
  const left = formatDuration(wholeMinutes(Math.abs(leftMs ?? 0)));
  const text = tone === "over" ? `${left} ago` : `in ${left}`;
  const mark = tone === "over" ? <StatusMark tone="critical" className="size-3.5" /> : tone === "soon" ? <StatusMark tone="warn" className="size-3.5" /> : <Clock aria-hidden className="size-3.5 text-fg-3" />;
  return <span className={`inline-flex items-center gap-1 text-xs font-medium whitespace-nowrap tabular-nums ${tone === "over" ? "text-crit-text" : ""}`}>{mark}{of} {text}</span>;
}
