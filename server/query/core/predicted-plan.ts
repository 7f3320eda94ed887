import type { QueryPlan, Range } from "../contract";

/** The slots by which a reading of a question is compared with another's. */
export interface PredictedPlan extends Pick<QueryPlan, "intent" | "metrics" | "dimensions" | "entities" | "filters" | "limit"> {
  time: Range | null;
  compareTo: Range | null;
}

const bounds = (range: Range | null): Range | null => (range === null ? null : { from: range.from, to: range.to });

/** A plan without what the engine added by itself: a period that nobody named is null, whatever default answers it. */
export const predictedPlan = ({ intent, metrics, dimensions, time, compareTo, entities, filters, limit }: QueryPlan): PredictedPlan => ({
  intent, metrics, dimensions, time: time?.explicit === true ? bounds(time) : null, compareTo: bounds(compareTo), entities, filters, limit,
});
