import Link from "next/link";
import type { EscalationOverview, EscalationView, LevelView, SlaChoices, TakenStep } from "#contract/sla";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { Timestamp } from "@/components/kit/timestamp";
import { AcknowledgeButton } from "@/components/sla/acknowledge-button";
import { EscalationSheet, RetireEscalationButton } from "@/components/sla/escalation-sheet";
import { LevelSheet } from "@/components/sla/level-sheet";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { formatCount } from "@/lib/format";

export interface Reader {
  now: string;
  zone: string;
  /** Null = this reader changes no rules. */
  choices: SlaChoices | null;
  canAcknowledge: boolean;
}

function LevelCard({ level, choices }: { level: LevelView; choices: SlaChoices | null }) {
  const told = (text: string) => (text === "" ? <span className="text-fg-3">not written down</span> : text);
  return (
    <Card className="flex flex-col">
      <CardHeader title={level.name.toUpperCase() === level.id.toUpperCase() ? level.id.toUpperCase() : `${level.id.toUpperCase()} · ${level.name}`} actions={choices ? <LevelSheet level={level} choices={choices} /> : null} />
      <CardBody className="grow">
        <dl className="grid gap-2 text-sm">
          <div><dt className="text-xs text-fg-3">When a ticket belongs here</dt><dd>{told(level.entry)}</dd></div>
          <div><dt className="text-xs text-fg-3">What is done here</dt><dd>{told(level.duties)}</dd></div>
        </dl>
      </CardBody>
      <CardFooter>{level.teams.length === 0 ? "No group works here" : level.teams.join(", ")} · {formatCount(level.openTickets, "open ticket")}</CardFooter>
    </Card>
  );
}

export const LevelCards = ({ levels, choices }: { levels: readonly LevelView[]; choices: SlaChoices | null }) => <div className="grid gap-4 lg:grid-cols-3">{levels.map((level) => <LevelCard key={level.id} level={level} choices={choices} />)}</div>;

function conditionsOf({ conditions }: EscalationView): string {
  const parts = [conditions.priorities.map((priority) => priority.toUpperCase()).join(", "), conditions.customerTiers.join(", "), conditions.categories.join(", "), conditions.levels.map((level) => level.toUpperCase()).join(", "), conditions.teamIds.length === 0 ? "" : formatCount(conditions.teamIds.length, "group")];
  return parts.filter(Boolean).join(" · ") || "every ticket";
}

function PolicyCard({ policy, choices }: { policy: EscalationView; choices: SlaChoices | null }) {
  return (
    <Card>
      <CardHeader title={policy.name} detail={conditionsOf(policy)} actions={choices ? <><EscalationSheet policy={policy} choices={choices} /><RetireEscalationButton policy={policy} /></> : null} />
      <CardBody>
        <ol className="grid gap-2 text-sm">
          {policy.texts.map(({ when, to }, index) => <li key={`${when} ${to}`} className="grid grid-cols-[1.25rem_minmax(0,1fr)]"><span className="text-fg-3">{index + 1}</span><span>When {when}: <span className="font-medium">{to}</span></span></li>)}
          {policy.texts.length === 0 ? <li className="text-fg-3">No steps by time.</li> : null}
        </ol>
      </CardBody>
      <CardFooter>After more than {formatCount(policy.bounceLimit, "handover")}: {policy.lastResort === null ? "nobody is named" : `${policy.lastResort} takes it`}</CardFooter>
    </Card>
  );
}

export function EscalationPolicies({ policies, choices }: { policies: readonly EscalationView[]; choices: SlaChoices | null }) {
  if (policies.length === 0) return <Card><EmptyState kind="none" title="No escalation policy yet">Tickets stay where they are until somebody moves them.</EmptyState></Card>;
  return <div className="grid gap-4 lg:grid-cols-2 lg:items-start">{policies.map((policy) => <PolicyCard key={policy.id} policy={policy} choices={choices} />)}</div>;
}

const kindWords: Record<TakenStep["kind"], string> = { functional: "handed over", hierarchical: "told", bounce: "bounced" };

export function TakenTable({ taken, reader }: { taken: readonly TakenStep[]; reader: Reader }) {
  const columns: Column<TakenStep>[] = [
    { id: "ticket", header: "Ticket", isPrimary: true, cell: ({ ticket, subject }) => <Link href={`/tickets/${encodeURIComponent(ticket)}`} className="block max-w-80 truncate rounded-sm hover:underline max-md:max-w-none max-md:whitespace-normal"><span className="text-fg-3">{ticket}</span> {subject}</Link> },
    { id: "what", header: "What", cell: ({ kind }) => kindWords[kind] },
    { id: "target", header: "To", cell: ({ target }) => target },
    { id: "why", header: "Why", cell: ({ reason }) => reason },
    { id: "at", header: "When", cell: ({ at }) => <Timestamp iso={at} now={reader.now} zone={reader.zone} /> },
    { id: "taken", header: "Taken up", cell: ({ id, ticket, acknowledgedAt, acknowledgedBy }) => (acknowledgedAt === null ? (reader.canAcknowledge ? <AcknowledgeButton id={id} ticket={ticket} /> : <span className="text-fg-3">not yet</span>) : <>{acknowledgedBy}, <Timestamp iso={acknowledgedAt} now={reader.now} zone={reader.zone} /></>) },
  ];
  return <Card><CardHeader title="Taken" detail="the newest first" /><DataTable isBare caption="Escalations that were taken" phone="lines" columns={columns} rows={taken} rowKey={({ id }) => id} empty={<EmptyState kind="none" title="No escalation yet" />} /></Card>;
}

export function BouncedTable({ bounced }: Pick<EscalationOverview, "bounced">) {
  const columns: Column<EscalationOverview["bounced"][number]>[] = [
    { id: "ticket", header: "Ticket", isPrimary: true, cell: ({ number, subject }) => <><span className="text-fg-3">{number}</span> {subject}</> },
    { id: "handovers", header: "Handovers", align: "end", cell: ({ handovers }) => handovers },
    { id: "owner", header: "Who has it", cell: ({ assignee }) => assignee ?? <span className="text-fg-3">nobody</span> },
    { id: "team", header: "Now with", cell: ({ team }) => team ?? <span className="text-fg-3">no group</span> },
  ];
  return <Card><CardHeader title="Bouncing" detail="open tickets that were handed on too often" /><DataTable isBare caption="Open tickets that bounce" phone="lines" columns={columns} rows={bounced} rowKey={({ number }) => number} rowHref={({ number }) => `/tickets/${encodeURIComponent(number)}`} empty={<EmptyState kind="none" title="No open ticket bounces" />} /></Card>;
}
