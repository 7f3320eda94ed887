"use client";

import { X } from "lucide-react";
import type { ExplainedClock } from "#contract/sla";
import { formatHours, kindWords, reasonWords } from "@/components/sla/sla-words";
import { Button } from "@/components/ui/button";
import { Popover, PopoverClose, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { formatDateTime, formatDuration } from "@/lib/format";

type Segment = ExplainedClock["segments"][number];

/** Why less counted than passed. */
function noteOf({ reason, wallMs, countedMs, calendar }: Segment): string {
  if (reason !== "counting") return `${reasonWords[reason]} · ${formatDuration(wallMs)} passed`;
  if (countedMs === 0) return `${formatDuration(wallMs)} passed, all of it outside the hours of ${calendar}`;
  return countedMs === wallMs ? `all of it counts by ${calendar}` : `${formatDuration(wallMs)} passed, the rest outside the hours of ${calendar}`;
}

function Step({ segment, zone }: { segment: Segment; zone: string }) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 px-4 py-2">
      <span className="font-medium wrap-anywhere">{segment.label}</span>
      <span className={segment.countedMs > 0 ? "text-right font-medium whitespace-nowrap" : "text-right whitespace-nowrap text-fg-3"}>{segment.countedMs > 0 ? `+ ${formatHours(segment.countedMs)}` : "0"}</span>
      <span className="col-span-2 text-xs text-fg-3">{formatDateTime(segment.from, zone)} – {formatDateTime(segment.to, zone)}</span>
      <span className="col-span-2 text-xs text-fg-3">{noteOf(segment)}</span>
    </li>
  );
}

/** The walk through the log that led to a clock: what counted, what did not, and why. */
export function ClockWalk({ clock, zone }: { clock: ExplainedClock; zone: string }) {
  const title = `Explain ${kindWords[clock.kind].toLowerCase()}`;
  return (
    <Popover>
      <PopoverTrigger className="rounded-sm text-link hover:underline" aria-label={title}>Explain</PopoverTrigger>
      <PopoverContent aria-label={title} align="end" className="max-h-(--radix-popover-content-available-height) w-96 max-w-[calc(100vw-2rem)] overflow-y-auto p-0">
        <div className="flex items-center border-b border-line py-2 pr-2 pl-4">
          <h2 className="mr-auto text-base font-semibold">{title}</h2>
          <PopoverClose asChild><Button variant="ghost" size="sm" icon aria-label="Close"><X aria-hidden /></Button></PopoverClose>
        </div>
        <p className="border-b border-line bg-muted px-4 py-2.5 text-xs leading-5 text-fg-2">
          {clock.policy} promises {formatHours(clock.targetMs)} of business time. {formatHours(clock.elapsedMs)} have elapsed, {clock.remainingMs >= 0 ? `${formatHours(clock.remainingMs)} are left` : `${formatHours(-clock.remainingMs)} more than promised`}.
          {clock.earlier.count > 0 ? ` Of ${clock.earlier.count} earlier answers ${clock.earlier.breached} came late.` : ""}
        </p>
        <ol className="divide-y divide-line text-sm">{clock.segments.map((segment) => <Step key={`${segment.from} ${segment.label}`} segment={segment} zone={zone} />)}</ol>
        <p className="border-t border-line px-4 py-2 text-xs text-fg-3">Times in {zone}.</p>
      </PopoverContent>
    </Popover>
  );
}
