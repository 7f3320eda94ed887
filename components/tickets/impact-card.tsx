"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { toast } from "sonner";
import { DescriptionList } from "@/components/kit/description-list";
import { StatusBadge } from "@/components/kit/status-badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { useAct } from "@/hooks/use-act";
import { formatCount, formatDuration } from "@/lib/format";
import { useTRPC } from "@/lib/trpc";

export interface ImpactCardProps {
  incident: number;
  isResolved: boolean;
  alerts: number;
  firstAlerts: readonly { number: number; title: string; isOpen: boolean }[];
  services: readonly { slug: string; name: string }[];
  budgets: readonly { slug: string; name: string; minutes: number | null }[];
  tickets: number;
  openTickets: number;
  customers: readonly { name: string; tickets: number; isTold: boolean }[];
  proposals: readonly { ticket: string; subject: string; requester: string | null; text: string }[];
}

const link = "text-link underline underline-offset-3";

/** Alerts, services, budget and tickets in one place. */
function Record({ alerts, firstAlerts, services, budgets, tickets, openTickets }: ImpactCardProps) {
  const named = firstAlerts.map(({ number, title, isOpen }) => <span key={number} className="block truncate"><Link href={`/alerts/${number}`} className={link}>{title}</Link>{isOpen ? <span className="text-xs text-fg-3"> open</span> : null}</span>);
  const spent = budgets.map(({ slug, name, minutes }) => <span key={slug} className="flex gap-2"><Link href={`/slos/${slug}`} className={`${link} min-w-0 truncate`}>{name}</Link><span className="ml-auto shrink-0 tabular-nums">{minutes === null ? "no data" : minutes > 0 && minutes < 1 ? "under 1 min" : formatDuration(minutes * 60_000)}</span></span>);
  return (
    <DescriptionList
      items={[
        { term: "Alerts", description: alerts === 0 ? null : <>{named}{alerts > firstAlerts.length ? <span className="text-xs text-fg-3">{alerts - firstAlerts.length} more</span> : null}</> },
        { term: "Services", description: services.length === 0 ? null : services.map(({ slug, name }) => <Link key={slug} href={`/services/${slug}`} className={`${link} mr-2`}>{name}</Link>) },
        { term: "Budget spent", description: budgets.length === 0 ? <span className="text-fg-3">no SLO</span> : <>{spent}</> },
        { term: "Tickets", description: tickets === 0 ? null : `${tickets}, ${openTickets} open` },
      ]}
    />
  );
}

/** What an incident did: alerts, services, budget, tickets; who has heard from the desk, and the answers that are left to give. */
export function ImpactCard(props: ImpactCardProps) {
  const { incident, isResolved, openTickets, customers, proposals } = props;
  const trpc = useTRPC();
  const act = useAct();
  const propose = useMutation(trpc.tickets.proposeReplies.mutationOptions({ onError: ({ message }) => toast.error(message) }));
  const lay = () => void act(() => propose.mutateAsync({ incident }), "Drafts are on the tickets. Read each, then send it.").catch(() => undefined);
  return (
    <Card aria-label="Impact">
      <CardHeader title="Impact" detail={isResolved ? undefined : "so far"} />
      <CardBody className="grid gap-3">
        <Record {...props} />
        <h3 className="text-sm font-medium">Customers told</h3>
        {customers.length === 0 ? <p className="text-sm text-fg-3">No customer's ticket is linked.</p> : (
          <ul className="grid gap-1.5 text-sm">
            {customers.map(({ name, tickets, isTold }) => (
              <li key={name} className="flex flex-wrap items-center gap-2"><span className="min-w-0 flex-1 wrap-anywhere">{name}</span><span className="text-xs text-fg-3">{formatCount(tickets, "ticket")}</span><StatusBadge status={isTold ? "succeeded" : "queued"} label={isTold ? "Told" : "Not told"} /></li>
            ))}
          </ul>
        )}
        {isResolved ? null : <p className="text-xs text-fg-3">{openTickets === 0 ? "No linked ticket is open." : `${formatCount(openTickets, "open ticket")}. When the incident is resolved, answers to them are proposed here.`}</p>}
        {proposals.length === 0 ? null : (
          <details>
            <summary className="cursor-pointer text-sm font-medium">{formatCount(proposals.length, "requester")} to tell that it is over</summary>
            <ul className="mt-2 grid gap-2 text-sm">
              {proposals.map(({ ticket, subject, text }) => <li key={ticket} className="grid gap-1"><Link href={`/tickets/${encodeURIComponent(ticket)}`} className="underline wrap-anywhere">{ticket} {subject}</Link><p className="text-xs whitespace-pre-wrap text-fg-2">{text}</p></li>)}
            </ul>
          </details>
        )}
        {proposals.length === 0 ? null : <div><Button disabled={propose.isPending} onClick={lay}>Lay as drafts</Button><p className="mt-1 text-xs text-fg-3">Nothing is sent. Your own drafts stay as they are.</p></div>}
      </CardBody>
    </Card>
  );
}
