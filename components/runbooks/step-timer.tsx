"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { formatDuration } from "@/lib/format";

/** Counts down, once a second; the step is over when a person says so after that. */
export function StepTimer({ until, onDone, isPending }: { until: string; onDone: () => void; isPending: boolean }) {
  const [leftMs, setLeftMs] = useState<number | null>(null);
  useEffect(() => {
    const tick = (): void => setLeftMs(Math.max(0, Date.parse(until) - Date.now()));
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [until]);
  const isOver = leftMs === 0;
  return (
    <>
      <span role="timer" className="text-sm text-fg-2 tabular-nums">{leftMs === null ? "Waiting" : isOver ? "The wait is over" : `${leftMs < 60_000 ? `${Math.ceil(leftMs / 1_000)} s` : formatDuration(leftMs)} left`}</span>
      <Button variant="primary" size="sm" disabled={!isOver || isPending} onClick={onDone}>Go on</Button>
    </>
  );
}
