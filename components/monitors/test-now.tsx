"use client";

import { useMutation } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { useRef } from "react";
import { useFormContext } from "react-hook-form";
import { testMonitorInput } from "#contract/monitors";
import { Banner } from "@/components/kit/banner";
import { StatusBadge } from "@/components/kit/status-badge";
import { inputOf, type MonitorDraft } from "@/components/monitors/monitor-draft";
import { Button } from "@/components/ui/button";
import { formatDuration } from "@/lib/format";
import { useTRPC } from "@/lib/trpc";

/** Checks once with what is typed, keeps nothing, and shows what is seen. */
export function TestNow({ slug }: { slug: string | undefined }) {
  const trpc = useTRPC();
  const shown = useRef<HTMLDivElement>(null);
  const test = useMutation(trpc.monitors.test.mutationOptions({ onSuccess: () => void requestAnimationFrame(() => shown.current?.scrollIntoView({ block: "nearest" })) }));
  const { getValues, trigger } = useFormContext<MonitorDraft>();
  const run = async (): Promise<void> => {
    const parsed = testMonitorInput.safeParse({ ...inputOf(getValues()), ...(slug === undefined ? {} : { slug }) });
    if (parsed.success) test.mutate(parsed.data);
    else await trigger();
  };
  const seen = test.data;
  return (
    <div className="grid gap-2">
      <div className="flex items-center gap-3">
        <Button type="button" onClick={() => void run()} disabled={test.isPending}>
          <Play aria-hidden />
          {test.isPending ? "Checking…" : "Test now"}
        </Button>
        <span className="text-xs text-fg-3">Nothing is kept.</span>
      </div>
      <div role="status" ref={shown}>
        {seen === undefined ? null : (
          <div className="grid gap-1 rounded-md border border-line p-3 text-sm">
            <span className="flex flex-wrap items-center gap-2">
              <StatusBadge status={seen.status} />
              {seen.reason}
              {seen.latencyMs === null ? null : <span className="text-fg-3">{formatDuration(seen.latencyMs)}</span>}
            </span>
            {seen.hops.length > 1 ? <span className="text-xs wrap-anywhere text-fg-3">{seen.hops.join(" → ")}</span> : null}
            {seen.bodyStart === null || seen.bodyStart === "" ? null : <pre className="max-h-32 overflow-auto rounded-sm bg-muted p-2 text-xs whitespace-pre-wrap">{seen.bodyStart}</pre>}
          </div>
        )}
      </div>
      {test.error ? <Banner tone="critical" isLive>{test.error.message}</Banner> : null}
    </div>
  );
}
