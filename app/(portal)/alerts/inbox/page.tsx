import type { Metadata } from "next";
import Link from "next/link";
import { MarkReadButton } from "@/components/alerts/mark-read-button";
import { prepareMessage } from "@/components/alerts/prepare-message";
import { PushCard } from "@/components/alerts/push-card";
import { EmptyState } from "@/components/kit/empty-state";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import { Card } from "@/components/ui/card";
import { cn } from "@/lib/cn";
import { alertsOperations } from "@/server/alerts";
import { pageCall, pageContext } from "@/server/api/page";
import { AlertsPage } from "../alerts-page";

export const metadata: Metadata = { title: "Inbox" };

type Message = Awaited<ReturnType<typeof load>>["items"][number];
const load = () => pageCall(alertsOperations.inbox, { limit: 100 });

function MessageRow({ message, now, zone }: { message: Message; now: string; zone: string }) {
  const { href, at, readAt } = message;
  const { mark, title, body } = prepareMessage(message, zone);
  return (
    <li className="grid gap-1 px-4 py-3 text-sm">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <StatusBadge {...mark} className="md:w-18" />
        {href === null ? <span>{title}</span> : <Link href={href} className={cn("hover:underline", readAt === null && "font-semibold")}>{readAt === null ? <span className="sr-only">Unread: </span> : null}{title}</Link>}
        <Timestamp iso={at} now={now} zone={zone} show="full" className="text-fg-3 max-md:w-full md:ml-auto" />
      </div>
      <p className="line-clamp-2 text-fg-3 wrap-anywhere md:pl-21">{body}</p>
    </li>
  );
}

export default async function InboxPage() {
  const { actor, now } = await pageContext();
  const [{ items, unread }, push] = await Promise.all([load(), pageCall(alertsOperations.push, {})]);
  return (
    <AlertsPage current="inbox" title="Inbox" description="What you were told." actions={unread > 0 ? <MarkReadButton /> : null}>
      <PushCard state={push} />
      <Card>
        {items.length === 0 ? <EmptyState kind="none" title="Nothing yet">When an alert is yours to know of, or a change waits for your word, it is told here.</EmptyState> : (
          <ul className="divide-y divide-line">
            {items.map((message) => <MessageRow key={message.id} message={message} now={now} zone={actor.zone} />)}
          </ul>
        )}
      </Card>
    </AlertsPage>
  );
}
