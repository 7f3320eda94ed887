import { Snowflake } from "lucide-react";
import Link from "next/link";
import type { FreezeRow } from "#contract/maintenance";
import { DataTable, type Column } from "@/components/kit/data-table";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import { EditFreezeSheet } from "@/components/maintenance/freeze-sheet";
import { ExemptWindow, LiftFreeze } from "@/components/maintenance/freeze-actions";
import { cn } from "@/lib/cn";
import { formatDuration } from "@/lib/format";

export interface FreezesTableProps {
  freezes: readonly FreezeRow[];
  services: readonly { slug: string; name: string }[];
  reader: { now: string; zone: string };
  canChange: boolean;
  /** The freeze that the address points at, and the window that is to be exempt from it. */
  chosen: { freeze: string | null; exempt: string | null };
  empty: React.ReactNode;
}

const states = { active: { status: "maintenance", label: "Holds" }, planned: { status: "queued", label: "Planned" }, over: { status: "archived", label: "Over" } } as const;
const link = "text-link underline underline-offset-3";
const windowLink = (number: number) => <Link key={number} href={`/maintenance/${number}`} className={`${link} mr-2`}>MW-{number}</Link>;

/** Shape and word: a hard one is hatched, a soft one dashed, as on the calendar. */
function Kind({ kind }: Pick<FreezeRow, "kind">) {
  return <span className={cn("inline-flex items-center gap-1.5 rounded-sm border border-input px-1.5 py-0.5 text-xs whitespace-nowrap", kind === "hard" ? "bg-[repeating-linear-gradient(135deg,var(--hatch)_0_2px,transparent_2px_7px)]" : "border-dashed")}><Snowflake aria-hidden className="size-3 text-fg-2" /><span className="rounded-sm bg-card px-1">{kind}</span></span>;
}

function Title({ freeze, isChosen }: { freeze: FreezeRow; isChosen: boolean }) {
  const { title, reason, slo, openedBy, liftedBy } = freeze;
  return (
    <span id={freeze.id} className={cn("grid scroll-mt-20 gap-0.5", isChosen && "-mx-1.5 rounded-sm bg-accent-bg px-1.5")}>
      <span className="wrap-anywhere">{slo === null ? title : <Link href={`/slos/${slo.slug}`} className={link}>{title}</Link>}</span>
      <span className="text-xs font-normal text-fg-3 wrap-anywhere">{reason === "" ? "" : `${reason}; `}{liftedBy === null ? `by ${openedBy}` : `lifted by ${liftedBy}`}</span>
    </span>
  );
}

function When({ freeze, reader }: { freeze: FreezeRow; reader: FreezesTableProps["reader"] }) {
  const { span, state, rrule, durationMs, startsAt, endsAt, liftedAt } = freeze;
  const [from, to] = [span?.from ?? startsAt, span === null ? (liftedAt ?? endsAt) : span.to];
  return (
    <span className="grid gap-0.5">
      <span className="whitespace-nowrap"><Timestamp iso={from} now={reader.now} zone={reader.zone} show="full" /></span>
      <span className="text-xs text-fg-3">{to === null ? (freeze.source === "budget" ? "until the budget is back" : "until it is lifted") : <>until <Timestamp iso={to} now={reader.now} zone={reader.zone} show="full" /></>}</span>
      {rrule === null || state === "over" ? null : <span className="text-xs text-fg-3 wrap-anywhere">repeats: <code className="font-mono">{rrule}</code>{durationMs === null ? "" : `, ${formatDuration(durationMs)} each`}</span>}
    </span>
  );
}

function Exceptions({ exceptions }: Pick<FreezeRow, "exceptions">) {
  if (exceptions.length === 0) return <span className="text-fg-3">none</span>;
  return <ul className="grid gap-1">{exceptions.map(({ number, reason, actorName, at }) => <li key={`${number}${at}`} className="wrap-anywhere">{number === null ? "a window" : windowLink(number)}<span className="text-xs text-fg-3">{reason}, {actorName}</span></li>)}</ul>;
}

/** Freezes with what they stop and whom they spare. */
export function FreezesTable({ freezes, services, reader, canChange, chosen, empty }: FreezesTableProps) {
  const columns: Column<FreezeRow>[] = [
    { id: "state", header: "State", cell: ({ state }) => <StatusBadge status={states[state].status} label={states[state].label} /> },
    { id: "kind", header: "Kind", cell: ({ kind }) => <Kind kind={kind} /> },
    { id: "title", header: "Freeze", isPrimary: true, cell: (freeze) => <Title freeze={freeze} isChosen={freeze.id === chosen.freeze} /> },
    { id: "when", header: "When", cell: (freeze) => <When freeze={freeze} reader={reader} /> },
    { id: "services", header: "Services", cell: (freeze) => (freeze.services.length === 0 ? "all" : freeze.services.map(({ name }) => name).join(", ")) },
    { id: "windows", header: "Stands in the way of", cell: ({ windows }) => (windows.length === 0 ? <span className="text-fg-3">no window</span> : <span>{windows.slice(0, 4).map(windowLink)}{windows.length > 4 ? <span className="text-xs text-fg-3">and {windows.length - 4} more</span> : null}</span>) },
    { id: "exempt", header: "Exempt", cell: ({ exceptions }) => <Exceptions exceptions={exceptions} /> },
    {
      id: "actions", header: "Change", isHeaderHidden: true, align: "end",
      cell: (freeze) => {
        if (!canChange || freeze.state === "over") return null;
        const isAsked = chosen.freeze === freeze.id && chosen.exempt !== null;
        return <span className="inline-flex gap-1"><ExemptWindow freeze={freeze} number={isAsked ? `MW-${chosen.exempt}` : ""} isOpenAtFirst={isAsked} />{freeze.source === "budget" ? null : <><EditFreezeSheet services={services} freeze={freeze} /><LiftFreeze freeze={freeze} /></>}</span>;
      },
    },
  ];
  return <DataTable caption="Freezes of change" columns={columns} rows={freezes} rowKey={({ id }) => id} empty={empty} />;
}
