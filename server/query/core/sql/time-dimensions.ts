export type Bucket = "hour" | "day" | "week" | "month" | "quarter";

interface BucketShape {
  step: string;
  format: string;
  label: string;
}

export const buckets: Record<Bucket, BucketShape> = {
  hour: { step: "1 hour", format: "YYYY-MM-DD HH24:00", label: "Hour" },
  day: { step: "1 day", format: "YYYY-MM-DD", label: "Day" },
  week: { step: "1 week", format: "YYYY-MM-DD", label: "Week of" },
  month: { step: "1 month", format: "YYYY-MM", label: "Month" },
  quarter: { step: "3 months", format: "YYYY-MM", label: "Quarter from" },
};

export const isBucket = (dimension: string): dimension is Bucket => Object.hasOwn(buckets, dimension);

interface CycleShape {
  /** Position in the cycle of a local timestamp. */
  part: string;
  first: number;
  last: number;
  /** Label of position `p`. */
  labelSql: string;
  label: string;
}

/** Times that come round again. Days begin on Monday (ISO 8601). */
export const cycles: Record<"hour_of_day" | "day_of_week", CycleShape> = {
  hour_of_day: { part: "hour", first: 0, last: 23, labelSql: "to_char(p, 'FM00') || ':00'", label: "Hour of day" },
  day_of_week: { part: "isodow", first: 1, last: 7, labelSql: "to_char(date '2024-01-01' + (p - 1), 'FMDay')", label: "Day of week" },
};

export const isCycle = (dimension: string): dimension is keyof typeof cycles => Object.hasOwn(cycles, dimension);
