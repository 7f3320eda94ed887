import { sliUnit } from "#core/slo";
import type { SloDetail } from "#contract/slo";

export interface BudgetEvent {
  /** As on the chart; null for those that have no ring there. */
  number: number | null;
  from: string | null;
  to: string | null;
  what: string;
  monitors: readonly { slug: string; name: string }[];
  bad: number;
  share: number | null;
}

/** Rings that fit on the axis, and rows that are worth reading. */
const ringed = 4;
const listed = 8;
/** Less than this share of the budget is not worth a ring. */
const leastShare = 0.01;

type Stretch = SloDetail["spending"][number];

/** The stretches that have a ring on the chart, in the order of their numbers. */
export const ringedOf = (spending: readonly Stretch[]): Stretch[] => spending.slice(0, ringed).filter(({ share }) => share === null || share >= leastShare);

/** What one stretch counts in: slices are made of the SLI's own events. */
export const eventUnit = ({ definition: { sli } }: Pick<SloDetail, "definition">): string => sliUnit(sli);

const plural = (count: number): string => `${count} shorter ${count === 1 ? "stretch" : "stretches"}`;

/** The largest spenders, and the rest as one row, so that the amounts add up to what was spent. Slices do not add up that way and have no rest. */
export function prepareEvents(detail: Pick<SloDetail, "spending" | "spendingTotal" | "adjusted" | "definition" | "unit">): BudgetEvent[] {
  const { spending, spendingTotal, adjusted, definition } = detail;
  const rings = ringedOf(spending).length;
  const rows = spending.slice(0, listed).map(({ from, to, bad, share, monitors }, index): BudgetEvent => ({ number: index < rings ? index + 1 : null, from, to, what: monitors.length === 0 ? "" : "down", monitors, bad, share }));
  const isSlices = (definition.method ?? { kind: "occurrences" }).kind === "timeslices";
  const rest = adjusted.spentBad - rows.reduce((sum, { bad }) => sum + bad, 0);
  const hidden = spendingTotal - rows.length;
  if (isSlices || rest <= 1e-6) return rows;
  const allowed = adjusted.spentTotal * (1 - definition.target);
  return [...rows, { number: null, from: null, to: null, what: hidden > 0 ? plural(hidden) : "time without data, counted as bad", monitors: [], bad: rest, share: allowed > 0 ? rest / allowed : null }];
}
