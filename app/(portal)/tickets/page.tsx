import type { Metadata } from "next";
import Link from "next/link";
import { deskLimits, type DeskChoices } from "#contract/tickets";
import { EmptyState } from "@/components/kit/empty-state";
import { Page, PageHeader } from "@/components/kit/page-header";
import type { PageParams } from "@/components/kit/with-params";
import { TopBar } from "@/components/shell/top-bar";
import { ActiveFilters } from "@/components/tickets/active-filters";
import { firstParam, readTicketParams } from "@/components/tickets/read-ticket-params";
import { OpenTicket, type OpenTicketProps } from "@/components/tickets/open-ticket";
import { viewClass } from "@/components/tickets/queue-rail";
import { SavedViews } from "@/components/tickets/saved-views";
import { barFilters, TicketFilters } from "@/components/tickets/ticket-filters";
import { SubmitRequest } from "@/components/tickets/submit-request";
import { TicketTable } from "@/components/tickets/ticket-table";
import { Button } from "@/components/ui/button";
import { formatCount, formatDateTime } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { can } from "@/server/platform/auth/actor";
import { ticketsOperations } from "@/server/tickets";

export const metadata: Metadata = { title: "Tickets" };

const noMatch = (
  <EmptyState
    kind="no-match"
    title="No ticket matches"
    action={
      <Button asChild>
        <Link href="/tickets">Clear all filters</Link>
      </Button>
    }
  >
    Take away a filter, or search for fewer words.
  </EmptyState>
);

function NoneYet({ canImport, isRequester }: { canImport: boolean; isRequester: boolean }) {
  if (isRequester) return <EmptyState kind="none" title="No requests yet" action={<SubmitRequest />}>What you ask for is listed here, and so is what you write to the desk by mail.</EmptyState>;
  const action = (
    <Button asChild variant="primary">
      <Link href="/imports?kind=service-desk">Import tickets</Link>
    </Button>
  );
  return (
    <EmptyState kind="none" title="No tickets yet" action={canImport ? action : undefined}>
      {canImport ? "Import the event log of your service desk, or open the first ticket with the key C." : "Tickets appear here once somebody has opened or imported one."}
    </EmptyState>
  );
}

/** What a link to an open form says; a service that the reader does not know is left out. */
function filledIn(params: PageParams, choices: DeskChoices): OpenTicketProps["filled"] {
  if (params.new !== "1") return undefined;
  const service = firstParam(params.service);
  return { subject: firstParam(params.subject).slice(0, deskLimits.subject), service: choices.services.some(({ slug }) => slug === service) ? service : null };
}

export default async function TicketsPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const [params, { actor, now }] = await Promise.all([searchParams, pageContext()]);
  const { input, sort } = readTicketParams(params, actor.zone);
  const canWrite = can(actor, "tickets.write");
  const [list, facets, views, choices] = await Promise.all([pageCall(ticketsOperations.list, input), pageCall(ticketsOperations.facets, {}), canWrite ? pageCall(ticketsOperations.views, {}) : null, canWrite ? pageCall(ticketsOperations.choices, {}) : null]);
  const isRequester = actor.kind === "user" && actor.scope.kind === "customers" && can(actor, "tickets.request");
  const url = { pathname: "/tickets", params };
  const span = facets.firstOpenedAt === null ? "" : `, opened ${formatDateTime(facets.firstOpenedAt, actor.zone, "date")} to ${formatDateTime(facets.lastOpenedAt, actor.zone, "date")}`;
  return (
    <>
      <TopBar crumbs={[{ label: "Tickets" }]} actions={isRequester ? <SubmitRequest /> : choices === null ? undefined : <OpenTicket choices={choices} filled={filledIn(params, choices)} />} />
      <Page>
        <PageHeader title={isRequester ? "Your requests" : "Tickets"} {...(facets.total === 0 ? {} : { description: `${formatCount(facets.total, isRequester ? "request" : "ticket")}${span}.` })} />
        {facets.total === 0 ? null : (
          <div className="grid gap-2">
            <TicketFilters facets={facets} isRequester={isRequester} />
            <ActiveFilters url={url} input={input} zone={actor.zone} hidden={barFilters} />
            {views === null ? null : <SavedViews isRow views={views.items} itemClass={viewClass} />}
          </div>
        )}
        <TicketTable
          list={list}
          url={url}
          sort={sort}
          now={now}
          zone={actor.zone}
          has={{ desk: !isRequester, customer: !isRequester && facets.customer.some((facet) => facet.value !== "unknown"), service: facets.service.some((facet) => facet.value !== "unknown") }}
          empty={facets.total === 0 ? <NoneYet canImport={can(actor, "tickets.import")} isRequester={isRequester} /> : noMatch}
        />
      </Page>
    </>
  );
}
