import Link from "next/link";
import { EmptyState, type EmptyStateProps } from "@/components/kit/empty-state";
import { Button } from "@/components/ui/button";
import type { QueueName } from "#contract/tickets";

const linkTo = (href: string, label: string) => <Button asChild><Link href={href}>{label}</Link></Button>;
const allOpen = linkTo("/tickets/queue?queue=all_open", "All open tickets");

const words: Record<QueueName, { title: string; text: string; action: EmptyStateProps["action"] }> = {
  all_open: { title: "No ticket is open", text: "Open one for somebody who calls with the key C. What people write to the desk by mail, and what they ask for here, is listed too.", action: linkTo("/tickets", "All tickets") },
  mine: { title: "Nothing is assigned to you", text: "Take the most urgent unassigned ticket with the key N.", action: linkTo("/tickets/queue?queue=unassigned", "Unassigned tickets") },
  mentions: { title: "Nobody waits for a word of yours", text: "Open tickets whose notes call you by @name are listed here.", action: allOpen },
  snoozed: { title: "Nothing is snoozed", text: "A ticket that is put away with the key S waits here, and comes back by itself.", action: allOpen },
  team: { title: "Your groups have nothing open", text: "Tickets of the groups that you belong to are listed here.", action: allOpen },
  unassigned: { title: "Every open ticket has somebody", text: "What comes in next is listed here until somebody takes it.", action: allOpen },
  breached: { title: "No promise is broken", text: "Open tickets whose time ran out are listed here.", action: allOpen },
  due_soon: { title: "Nothing is due within 4 hours", text: "Tickets whose time runs out soon are listed here.", action: allOpen },
  waiting: { title: "Nothing waits for somebody outside", text: "Tickets in a waiting state are listed here; their clocks stand still.", action: allOpen },
};

/** A list of the desk without a ticket: what would be in it, and where to go. */
export function NothingWaits({ queue, isSearch }: { queue: QueueName; isSearch: boolean }) {
  if (isSearch) return <EmptyState kind="no-match" title="No ticket matches" action={linkTo(`/tickets/queue?queue=${queue}`, "Clear the search")}>Search for fewer words, or look at another list.</EmptyState>;
  const { title, text, action } = words[queue];
  return <EmptyState kind="none" title={title} action={action}>{text}</EmptyState>;
}
