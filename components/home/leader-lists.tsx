import Link from "next/link";
import type { HomeChange, HomeDecision } from "#contract/query";
import { StatusMark, type Tone } from "@/components/kit/status-mark";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { formatDateTime } from "@/lib/format";
import { briefHref } from "./brief-href";

const none = "px-4 py-6 text-sm text-fg-3";

function Decision({ decision }: { decision: HomeDecision }) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-4 py-2.5 first:border-0">
      <div className="min-w-0 flex-1 basis-64">
        <p className="text-sm font-semibold">{decision.title}</p>
        <p className="line-clamp-1 text-xs text-fg-3 wrap-anywhere" title={decision.detail}>{decision.detail}</p>
      </div>
      {decision.dueOn === null ? null : <span className="text-sm text-fg-2">by {formatDateTime(`${decision.dueOn}T00:00:00Z`, "UTC", "day")}</span>}
      <span className="flex gap-2">
        <Button asChild size="sm"><Link href={briefHref(decision)}>Open brief</Link></Button>
        {decision.href === null ? null : <Button asChild size="sm"><Link href={decision.href}>Open records</Link></Button>}
      </span>
    </li>
  );
}

/** What waits for somebody to decide, from the records. */
export function Decisions({ decisions }: { decisions: readonly HomeDecision[] }) {
  return (
    <Card aria-labelledby="decisions">
      <CardHeader title="Waiting for a decision" titleId="decisions" detail={decisions.length === 0 ? undefined : String(decisions.length)} />
      {decisions.length === 0 ? <p className={none}>Nothing waits in the records that you may see.</p> : <ul>{decisions.map((decision) => <Decision key={decision.id} decision={decision} />)}</ul>}
    </Card>
  );
}

const marks: Record<HomeChange["tone"], Tone> = { good: "ok", bad: "warn", neutral: "none" };
const words: Record<HomeChange["tone"], string> = { good: "better", bad: "worse", neutral: "moved" };

/** What moved in the last week against the week before, the most first. */
export function Changes({ changes }: { changes: readonly HomeChange[] }) {
  return (
    <Card aria-labelledby="changes">
      <CardHeader title="What changed" titleId="changes" detail="the last 7 days against the 7 before" />
      {changes.length === 0 ? <p className={none}>No figure moved by a twentieth or more, or there is no data for both weeks.</p> : (
        <ul>
          {changes.map((change) => (
            <li key={change.id} className="grid grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-x-2.5 border-t border-line px-4 py-2.5 text-sm first:border-0">
              <StatusMark tone={marks[change.tone]} />
              <Link href={briefHref(change)} className="min-w-0 hover:underline">
                <span className="font-semibold">{change.label}</span> {change.direction === "up" ? "rose" : "fell"} from {change.from} to {change.to}
              </Link>
              <span className="text-xs text-fg-3">{words[change.tone]}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
