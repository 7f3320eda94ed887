import type { Measure, Sli } from "../contract";
import { minuteMs } from "./intervals";

const isByMinute = ({ form }: Measure): boolean => form === "ratio" || form === "threshold";

/** Whether an SLI measures time (so that its budget is the full window's) and not events. */
export const measuresTime = (sli: Sli): boolean => sli.kind === "probe" || (sli.kind === "prometheus" && isByMinute(sli.measure));

/** What one of good and total is. */
export function sliUnit(sli: Sli): string {
  if (sli.kind === "probe") return "milliseconds";
  return measuresTime(sli) ? "minutes" : sli.unit;
}

/** What a full minute weighs where the SLI measures time: milliseconds of each monitor, or 1 of a minute; null where it counts events. `probes` = monitors that were found. */
export function minuteWeightOf(sli: Sli, probes: number): number | null {
  if (sli.kind === "probe") return Math.max(1, probes) * minuteMs;
  return measuresTime(sli) ? 1 : null;
}
