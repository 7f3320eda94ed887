import Link from "next/link";
import type { Preview, Slots, WindowDetail } from "#contract/maintenance";
import { StatusMark } from "@/components/kit/status-mark";
import { cn } from "@/lib/cn";
import { formatDateTime, formatNumber } from "@/lib/format";

const weekday = (iso: string, zone: string): string => new Intl.DateTimeFormat("en-GB", { weekday: "short", timeZone: zone }).format(new Date(iso));
const least = 0.05;
/** A cost that rounds to nothing is not nothing. */
const costText = (value: number | null): string => (value === null ? "no history" : value > 0 && value < least ? "under 0.1 min expected" : `${formatNumber(value, { digits: 1 })} min expected`);
const minutes = (value: number | null): string => (value === null ? "no data" : formatNumber(value, { digits: 1 }));

/** What the work puts at stake: the scarcest budget if it counts, and who is affected. */
export function ImpactFigures({ impact }: { impact: WindowDetail["impact"] }) {
  const scarce = impact.budgets.filter(({ leftMinutes }) => leftMinutes !== null).sort((a, b) => (a.leftMinutes ?? 0) - (b.leftMinutes ?? 0))[0];
  const items = [
    { value: minutes(scarce?.ifUnapproved ?? null), label: "min of budget left if unapproved", isBad: (scarce?.ifUnapproved ?? 0) < 0 },
    { value: minutes(scarce?.ifApproved ?? null), label: "min left if approved in time", isBad: (scarce?.ifApproved ?? 0) < 0 },
    { value: String(impact.customers), label: impact.customers === 1 ? "customer affected" : "customers affected", isBad: false },
  ];
  return (
    <dl className="grid grid-cols-3 divide-x divide-line rounded-lg border border-line">
      {items.map(({ value, label, isBad }) => (
        <div key={label} className="px-3 py-2">
          <dd className={cn("text-base font-semibold", isBad && "text-crit-text", value === "no data" && "text-sm font-normal text-fg-3")}>{value}</dd>
          <dt className="text-xs text-fg-3">{label}</dt>
        </div>
      ))}
    </dl>
  );
}

/** Whose alerts go silent, and whose do not: an alert of a service that was not named may be about something else. */
export function DependentsNote({ impact, isHarmless }: { impact: WindowDetail["impact"]; isHarmless: boolean }) {
  const { dependents } = impact;
  if (isHarmless) return <p className="text-xs text-fg-3">Without impact nothing is silenced and nothing leaves the SLOs.</p>;
  const some = `${dependents.slice(0, 5).join(", ")}${dependents.length > 5 ? ` and ${dependents.length - 5} more` : ""}`;
  return <p className="text-xs text-fg-3">While it goes on, alerts of its services are silent.{dependents.length === 0 ? "" : ` Those of ${some}, which ${dependents.length === 1 ? "needs" : "need"} them, still ring: name them too if they will be down.`}</p>;
}

export function ConflictList({ conflicts, none }: { conflicts: Preview["conflicts"]; none: string }) {
  if (conflicts.length === 0) return <p className="flex items-center gap-2 text-sm text-fg-3"><StatusMark tone="ok" />{none}</p>;
  return (
    <ul className="divide-y divide-line rounded-lg border border-warn-line text-sm">
      {conflicts.map(({ kind, weight, text, href }) => (
        <li key={`${kind}${text}`} className="grid grid-cols-[0.875rem_minmax(0,1fr)] gap-2 px-3 py-2">
          <StatusMark tone={weight === "blocks" ? "critical" : "warn"} className="mt-0.5" />
          <span className="wrap-anywhere"><span className="sr-only">{weight === "blocks" ? "Blocks: " : "Warning: "}</span>{href === null ? text : <Link href={href} className="underline underline-offset-3">{text}</Link>}</span>
        </li>
      ))}
    </ul>
  );
}

/** The next occurrences as the reader and the work's own zone see them. */
export function OccurrenceList({ occurrences, zones }: { occurrences: readonly { local: string; startsAt: string }[]; zones: { reader: string; service: string } }) {
  if (occurrences.length === 0) return null;
  const isSame = zones.reader === zones.service;
  const hasUtc = zones.service !== "UTC" && zones.reader !== "UTC";
  return (
    <table className="w-full text-left text-xs">
      <caption className="mb-1 text-left text-sm font-medium">Next {occurrences.length === 1 ? "occurrence" : `${occurrences.length} occurrences`}</caption>
      <thead className="text-fg-3"><tr><th className="py-1 font-medium">{zones.service}</th>{isSame ? null : <th className="py-1 font-medium">{zones.reader}</th>}{hasUtc ? <th className="py-1 font-medium">UTC</th> : null}</tr></thead>
      <tbody className="divide-y divide-line">{occurrences.map(({ local, startsAt }) => <tr key={local}><td className="py-1">{weekday(startsAt, zones.service)} {formatDateTime(startsAt, zones.service)}</td>{isSame ? null : <td className="py-1">{formatDateTime(startsAt, zones.reader)}</td>}{hasUtc ? <td className="py-1 text-fg-3">{formatDateTime(startsAt, "UTC", "time")}</td> : null}</tr>)}</tbody>
    </table>
  );
}

/** Better times with their reasons; choosing one fills the form. */
export function SlotList({ found, zone, chosen, onChoose }: { found: Slots; zone: string; chosen: string; onChoose: (startsLocal: string) => void }) {
  if (found.slots.length === 0) return <p className="text-sm text-fg-3">No time in {found.days} days is free: {found.ruledOut[0]?.reason ?? "none fits"}.</p>;
  return (
    <div className="grid gap-2">
      <h3 className="flex items-baseline gap-2 text-sm font-semibold">Better slots <span className="text-xs font-normal text-fg-3">{formatNumber(found.searched)} times in {found.days} days searched</span></h3>
      <ul className="divide-y divide-line rounded-lg border border-line text-sm">
        {found.slots.map((slot) => (
          <li key={slot.startsAt}>
            <button type="button" aria-pressed={slot.startsLocal === chosen} onClick={() => onChoose(slot.startsLocal)} className="grid w-full gap-0.5 px-3 py-2 text-left hover:bg-hover aria-pressed:bg-accent-bg focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-ring">
              <span className="flex gap-2"><span className="font-medium">{weekday(slot.startsAt, zone)} {formatDateTime(slot.startsAt, zone)} – {formatDateTime(slot.endsAt, zone, "time")}</span><span className="ml-auto text-xs text-fg-3">{costText(slot.expectedMinutes)}</span></span>
              <span className="flex flex-wrap gap-x-3 text-xs text-fg-3">{slot.reasons.map(({ isGood, text }) => <span key={text} className="inline-flex items-center gap-1"><StatusMark tone={isGood ? "ok" : "warn"} className="size-3" />{text}</span>)}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.missed === null ? null : <p className="text-xs text-fg-3">{weekday(found.missed.startsAt, zone)} {formatDateTime(found.missed.startsAt, zone)} would cost less, but: {found.missed.reason}.</p>}
      {found.ruledOut.length === 0 ? null : <p className="text-xs text-fg-3">Ruled out: {found.ruledOut.slice(0, 3).map(({ reason, count }) => `${reason} (${formatNumber(count)})`).join("; ")}.</p>}
    </div>
  );
}
