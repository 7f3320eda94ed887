import Link from "next/link";
import { queueGroups, queueWords } from "@/components/tickets/desk-words";
import { SavedViews } from "@/components/tickets/saved-views";
import { cn } from "@/lib/cn";
import { formatNumber } from "@/lib/format";
import type { QueueName } from "#contract/tickets";

export interface QueueRailProps {
  current: QueueName | null;
  counts: readonly { queue: QueueName; count: number }[];
  views: readonly { id: string; name: string; query: string }[];
}

export const viewClass = "flex h-8 items-center justify-between gap-3 rounded-md px-2 text-sm hover:bg-hover aria-[current=page]:bg-select aria-[current=page]:font-medium";

/** The lists of the desk with their numbers, and the person's own. */
export function QueueRail({ current, counts, views }: QueueRailProps) {
  return (
    <nav aria-label="Lists of tickets" className="grid content-start gap-4 max-lg:hidden">
      {queueGroups.map(({ label, queues }) => (
        <section key={label} className="grid gap-0.5">
          <h2 className="px-2 pb-1 text-xs text-fg-3">{label}</h2>
          {queues.map((queue) => ({ queue, count: counts.find((one) => one.queue === queue)?.count ?? 0 })).map(({ queue, count }) => (
            <Link key={queue} href={`/tickets/queue?queue=${queue}`} aria-current={queue === current ? "page" : undefined} className={viewClass}>
              <span className="truncate">{queueWords[queue]}</span>
              <span className={cn("text-xs tabular-nums", queue === "breached" && count > 0 ? "text-crit-text" : "text-fg-3")}>{formatNumber(count)}</span>
            </Link>
          ))}
        </section>
      ))}
      <SavedViews views={views} itemClass={viewClass} />
      <section className="grid gap-0.5">
        <h2 className="px-2 pb-1 text-xs text-fg-3">Set up</h2>
        <Link href="/tickets/macros" className={viewClass}>Macros</Link>
        <Link href="/tickets/states" className={viewClass}>States</Link>
      </section>
    </nav>
  );
}
