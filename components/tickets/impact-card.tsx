"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { toast } from "sonner";
import { StatusBadge } from "@/components/kit/status-badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { useAct } from "@/hooks/use-act";
import { formatCount } from "@/lib/format";
import { useTRPC } from "@/lib/trpc";

export interface ImpactCardProps {
  incident: number;
  isResolved: boolean;
  openTickets: number;
  customers: readonly { name: string; tickets: number; isTold: boolean }[];
  proposals: readonly { ticket: string; subject: string; requester: string | null; text: string }[];
}

/** Who was hit, who has heard from the desk, and the answers that are left to give. */
export function ImpactCard({ incident, isResolved, openTickets, customers, proposals }: ImpactCardProps) {
  const trpc = useTRPC();
  const act = useAct();
  const propose = useMutation(trpc.tickets.proposeReplies.mutationOptions({ onError: ({ message }) => toast.error(message) }));
  const lay = () => void act(() => propose.mutateAsync({ incident }), "Drafts are on the tickets. Read each, then send it.").catch(() => undefined);
  return (
    <Card aria-label="Customers">
      <CardHeader title="Customers" />
      <CardBody className="grid gap-3">
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
