import type { WindowStatus } from "#contract/maintenance";
import { CalendarMark, type Mark } from "@/components/maintenance/calendar-marks";
import type { DrawnWindow, PlacedDay } from "@/components/maintenance/prepare-calendar";
import { statusWords } from "@/components/maintenance/window-words";
import { cn } from "@/lib/cn";
import { formatDateTime } from "@/lib/format";

const marks: Readonly<Record<WindowStatus, Mark>> = { draft: "pencil", requested: "wrench", approved: "wrench", announced: "wrench", in_progress: "wrench", verifying: "wrench", completed: "check", cancelled: "cross", failed: "cross", rolled_back: "back" };
const looks: Readonly<Record<"done" | "planned" | "asked" | "draft" | "conflict", string>> = {
  done: "text-fg-2", planned: "bg-info-bg ring-1 ring-info-line ring-inset", asked: "bg-card ring-1 ring-info ring-inset", draft: "border border-dashed border-input bg-card", conflict: "bg-warn-bg ring-1 ring-warn-line ring-inset",
};

function lookOf({ status, conflicts }: DrawnWindow): keyof typeof looks {
  if (["completed", "cancelled", "failed", "rolled_back"].includes(status)) return "done";
  if (conflicts > 0) return "conflict";
  return status === "draft" ? "draft" : status === "requested" ? "asked" : "planned";
}

function WindowMark({ window, look, className }: { window: DrawnWindow; look: keyof typeof looks; className?: string }) {
  return <CalendarMark mark={look === "conflict" ? "triangle" : marks[window.status]} className={cn(look === "conflict" ? "text-warn" : look === "done" ? "text-fg-3" : "text-info", className)} />;
}

/** A window on its day: service or title, local time and state in words; the triangle says that something stands in its way. */
export function CalendarEvent({ window, zone }: { window: DrawnWindow; zone: string }) {
  const look = lookOf(window);
  const name = window.services.length === 1 ? window.services[0] : window.title;
  return (
    <a
      href={`/maintenance/${window.number}`}
      title={`MW-${window.number} ${window.title}`}
      data-calendar-item=""
      className={cn("grid min-h-9.5 grid-cols-[0.75rem_minmax(0,1fr)] items-start gap-x-1.5 rounded-sm px-1.5 py-0.5 text-xs leading-4 hover:bg-hover", looks[look])}
    >
      <WindowMark window={window} look={look} className="mt-0.5" />
      <span className={cn("truncate", look !== "done" && "font-medium")}>{name}</span>
      <span className="col-start-2 truncate text-fg-3">{formatDateTime(window.startsAt, zone, "time")} {statusWords[window.status]}{window.conflicts > 0 ? <span className="sr-only">, {window.conflicts} in its way</span> : null}</span>
    </a>
  );
}

/** A window in a list of days: one line where there is room for it. */
export function AgendaEvent({ window, zone }: { window: DrawnWindow; zone: string }) {
  const look = lookOf(window);
  return (
    <a
      href={`/maintenance/${window.number}`}
      data-calendar-item=""
      className={cn("grid min-h-7 grid-cols-[0.75rem_minmax(0,1fr)] items-center gap-x-2 rounded-sm px-1.5 py-0.5 text-xs leading-4 hover:bg-hover sm:grid-cols-[0.75rem_5.5rem_minmax(0,1fr)_minmax(0,14rem)_6rem_6rem]", looks[look])}
    >
      <WindowMark window={window} look={look} />
      <span className="text-fg-2 max-sm:order-3 max-sm:col-start-2">{formatDateTime(window.startsAt, zone, "time")} – {formatDateTime(window.endsAt, zone, "time")}<span className="text-fg-3 sm:hidden"> {statusWords[window.status]}</span></span>
      <span className={cn("truncate", look !== "done" && "font-medium")}>{window.title}</span>
      <span className="truncate text-fg-3 max-sm:hidden">{window.services.join(", ")}</span>
      <span className="text-fg-2 max-sm:hidden">{statusWords[window.status]}</span>
      <span className="text-fg-2 max-sm:sr-only">{window.conflicts > 0 ? `${window.conflicts} in its way` : ""}</span>
    </a>
  );
}

/** Time taken in a calendar of others: shown, and kept clear of, but not ours to open. */
export function BusyEvent({ title }: { title: string }) {
  return (
    <span title={title} className="flex min-h-6 items-center gap-1.5 rounded-sm bg-muted px-1.5 text-xs text-fg-2">
      <CalendarMark mark="busy" className="text-fg-3" />
      <span className="truncate">Busy: {title}</span>
    </span>
  );
}

export function DeadlineEvent({ deadline }: { deadline: PlacedDay["deadlines"][number] }) {
  return (
    <a href={deadline.href} title={deadline.title} data-calendar-item="" className="flex min-h-6 items-center gap-1.5 rounded-sm px-1.5 text-xs ring-1 ring-line ring-inset hover:bg-hover">
      <CalendarMark mark="flag" className="text-fg-3" />
      <span className="truncate">{deadline.title}</span>
    </a>
  );
}
