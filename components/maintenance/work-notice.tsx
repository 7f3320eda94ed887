import Link from "next/link";
import type { CurrentWindow } from "#contract/maintenance";
import { Banner } from "@/components/kit/banner";
import { StatusBadge } from "@/components/kit/status-badge";
import { markOf, statusWords } from "@/components/maintenance/window-words";
import { formatDateTime, formatDuration } from "@/lib/format";

const link = "text-link underline underline-offset-3";

function When({ window, zone }: { window: CurrentWindow; zone: string }) {
  const { isUnderWay, isSilent, overrunMs, startsAt, endsAt, impact } = window;
  if (!isUnderWay) return <>begins {formatDateTime(startsAt, zone)}, until {formatDateTime(endsAt, zone, "time")}.</>;
  if (overrunMs > 0) return <>has run over its plan by {formatDuration(overrunMs)}: its time is charged and alerts ring.</>;
  return <>goes on until {formatDateTime(endsAt, zone)}. {isSilent ? "Alerts of its services are silent." : impact === "none" ? "No impact is expected: alerts ring." : "Alerts ring."}</>;
}

/** Planned work on what a page is about. */
export function WorkNotice({ windows, zone }: { windows: readonly CurrentWindow[]; zone: string }) {
  return windows.slice(0, 3).map((window) => (
    <Banner key={window.number} tone={window.overrunMs > 0 ? "warn" : "info"} title={<Link href={`/maintenance/${window.number}`} className={link}>MW-{window.number} {window.title}</Link>}>
      <When window={window} zone={zone} />
    </Banner>
  ));
}

/** Beside a name in a list: its service is being worked on. */
export function WorkMark({ window }: { window: CurrentWindow }) {
  return <Link href={`/maintenance/${window.number}`} title={window.title} className="inline-flex rounded-sm"><StatusBadge status={markOf(window.status)} label={`MW-${window.number} ${statusWords[window.status]}`} /></Link>;
}
