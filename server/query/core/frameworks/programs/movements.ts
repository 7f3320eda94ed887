import type { Span } from "../../../contract";
import { text } from "../../compose/evidence";
import type { MetricDefinition } from "../../metric";
import { figureOf, valueOf, type BuildInput, type Need } from "../program";

/** A figure beside its equally long period before. */
export interface Movement {
  key: string;
  metric: MetricDefinition;
  now: number;
  before: number;
  /** Whether the change is for the better; null when the metric has no good direction, or nothing moved. */
  isBetter: boolean | null;
}

export const movementNeeds = (metrics: readonly string[]): Need[] => metrics.flatMap((metric): Need[] => [{ key: metric, metric, kind: "total" }, { key: `${metric}_before`, metric, kind: "before" }]);

/** Differences this small are the same. */
const sameWithin = 0.01;

/** How much moved, as a share. What is missing from the whole counts for rates near one: 99.9 % after 99.95 % has doubled the downtime. */
export function severityOf({ metric, now, before }: Pick<Movement, "metric" | "now" | "before">): number {
  if (metric.unit === "ratio" && metric.goodDirection === "up" && before < 1) return Math.abs((1 - now) / (1 - before) - 1);
  return before === 0 ? (now === 0 ? 0 : 1) : Math.abs(now / before - 1);
}

export function movementOf(input: BuildInput, key: string): Movement | null {
  const metric = input.found.get(key)?.metric;
  const [now, before] = [valueOf(input, key), valueOf(input, `${key}_before`)];
  if (!metric || now === null || before === null) return null;
  const isSame = severityOf({ metric, now, before }) < sameWithin;
  return { key, metric, now, before, isBetter: isSame || metric.goodDirection === "neutral" ? null : metric.goodDirection === "up" ? now > before : now < before };
}

/** "SLA breach rate rose to 12 % from 9 %". */
export function movementWords(input: BuildInput, { key, metric, now, before }: Movement): Span[] {
  const direction = now === before ? " held at " : now > before ? " rose to " : " fell to ";
  return [text(`${metric.label}${direction}`), figureOf(input, key), ...(now === before ? [] : [text(" from "), figureOf(input, `${key}_before`)])];
}
