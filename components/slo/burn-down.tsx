"use client";

import dynamic from "next/dynamic";
import { useMemo } from "react";
import { ChartCard } from "@/components/kit/charts/chart-card";
import { ChartTable } from "@/components/kit/charts/chart-table";
import { burnDownRows, prepareBurnDown, type BurnDownInput } from "@/components/slo/prepare-burn-down";

const BurnDownPlot = dynamic(() => import("@/components/slo/burn-down-plot").then((module) => module.BurnDownPlot), { ssr: false });

const height = 280;

function Key({ dash, colour, label }: { dash?: string; colour: string; label: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <svg aria-hidden width="18" height="4">
        <path d="M0 2H18" stroke={colour} strokeWidth="2" strokeDasharray={dash} />
      </svg>
      {label}
    </span>
  );
}

function Legend({ hasRaw, hasBands, hasNotes, isForecast, isEven }: Record<"hasRaw" | "hasBands" | "hasNotes" | "isForecast" | "isEven", boolean>) {
  return (
    <span aria-hidden className="mr-3 flex gap-3 text-xs text-fg-2 max-md:hidden">
      <Key colour="var(--c1)" label={hasRaw ? "Adjusted" : "Budget left"} />
      {hasRaw ? <Key colour="var(--fill)" dash="5 3" label="Raw" /> : null}
      {isForecast ? <Key colour="var(--c1)" dash="1 4" label="At its recent burn" /> : null}
      {isEven ? <Key colour="var(--fg-3)" dash="1 4" label="Even pace" /> : null}
      {hasBands ? <span className="flex items-center gap-1.5"><i className="size-2.5 rounded-xs bg-info opacity-30" />Excluded</span> : null}
      {hasNotes ? <Key colour="var(--fg-3)" dash="2 2" label="Note" /> : null}
    </span>
  );
}

/** Written only when it is shown: a hundred and twenty rows of text cost more than the chart. */
const BurnDownTable = ({ title, points, zone }: Pick<BurnDownProps, "title" | "points" | "zone">) => <ChartTable caption={`Error budget of ${title}`} first="At" columns={["Adjusted", "Raw"]} rows={burnDownRows(points, zone)} />;

export interface BurnDownProps extends BurnDownInput {
  title: string;
}

/** Budget left over the window: a rolling one moves along, a calendar one grows. */
export function BurnDown({ title, ...input }: BurnDownProps) {
  const { points, period, at, excluded, events, notes, runsOutAt, atRisk, isCalendar = false, zone } = input;
  const chart = useMemo(() => prepareBurnDown({ points, period, at, excluded, events, notes, runsOutAt, atRisk, isCalendar, zone }), [points, period, at, excluded, events, notes, runsOutAt, atRisk, isCalendar, zone]);
  const hasData = chart.summary !== "no data";
  return (
    <ChartCard
      title="Burn-down"
      unit={`% of budget left, ${zone}`}
      actions={hasData ? <Legend hasRaw={chart.hasRaw} hasBands={chart.bands.length > 0} hasNotes={chart.notes.length > 0} isForecast={chart.isForecast} isEven={chart.even !== null} /> : undefined}
      chart={
        hasData ? (
          <div role="img" aria-label={`Error budget of ${title}: ${chart.summary}.`} style={{ height }}>
            <BurnDownPlot chart={chart} height={height} atRisk={atRisk} zone={zone} />
          </div>
        ) : (
          <p className="grid place-items-center text-sm text-fg-3" style={{ height }}>Nothing was measured in this window.</p>
        )
      }
      table={<BurnDownTable title={title} points={points} zone={zone} />}
    />
  );
}
