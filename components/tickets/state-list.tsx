import Link from "next/link";
import { stateKindWords } from "@/components/tickets/desk-words";
import { StateBadge } from "@/components/tickets/state-badge";
import { Badge } from "@/components/ui/badge";
import { Card, CardFooter } from "@/components/ui/card";
import { formatCount } from "@/lib/format";
import type { DeskChoices } from "#contract/tickets";

type DeskState = DeskChoices["states"][number] & { tickets: number };

/** The desk's states for whoever works with them and does not name them. */
export function StateList({ states }: { states: readonly DeskState[] }) {
  return (
    <Card>
      <ol aria-label="Tickets in each state" className="divide-y divide-line">
        {states.map(({ name, kind, isDefault, tickets }) => (
          <li key={name} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-sm">
            <StateBadge state={name} kind={kind} />
            <span className="text-fg-2">{stateKindWords[kind]}</span>
            {isDefault ? <Badge tone="outline">default</Badge> : null}
            <Link href={`/tickets?${new URLSearchParams({ q: `state:"${name}"` }).toString()}`} className="ml-auto rounded-sm text-link hover:underline">{formatCount(tickets, "ticket")}</Link>
          </li>
        ))}
      </ol>
      <CardFooter>An administrator names the states.</CardFooter>
    </Card>
  );
}
