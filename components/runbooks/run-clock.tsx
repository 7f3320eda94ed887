"use client";

import { useEffect, useState } from "react";
import { formatDuration } from "@/lib/format";

/** How long a run has been worked on: counts on while it runs. `activeMs` as it was at `asOf`. */
export function RunClock({ activeMs, asOf, isRunning }: { activeMs: number; asOf: string; isRunning: boolean }) {
  const [nowMs, setNowMs] = useState<number | null>(null);
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(() => setNowMs(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [isRunning]);
  const ms = isRunning && nowMs !== null ? activeMs + Math.max(0, nowMs - Date.parse(asOf)) : activeMs;
  return <span className="tabular-nums">{ms < 60_000 ? `${Math.floor(ms / 1_000)} s` : formatDuration(ms)}</span>;
}
