"use client";

import { Tooltip } from "@/components/ui/tooltip";
import { formatDateTime, formatRelative, type DateTimeStyle } from "@/lib/format";
import { cn } from "@/lib/cn";

export interface TimestampProps {
  iso: string | null;
  /** The server's clock at rendering, so that server and browser write the same text. */
  now: string;
  /** The viewer's IANA zone. */
  zone: string;
  /** "relative" (default) or one of the absolute styles. */
  show?: "relative" | DateTimeStyle;
  /** Said when there is no time. */
  none?: string;
  className?: string;
}

export function Timestamp({ iso, now, zone, show = "relative", none = "never", className }: TimestampProps) {
  if (iso === null) return <span className={cn("text-fg-3", className)}>{none}</span>;
  const text = show === "relative" ? formatRelative(iso, now, zone) : formatDateTime(iso, zone, show);
  return (
    <Tooltip
      content={
        <span className="grid grid-cols-[auto_auto] gap-x-3">
          <span>{formatDateTime(iso, "UTC", "seconds")}</span>
          <span className="opacity-75">UTC</span>
          {zone === "UTC" ? null : (
            <>
              <span>{formatDateTime(iso, zone, "seconds")}</span>
              <span className="opacity-75">{zone}</span>
            </>
          )}
        </span>
      }
    >
      <time dateTime={iso} tabIndex={0} className={cn("rounded-sm whitespace-nowrap", className)}>
        {text}
      </time>
    </Tooltip>
  );
}
