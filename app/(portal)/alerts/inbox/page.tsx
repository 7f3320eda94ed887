import type { Metadata } from "next";
import Link from "next/link";
import { MarkReadButton } from "@/components/alerts/mark-read-button";
import { PushCard } from "@/components/alerts/push-card";
import { EmptyState } from "@/components/kit/empty-state";
import { Timestamp } from "@/components/kit/timestamp";
import { Card } from "@/components/ui/card";
import { cn } from "@/lib/cn";
import { alertsOperations } from "@/server/alerts";
import { pageCall, pageContext } from "@/server/api/page";
import { AlertsPage } from "../alerts-page";

export const metadata: Metadata = { title: "Inbox" };

/** A message ends with the address that its title leads to. */
const withoutAddress = (body: string): string => body.replace(/\s*https?:\/\/\S+\s*$/, "");

export default async function InboxPage() {
  const { actor, now } = await pageContext();
  const [{ items, unread }, push] = await Promise.all([pageCall(alertsOperations.inbox, { limit: 100 }), pageCall(alertsOperations.push, {})]);
  return (
    <AlertsPage current="inbox" title="Inbox" description="What you were told." actions={unread > 0 ? <MarkReadButton /> : null}>
      <PushCard state={push} />
      <Card>
        {items.length === 0 ? <EmptyState kind="none" title="Nothing yet">When an alert is yours to know of, or a change waits for your word, it is told here.</EmptyState> : (
          <ul className="divide-y divide-line">
            {items.map(({ id, title, body, href, at, readAt }) => (
              <li key={id} className="grid gap-1 px-4 py-3 text-sm">
                <div className="flex flex-wrap items-baseline justify-between gap-x-3">
                  {href === null ? <span>{title}</span> : <Link href={href} className={cn("hover:underline", readAt === null && "font-semibold")}>{readAt === null ? <span className="sr-only">Unread: </span> : null}{title}</Link>}
                  <Timestamp iso={at} now={now} zone={actor.zone} show="full" className="text-fg-3" />
                </div>
                <p className="line-clamp-2 text-fg-3 wrap-anywhere">{withoutAddress(body)}</p>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </AlertsPage>
  );
}
