import { queueWords } from "@/components/tickets/desk-words";
import { QueueList } from "@/components/tickets/queue-list";
import { pageCall } from "@/server/api/page";
import { ticketsOperations } from "@/server/tickets";
import type { QueueName } from "#contract/tickets";

const shown = 30;

/** The list that a ticket was opened from, beside it on a wide screen: j and k go on through it. */
export async function QueueAside({ queue, current, now }: { queue: QueueName; current: string; now: string }) {
  const { items, total } = await pageCall(ticketsOperations.list, { queue, sort: "due", direction: "asc", limit: shown });
  return (
    <aside aria-label={queueWords[queue]} className="sticky top-12 h-[calc(100dvh-3rem)] w-72 shrink-0 overflow-y-auto border-r border-line max-[1399px]:hidden 2xl:w-80">
      <h2 className="flex h-11 items-center gap-2 border-b border-line px-3 text-sm font-semibold">{queueWords[queue]}<span className="text-xs font-normal text-fg-3">{total}</span></h2>
      <QueueList rows={items} current={current} query={`?queue=${queue}`} now={now} />
    </aside>
  );
}
