"use client";

import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useWatch } from "react-hook-form";
import type { PreviewSlo } from "#contract/slo";
import { Banner } from "@/components/kit/banner";
import { RefetchBar } from "@/components/kit/skeletons";
import { BudgetBar } from "@/components/slo/budget-bar";
import { prepareSparkline } from "@/components/slo/prepare-sparkline";
import { sloDraftSchema, type SloDraft } from "@/components/slo/slo-draft";
import { SloStatus } from "@/components/slo/slo-status";
import { attainedText, leftText } from "@/components/slo/slo-words";
import { useDebounced } from "@/components/slo/use-debounced";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { useTRPC } from "@/lib/trpc";
import { cn } from "@/lib/cn";
import { formatDateTime, formatDuration } from "@/lib/format";

const waitMs = 300;

export interface SloPreviewProps {
  /** The SLO that is edited: its own samples and exclusions count. */
  slug?: string | undefined;
  zone: string;
}

function Line({ points, zone }: { points: PreviewSlo["burnDown"]; zone: string }) {
  const line = prepareSparkline(points.map(({ remaining }, at) => ({ at, value: remaining })), { width: 320, height: 96, count: Math.max(2, points.length) });
  const [first, last] = [points[0], points.at(-1)];
  if (line.paths.length === 0 || first === undefined || last === undefined) return null;
  return (
    <figure className="grid gap-1">
      <svg role="img" aria-label={`Burn-down of the preview, from ${leftText(first.remaining)} to ${leftText(last.remaining)}.`} viewBox="0 0 320 96" preserveAspectRatio="none" className="block h-24 w-full">
        <path d={`M0 ${line.zeroY}H320`} stroke="var(--none)" strokeDasharray="2 3" vectorEffect="non-scaling-stroke" />
        {line.paths.map((path) => <path key={path} d={path} fill="none" stroke="var(--c1)" strokeWidth="1.75" strokeLinejoin="round" vectorEffect="non-scaling-stroke" />)}
      </svg>
      <figcaption className="flex justify-between text-xs text-fg-3">
        <span>{formatDateTime(first.at, zone, "date")}</span>
        <span>budget left</span>
        <span>{formatDateTime(last.at, zone, "date")}</span>
      </figcaption>
    </figure>
  );
}

function Result({ preview, zone, isStale }: { preview: PreviewSlo; zone: string; isStale: boolean }) {
  if (preview.problem !== null) return <Banner tone="warn">{preview.problem}</Banner>;
  return (
    <div className={cn("grid gap-4 transition-opacity", isStale && "opacity-60")}>
      <div role="status" className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        {preview.remaining === null ? <span className="text-sm">Nothing is on record yet. The first data fill this in.</span> : <><span className="text-2xl font-semibold tracking-tight">{leftText(preview.remaining)}</span> <span className="text-sm text-fg-3">of the budget left</span></>}
        <span className="ml-auto"><SloStatus status={preview.status} /></span>
      </div>
      <BudgetBar remaining={preview.remaining} />
      <Line points={preview.burnDown} zone={zone} />
      <dl className="grid grid-cols-2 gap-3 text-sm">
        <div><dt className="text-xs text-fg-3">Attained</dt><dd className="font-medium">{attainedText(preview.sli)}</dd></div>
        <div><dt className="text-xs text-fg-3">Budget of the window</dt><dd className="font-medium">{formatDuration(preview.budgetMs)}</dd></div>
      </dl>
      {preview.pages > 0 ? <Banner tone="warn">It would page somebody now.</Banner> : null}
    </div>
  );
}

/** What the fields would give on the history that is there. Follows the fields; an answer to older fields is dropped. */
export function SloPreview({ slug, zone }: SloPreviewProps) {
  const trpc = useTRPC();
  const draft = useWatch<SloDraft>();
  const settled = useDebounced(draft, waitMs);
  const definition = useMemo(() => sloDraftSchema().safeParse(settled as SloDraft), [settled]);
  const preview = useQuery(trpc.slo.preview.queryOptions(definition.success ? { ...definition.data, ...(slug === undefined ? {} : { slug }) } : skipToken, { placeholderData: keepPreviousData, trpc: { abortOnUnmount: true } }));
  const isStale = preview.isFetching || draft !== settled;
  return (
    <Card aria-label="Preview" className="relative">
      <RefetchBar isActive={preview.isFetching} />
      <CardHeader title="Preview" detail="on the history that is there" />
      <CardBody>
        {!definition.success ? <p className="text-sm text-fg-3">{definition.error.issues[0]?.message ?? "Fill in the fields."}</p> : null}
        {definition.success && preview.error ? <Banner tone="critical">{preview.error.message}</Banner> : null}
        {definition.success && preview.data ? <Result preview={preview.data} zone={zone} isStale={isStale} /> : null}
        {definition.success && !preview.data && !preview.error ? <p className="text-sm text-fg-3">Computing.</p> : null}
      </CardBody>
      <CardFooter>Nothing is stored until you save.</CardFooter>
    </Card>
  );
}
