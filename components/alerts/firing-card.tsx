import Link from "next/link";
import type { z } from "zod";
import type { alertGroupsOutput } from "#contract/alerts";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { formatCount, formatNumber } from "@/lib/format";

type Group = z.infer<typeof alertGroupsOutput>["items"][number];

const shown = 5;
/** What pages and nobody has taken on comes first. */
const rank = ({ severity, isAcknowledged }: Group): number => (isAcknowledged ? 2 : 0) + (severity === "page" ? 0 : 1);

function Row({ group, reader }: { group: Group; reader: { now: string; zone: string } }) {
  const { severity, isAcknowledged, title, newest, firing, since, service } = group;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-4 py-2.5 text-sm first:border-0">
      <StatusBadge status={isAcknowledged ? "none" : severity === "page" ? "critical" : "warn"} label={isAcknowledged ? "Taken on" : severity === "page" ? "Page" : "Ticket"} />
      <Link href={`/alerts/${newest}`} className="min-w-0 flex-1 basis-48 truncate font-semibold hover:underline">{title}</Link>
      <span className="text-xs text-fg-3">{[service?.name, firing > 1 ? formatCount(firing, "alert") : null].filter((part) => part).join(", ")} <Timestamp iso={since} now={reader.now} zone={reader.zone} /></span>
    </li>
  );
}

/** What fires now, by group. */
export function FiringCard({ groups, reader }: { groups: readonly Group[]; reader: { now: string; zone: string } }) {
  const sorted = [...groups].sort((a, b) => rank(a) - rank(b) || (a.since < b.since ? 1 : -1));
  return (
    <Card aria-labelledby="firing">
      <CardHeader title="Firing" titleId="firing" detail={groups.length === 0 ? undefined : formatNumber(groups.length)} actions={<Button asChild size="sm" variant="ghost"><Link href="/alerts">All alerts</Link></Button>} />
      {sorted.length === 0 ? <p className="px-4 py-6 text-sm text-fg-3">Nothing fires.</p> : <ul>{sorted.slice(0, shown).map((group) => <Row key={group.newest} group={group} reader={reader} />)}</ul>}
    </Card>
  );
}
