import type { ReactNode } from "react";
import type { SloDetail } from "#contract/slo";
import { BudgetBar } from "@/components/slo/budget-bar";
import { Explain } from "@/components/slo/explain";
import { prepareExplanation } from "@/components/slo/prepare-explanation";
import { amountText, attainedText, burnText, leftText } from "@/components/slo/slo-words";
import { isoToLocal } from "@/components/slo/zoned-time";
import { cn } from "@/lib/cn";
import { formatDateTime, formatDuration, formatNumber, formatRelative } from "@/lib/format";

export interface SloFiguresProps {
  slo: SloDetail;
  reader: { now: string; zone: string };
}

function Cell({ label, value, detail, className }: { label: string; value: ReactNode; detail: ReactNode; className?: string }) {
  return (
    <div className={cn("min-w-0 bg-card px-4 py-3.5", className)}>
      <dt className="text-xs text-fg-3">{label}</dt>
      <dd className="mt-1 text-xl font-semibold tracking-[-0.02em]">{value}</dd>
      <dd className="mt-0.5 text-xs text-fg-3">{detail}</dd>
    </div>
  );
}

/** Bad over all observed, measured in budgets. */
function windowBurn({ adjusted, definition }: SloDetail): number | null {
  return adjusted.sli === null ? null : (1 - adjusted.sli) / (1 - definition.target);
}

/** "14.4 min of 132.4 min left": wall-clock time where the budget is time. */
function leftOf({ adjusted, budgetMs, unit, definition }: SloDetail): string {
  if (adjusted.remaining === null) return "";
  if (unit === "milliseconds") return adjusted.remaining < 0 ? `${formatDuration(-adjusted.remaining * budgetMs)} over ${formatDuration(budgetMs)}` : `${formatDuration(adjusted.remaining * budgetMs)} of ${formatDuration(budgetMs)}`;
  const allowed = adjusted.spentTotal * (1 - definition.target);
  return `${formatNumber(allowed - adjusted.spentBad)} of ${formatNumber(allowed)} ${unit}`;
}

function runsOut({ adjusted, runsOutAt, burnDown, definition }: SloDetail, { now, zone }: SloFiguresProps["reader"]): { value: string; detail: string } {
  if (adjusted.remaining === null) return { value: "no data", detail: "" };
  if (adjusted.remaining <= 0) {
    const firstGone = burnDown.findLastIndex(({ remaining }) => remaining !== null && remaining > 0) + 1;
    const since = burnDown[firstGone]?.at;
    return { value: "Ran out", detail: since === undefined ? "" : `since ${formatDateTime(since, zone, "date")}` };
  }
  if (runsOutAt === null) return { value: "Not in sight", detail: definition.window.kind === "calendar" ? "at the recent burn the window ends first" : "the recent burn can be sustained" };
  return { value: formatDateTime(runsOutAt, zone, "day"), detail: `${formatRelative(runsOutAt, now, zone)}, at the recent burn` };
}

/** The five figures of an SLO; the first explains itself. */
export function SloFigures({ slo, reader }: SloFiguresProps) {
  const { adjusted, raw, unit } = slo;
  const burn = windowBurn(slo);
  const out = runsOut(slo, reader);
  const excluded = raw.spentBad - adjusted.spentBad;
  const asOf = { path: `/slos/${slo.row.slug}`, value: isoToLocal(slo.at, reader.zone), max: isoToLocal(reader.now, reader.zone), zone: reader.zone };
  return (
    <dl aria-label="Figures" data-slot="card" className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line lg:grid-cols-[17.5rem_repeat(4,minmax(0,1fr))]">
      <div className="min-w-0 bg-card px-4 py-3.5 max-lg:col-span-2">
        <dt className="text-xs text-fg-3">Budget left</dt>
        <dd className="mt-0.5 mb-2 flex flex-wrap items-baseline gap-x-2">
          <Explain explanation={prepareExplanation(slo, reader.zone)} asOf={asOf}>{leftText(adjusted.remaining)}</Explain>
          <span className="text-sm text-fg-2">{leftOf(slo)}</span>
        </dd>
        <dd><BudgetBar remaining={adjusted.remaining} /></dd>
      </div>
      <Cell label="Raw, nothing excluded" value={leftText(raw.remaining)} detail={excluded > 0 ? `${amountText(excluded, unit)} of bad excluded` : "no bad time was excluded"} />
      <Cell label="Attained to date" value={attainedText(adjusted.sli)} detail={`raw ${attainedText(raw.sli)}`} />
      <Cell label="Burn over the window" value={burnText(burn)} detail={slo.isFull || slo.definition.window.kind === "calendar" ? "an even pace would be 1.0×" : `the window is not full: data since ${formatDateTime(slo.firstDataAt, reader.zone, "date")}`} />
      <Cell label="Runs out" value={out.value} detail={out.detail} />
    </dl>
  );
}
