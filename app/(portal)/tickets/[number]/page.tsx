import type { Metadata } from "next";
import { Page, PageHeader } from "@/components/kit/page-header";
import type { PageParams } from "@/components/kit/with-params";
import { SubjectRunbooks } from "@/components/runbooks/subject-runbooks";
import { TopBar } from "@/components/shell/top-bar";
import { ClockCard } from "@/components/sla/clock-card";
import { BesideCards } from "@/components/tickets/beside-cards";
import { Composer } from "@/components/tickets/composer";
import { EditTicket } from "@/components/tickets/edit-ticket";
import { OpenTicket } from "@/components/tickets/open-ticket";
import { RequestForms, RequestNotice } from "@/components/tickets/request-forms";
import { QueueKeys } from "@/components/tickets/queue-keys";
import { firstParam } from "@/components/tickets/read-ticket-params";
import { StateBadge } from "@/components/tickets/state-badge";
import { ThreadList } from "@/components/tickets/thread-list";
import { TicketActions } from "@/components/tickets/ticket-actions";
import { TicketDetails, TicketFacts } from "@/components/tickets/ticket-facts";
import { toFormValues } from "@/components/tickets/ticket-form-values";
import { TicketHistory } from "@/components/tickets/ticket-history";
import { TicketLinks } from "@/components/tickets/ticket-links";
import { TicketMeasures } from "@/components/tickets/ticket-measures";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { pageCall, pageContext } from "@/server/api/page";
import { can } from "@/server/platform/auth/actor";
import { runbooksOperations } from "@/server/runbooks";
import { slaOperations } from "@/server/sla";
import { requestToken, ticketsOperations } from "@/server/tickets";
import { queueNames, type DeskChoices, type TicketDetail, type TicketThread } from "#contract/tickets";
import { QueueAside } from "./queue-aside";

type Route = { params: Promise<{ number: string }>; searchParams: Promise<PageParams> };

export async function generateMetadata({ params }: Pick<Route, "params">): Promise<Metadata> {
  return { title: decodeURIComponent((await params).number) };
}

interface Loaded {
  ticket: TicketDetail;
  thread: TicketThread;
  /** Null for whoever may read and not write. */
  choices: DeskChoices | null;
  reader: { now: string; zone: string; me: string | null };
}

/** What a requester does with a ticket of their own; the desk has its composer. */
function OwnRequest({ ticket, thread, address, now, params }: Pick<Loaded, "ticket" | "thread"> & { address: string; now: string; params: PageParams }) {
  const rate = firstParam(params.rate);
  return (
    <>
      <RequestNotice what={firstParam(params.done) ?? firstParam(params.fault)} />
      <RequestForms token={requestToken({ number: ticket.number, address }, new Date(now))} back={`/tickets/${encodeURIComponent(ticket.number)}`} stateKind={ticket.stateKind} rating={thread.rating} proposed={rate !== undefined && /^[1-5]$/.test(rate) ? Number(rate) : null} />
    </>
  );
}

function Conversation({ ticket, thread, choices, reader }: Loaded) {
  return (
    <Card aria-label="Conversation" className="overflow-clip">
      <ThreadList number={ticket.number} description={thread.description} requester={ticket.requester} openedAt={ticket.openedAt} files={thread.attachments.filter(() => choices === null)} messages={thread.messages} now={reader.now} zone={reader.zone} />
      {choices === null ? null : <Composer key={ticket.number} number={ticket.number} version={thread.version} drafts={thread.drafts} files={thread.attachments} lastSeenId={thread.messages.at(-1)?.id ?? null} choices={choices} zone={reader.zone} />}
    </Card>
  );
}

function Header({ ticket, thread, choices, reader }: Loaded) {
  const isSnoozed = thread.snoozedUntil !== null && thread.snoozedUntil > reader.now;
  const aside = (
    <>
      <StateBadge state={ticket.state} kind={ticket.stateKind} />
      {thread.level === null ? null : <Badge tone="outline">{thread.level.toUpperCase()}</Badge>}
      {thread.tags.map((tag) => <Badge key={tag} tone="neutral">{tag}</Badge>)}
      {ticket.isDemo ? <Badge tone="info">demo</Badge> : null}
      {choices === null ? null : <EditTicket number={ticket.number} version={thread.version} values={toFormValues(ticket, thread)} choices={choices} />}
    </>
  );
  const actions = choices === null ? undefined : <TicketActions number={ticket.number} version={thread.version} stateKind={ticket.stateKind} isSnoozed={isSnoozed} isWatching={thread.isWatching} me={reader.me} choices={choices} />;
  return <PageHeader title={ticket.subject} aside={aside} actions={actions} description={<span className="font-mono text-xs">{ticket.number}</span>} />;
}

export default async function TicketPage({ params, searchParams }: Route) {
  const [{ number: raw }, query, { actor, now }] = await Promise.all([params, searchParams, pageContext()]);
  const number = decodeURIComponent(raw);
  const canWrite = can(actor, "tickets.write");
  const [ticket, thread, beside, choices, clocks, runbooks] = await Promise.all([
    pageCall(ticketsOperations.get, { number }), pageCall(ticketsOperations.thread, { number }), pageCall(ticketsOperations.beside, { number }), canWrite ? pageCall(ticketsOperations.choices, {}) : null, pageCall(slaOperations.explain, { number }), canWrite && can(actor, "knowledge.read") ? pageCall(runbooksOperations.suggest, { type: "ticket", number }) : null,
  ]);
  const queue = canWrite ? (queueNames.find((name) => name === firstParam(query.queue)) ?? null) : null;
  const loaded: Loaded = { ticket, thread, choices, reader: { now, zone: actor.zone, me: actor.userId } };
  const ownAddress = choices === null && actor.kind === "user" && can(actor, "tickets.request") ? actor.email : null;
  const hasConversation = choices !== null || thread.messages.length > 0 || thread.description !== "";
  return (
    <>
      <TopBar crumbs={[{ label: "Tickets", href: queue === null ? "/tickets" : `/tickets/queue?queue=${queue}` }, { label: ticket.number }]} actions={choices === null ? undefined : <OpenTicket choices={choices} />} />
      <div className="flex min-w-0 flex-1">
        {queue === null ? <QueueKeys>{null}</QueueKeys> : <QueueAside queue={queue} current={number} now={now} />}
        <Page className="min-w-0 flex-1">
          <Header {...loaded} />
          {choices === null && actor.scope.kind === "customers" ? null : <TicketMeasures ticket={ticket} now={now} />}
          <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_20rem]">
            <div className="grid min-w-0 gap-4">
              {hasConversation ? <Conversation {...loaded} /> : null}
              {ownAddress === null ? null : <OwnRequest ticket={ticket} thread={thread} address={ownAddress} now={now} params={query} />}
              <TicketHistory events={ticket.events} isImported={ticket.isImported} now={now} zone={actor.zone} />
            </div>
            <div className="grid min-w-0 gap-4">
              {clocks.clocks.length === 0 ? null : <ClockCard ticket={clocks} reader={{ now, zone: actor.zone }} />}
              <TicketFacts ticket={ticket} canReadCatalog={can(actor, "catalog.read")} rating={choices === null ? null : thread.rating} />
              <TicketLinks number={number} links={thread.links} canWrite={canWrite} />
              {runbooks === null || (runbooks.items.length === 0 && runbooks.runs.length === 0) ? null : <SubjectRunbooks found={runbooks} subject={{ type: "ticket", number }} canRun={can(actor, "runbooks.run")} />}
              <BesideCards beside={{ ...beside, runbooks: beside.runbooks.filter(({ slug }) => runbooks?.items.every((found) => found.slug !== slug) ?? true) }} />
              <TicketDetails ticket={ticket} now={now} zone={actor.zone} />
            </div>
          </div>
        </Page>
      </div>
    </>
  );
}
