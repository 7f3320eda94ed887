import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { Page, PageHeader } from "@/components/kit/page-header";
import { TopBar } from "@/components/shell/top-bar";
import { DeleteMacro, MacroSheet } from "@/components/tickets/macro-sheet";
import { macroChanges } from "@/components/tickets/desk-words";
import { Button } from "@/components/ui/button";
import { formatNumber } from "@/lib/format";
import { pageCall } from "@/server/api/page";
import { ticketsOperations } from "@/server/tickets";
import type { DeskChoices, Macro } from "#contract/tickets";

export const metadata: Metadata = { title: "Macros" };

const columnsOf = (choices: DeskChoices): Column<Macro>[] => [
  { id: "title", header: "Macro", cell: ({ title }) => title, isPrimary: true },
  { id: "body", header: "Text", cell: ({ body }) => <span className="line-clamp-1 wrap-anywhere text-fg-2">{body === "" ? "no text" : body}</span>, className: "min-w-48" },
  { id: "sets", header: "Changes", cell: ({ changes }) => <span className="wrap-anywhere">{macroChanges(changes, choices).join(", ") || "nothing"}</span>, className: "min-w-40" },
  { id: "team", header: "Seen by", cell: ({ team }) => team?.name ?? "everybody" },
  { id: "used", header: "Used", cell: ({ usedCount }) => formatNumber(usedCount), align: "end" },
  { id: "actions", header: "Actions", isHeaderHidden: true, cell: (macro) => <span className="flex justify-end gap-1"><MacroSheet macro={macro} choices={choices} trigger={<Button variant="ghost" size="sm">Edit</Button>} /><DeleteMacro macro={macro} /></span> },
];

/** Replies that are written once, the most used first. */
export default async function MacrosPage() {
  const [{ items }, choices] = await Promise.all([pageCall(ticketsOperations.macros, {}), pageCall(ticketsOperations.choices, {})]);
  const add = <MacroSheet macro={null} choices={choices} trigger={<Button variant="primary"><Plus aria-hidden />New macro</Button>} />;
  return (
    <>
      <TopBar crumbs={[{ label: "Queue", href: "/tickets/queue" }, { label: "Macros" }]} actions={add} />
      <Page>
        <PageHeader title="Macros" description="Canned replies with the ticket's own values, and what is changed with them. The key M puts one in." />
        <DataTable caption="Macros" columns={columnsOf(choices)} rows={items} rowKey={({ id }) => id} empty={<EmptyState kind="none" title="No macros yet">Write the reply that you write most often.</EmptyState>} />
      </Page>
    </>
  );
}
