import type { Metadata } from "next";
import { FilterBar } from "@/components/kit/filter-bar";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Pagination } from "@/components/kit/pagination";
import type { PageParams } from "@/components/kit/with-params";
import { TopBar } from "@/components/shell/top-bar";
import { BulkBar, RowTick } from "@/components/tickets/bulk-bar";
import { queueWords } from "@/components/tickets/desk-words";
import { LateNotice } from "@/components/tickets/late-notice";
import { NothingWaits } from "@/components/tickets/nothing-waits";
import { OpenTicket } from "@/components/tickets/open-ticket";
import { QueueKeys } from "@/components/tickets/queue-keys";
import { QueueList } from "@/components/tickets/queue-list";
import { QueueRail, viewClass } from "@/components/tickets/queue-rail";
import { SavedViews } from "@/components/tickets/saved-views";
import { firstParam } from "@/components/tickets/read-ticket-params";
import { Card } from "@/components/ui/card";
import { formatCount } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { can } from "@/server/platform/auth/actor";
import { ticketsOperations } from "@/server/tickets";
import { maxSearchLength, queueNames, type QueueName } from "#contract/tickets";

export const metadata: Metadata = { title: "Queue" };

/** The desk's lists, in the order in which the clocks run out. */
export default async function QueuePage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const [params, { actor, now }] = await Promise.all([searchParams, pageContext()]);
  const queue = queueNames.find((name) => name === firstParam(params.queue)) ?? "all_open";
  const [list, counts, views, choices] = await Promise.all([
    pageCall(ticketsOperations.list, { queue, sort: "due", direction: "asc", limit: 50, q: firstParam(params.q).slice(0, maxSearchLength), cursor: firstParam(params.cursor) === "" ? null : firstParam(params.cursor) }),
    pageCall(ticketsOperations.queues, {}), pageCall(ticketsOperations.views, {}), pageCall(ticketsOperations.choices, {}),
  ]);
  const countOf = (name: QueueName): number => counts.items.find((one) => one.queue === name)?.count ?? 0;
  const filters = [{ param: "queue", label: "List", anyLabel: queueWords.all_open, options: queueNames.map((name) => ({ value: name, label: queueWords[name] })) }];
  return (
    <>
      <TopBar crumbs={[{ label: "Tickets", href: "/tickets" }, { label: queueWords[queue] }]} actions={<OpenTicket choices={choices} />} />
      <Page className="lg:grid lg:grid-cols-[13rem_minmax(0,1fr)] lg:items-start">
        <QueueRail current={queue} counts={counts.items} views={views.items} />
        <div className="grid min-w-0 gap-4">
          <PageHeader title={queueWords[queue]} description={`${formatCount(list.total, "ticket")}, in the order in which their clocks run out.`} />
          <div className="lg:hidden"><SavedViews isRow views={views.items} itemClass={viewClass} /></div>
          <FilterBar search={{ placeholder: "Search: words, -not, customer:acme" }} filters={filters} />
          {queue === "breached" || queue === "due_soon" ? null : <LateNotice late={countOf("breached")} soon={countOf("due_soon")} canExplain={can(actor, "sla.read")} />}
          <Card className="overflow-hidden">
            {list.items.length === 0 ? <QueueKeys><NothingWaits queue={queue} isSearch={firstParam(params.q) !== ""} /></QueueKeys> : (
              <BulkBar numbers={list.items.map(({ number }) => number)} choices={choices}>
                <QueueList rows={list.items} current={null} query={`?queue=${queue}`} now={now} ticks={Object.fromEntries(list.items.map((row) => [row.number, <RowTick key={row.number} number={row.number} subject={row.subject} />]))} />
              </BulkBar>
            )}
            {list.items.length === 0 ? null : <Pagination url={{ pathname: "/tickets/queue", params }} nextCursor={list.nextCursor} summary={`${list.items.length} of ${formatCount(list.total, "ticket")}`} />}
          </Card>
        </div>
      </Page>
    </>
  );
}
