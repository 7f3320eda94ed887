import { Info } from "lucide-react";
import type { ReactNode } from "react";
import { StatusMark } from "@/components/kit/status-mark";
import { cn } from "@/lib/cn";

const tones = {
  note: "border-line bg-card",
  info: "border-info-line bg-info-bg",
  warn: "border-warn-line bg-warn-bg",
  critical: "border-crit-line bg-crit-bg",
} as const;

export interface BannerProps {
  tone?: keyof typeof tones;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** Announce at once: for something that happened after the page was shown. */
  isLive?: boolean;
  className?: string;
}

/** A remark that belongs to a region. Says what is so and what to do. */
export function Banner({ tone = "note", title, children, action, isLive = false, className }: BannerProps) {
  const mark = tone === "warn" || tone === "critical" ? <StatusMark tone={tone} className="mt-0.5" /> : <Info aria-hidden className={cn("mt-0.5 size-3.5 shrink-0", tone === "info" ? "text-info" : "text-fg-3")} />;
  return (
    <div role={isLive ? "alert" : undefined} className={cn("flex gap-2.5 rounded-md border px-3 py-2.5 text-sm text-fg-2", tones[tone], className)}>
      {mark}
      <div className="min-w-0 flex-1">
        {title === undefined ? null : <span className="mr-1 font-semibold text-fg">{title}</span>}
        {children}
      </div>
      {action === undefined ? null : <div className="-my-1 shrink-0">{action}</div>}
    </div>
  );
}
