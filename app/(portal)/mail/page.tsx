import type { Metadata } from "next";
import type { z } from "zod";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { Page, PageHeader } from "@/components/kit/page-header";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import { MailTabs } from "@/components/mail/mail-tabs";
import { SendTestMail } from "@/components/mail/send-test-mail";
import { TopBar } from "@/components/shell/top-bar";
import { operations } from "@/server/api/operations";
import { pageCall, pageContext } from "@/server/api/page";

export const metadata: Metadata = { title: "Mail" };

type Message = z.output<typeof operations.platform.listMail.output>["items"][number];

const statusOf = (row: Message) => (row.status === "sent" ? "succeeded" : row.status === "failed" ? "failed" : "queued");
const labelOf = (row: Message): string => (row.status === "kept" ? "Kept here" : row.status === "sent" ? "Sent" : row.status === "failed" ? "Failed" : "Waiting");

/** Without a mail server this is the only place where a message can be read. */
function Letter({ subject, text }: Pick<Message, "subject" | "text">) {
  return (
    <details>
      <summary className="cursor-pointer font-medium">{subject}</summary>
      <p className="mt-2 max-w-prose text-xs whitespace-pre-wrap text-fg-2 wrap-anywhere">{text ?? "The text was sealed with a key that this installation does not have."}</p>
    </details>
  );
}

const columnsFor = (now: string, zone: string): Column<Message>[] => [
  { id: "subject", header: "Subject", isPrimary: true, cell: (row) => <Letter subject={row.subject} text={row.text} /> },
  { id: "to", header: "To", cell: (row) => row.to },
  { id: "status", header: "Status", cell: (row) => <StatusBadge status={statusOf(row)} label={labelOf(row)} /> },
  { id: "at", header: "Written", cell: (row) => <Timestamp iso={row.createdAt} now={now} zone={zone} /> },
  { id: "error", header: "Fault", cell: (row) => <span className="text-fg-2 wrap-anywhere">{row.error ?? ""}</span> },
];

export default async function MailPage() {
  const { actor, now } = await pageContext();
  const { items } = await pageCall(operations.platform.listMail, {});
  return (
    <>
      <TopBar crumbs={[{ label: "Administration" }, { label: "Mail" }]} actions={<SendTestMail />} />
      <Page>
        <PageHeader title="Mail" description="Every message that the portal wrote. Without SMTP_URL messages stay here and nobody receives them." />
        <MailTabs current="outgoing" />
        <DataTable caption="Outgoing mail" columns={columnsFor(now, actor.zone)} rows={items} rowKey={(row) => row.id} empty={<EmptyState kind="none" title="No mail yet">The portal has written no message.</EmptyState>} />
      </Page>
    </>
  );
}
