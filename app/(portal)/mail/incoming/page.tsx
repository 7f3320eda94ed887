import type { Metadata } from "next";
import Link from "next/link";
import type { z } from "zod";
import { Banner } from "@/components/kit/banner";
import { DataTable, type Column } from "@/components/kit/data-table";
import { DescriptionList } from "@/components/kit/description-list";
import { EmptyState } from "@/components/kit/empty-state";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Pagination } from "@/components/kit/pagination";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import type { PageParams } from "@/components/kit/with-params";
import { MailTabs } from "@/components/mail/mail-tabs";
import { TopBar } from "@/components/shell/top-bar";
import { formatCount } from "@/lib/format";
import { operations } from "@/server/api/operations";
import { pageCall, pageContext } from "@/server/api/page";

export const metadata: Metadata = { title: "Incoming mail" };

type Message = z.output<typeof operations.mailbox.listInbound.output>["items"][number];
type State = z.output<typeof operations.mailbox.state.output>;

const badges = { matched: ["succeeded", "Joined a ticket"], created: ["succeeded", "Opened a ticket"], ignored: ["queued", "Left aside"], rejected: ["failed", "Not taken"] } as const;

const columnsFor = (now: string, zone: string): Column<Message>[] => [
  { id: "subject", header: "Subject", isPrimary: true, cell: (row) => <span className="font-medium wrap-anywhere">{row.subject === "" ? "(no subject)" : row.subject}</span> },
  { id: "from", header: "From", cell: (row) => <span className="wrap-anywhere">{row.fromEmail === "" ? "nobody" : row.fromEmail}</span> },
  { id: "outcome", header: "Outcome", cell: (row) => <StatusBadge status={badges[row.outcome][0]} label={badges[row.outcome][1]} /> },
  { id: "ticket", header: "Ticket", cell: (row) => (row.ticket === null ? "" : <Link href={`/tickets/${encodeURIComponent(row.ticket)}`} className="font-mono text-xs underline">{row.ticket}</Link>) },
  { id: "at", header: "Received", cell: (row) => <Timestamp iso={row.receivedAt} now={now} zone={zone} /> },
  { id: "reason", header: "Why", cell: (row) => <span className="text-fg-2 wrap-anywhere">{row.reason}</span> },
];

function SetUp({ state, now, zone }: { state: State; now: string; zone: string }) {
  const polled = state.polledAt === null ? "not yet" : <Timestamp iso={state.polledAt} now={now} zone={zone} />;
  return (
    <>
      {state.error === null ? null : <Banner tone="critical" title="The folder could not be read">{state.error}. It is tried again every 30 seconds; nothing is lost meanwhile.</Banner>}
      <DescriptionList items={[
        { term: "Folder", description: state.imap ?? "IMAP_URL is not set" },
        { term: "Last read", description: state.imap === null ? "-" : polled },
        { term: "Webhook", description: state.hasWebhook ? "takes signed messages at /api/inbound-mail" : "MAIL_WEBHOOK_KEY is not set" },
        { term: "Answers go to", description: state.replyTo ?? "MAIL_REPLY_TO is not set: to the sender's address; answers are told apart by their headers and the number in the subject" },
      ]} />
    </>
  );
}

export default async function IncomingMailPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const [params, { actor, now }] = await Promise.all([searchParams, pageContext()]);
  const cursor = typeof params.cursor === "string" ? params.cursor : null;
  const [list, state] = await Promise.all([pageCall(operations.mailbox.listInbound, { cursor }), pageCall(operations.mailbox.state, {})]);
  return (
    <>
      <TopBar crumbs={[{ label: "Administration" }, { label: "Mail", href: "/mail" }, { label: "Incoming" }]} />
      <Page>
        <PageHeader title="Mail" description="Every message that came in, and what became of it. A message that was not taken is kept whole with the portal's files." />
        <MailTabs current="incoming" />
        <SetUp state={state} now={now} zone={actor.zone} />
        <DataTable caption="Incoming mail" columns={columnsFor(now, actor.zone)} rows={list.items} rowKey={(row) => row.id} empty={<EmptyState kind="none" title="No mail yet">Mail to the desk appears here, once IMAP_URL or MAIL_WEBHOOK_KEY is set.</EmptyState>} />
        {list.total === 0 ? null : <Pagination url={{ pathname: "/mail/incoming", params }} nextCursor={list.nextCursor} summary={`${list.items.length} of ${formatCount(list.total, "message")}`} />}
      </Page>
    </>
  );
}
