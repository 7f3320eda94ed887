import { z } from "zod";

/** Share of good that is promised, 0..1 exclusive: a promise of everything has no budget. */
export const targetSchema = z.number().gt(0, "The target is above 0%.").lt(1, "The target is below 100%: a promise of everything leaves no budget.");

export const sloWindowSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("rolling"), days: z.number().int().min(1).max(366) }),
  /** A week begins on Monday; months, quarters and years follow the zone, so that a Berlin March has 743 hours. */
  z.object({ kind: z.literal("calendar"), unit: z.enum(["week", "month", "quarter", "year"]), zone: z.string() }),
]);
export type SloWindow = z.infer<typeof sloWindowSchema>;

export const sloMethodSchema = z.discriminatedUnion("kind", [
  /** Sum of bad over sum of total. */
  z.object({ kind: z.literal("occurrences") }),
  /** A slice is bad if its ratio is below the slice target; the SLI is good slices over slices. */
  z.object({ kind: z.literal("timeslices"), sliceMinutes: z.number().int().min(1).max(60), sliceTarget: z.number().gt(0).max(1) }),
]);
export type SloMethod = z.infer<typeof sloMethodSchema>;

/** What a stretch without data counts as: left out, good, bad, or left out and reported. */
export const noDataPolicySchema = z.enum(["ignore", "good", "bad", "alert"]);
export type NoDataPolicy = z.infer<typeof noDataPolicySchema>;

export const sloStatusSchema = z.enum(["healthy", "at_risk", "exhausted", "no_data", "misconfigured", "paused"]);
export type SloStatusName = z.infer<typeof sloStatusSchema>;
