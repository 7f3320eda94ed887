import { z } from "zod";
import { cellSchema, columnSchema, rangeSchema, statSchema, unitSchema } from "./contract";

export const maxToolRows = 200;

const pairs = z.array(z.string().trim().min(3).max(120).regex(/^[a-z_]+[!<>]?:.+$/, "field:value")).max(20).default([]);

/** Which figure, over what, narrowed by what. `entities` are `type:slug`, `filters` are `field:value`, `field!:value`, `field>:amount` or `field<:amount`. */
export const figureInput = z.object({
  metric: z.string().min(1).max(60),
  /** Half-open [from, to); without both the metric's default: the last 30 days, now for a stock. */
  from: z.iso.datetime().nullable().default(null),
  to: z.iso.datetime().nullable().default(null),
  /** IANA zone in which days begin; the caller's own when null. */
  zone: z.string().max(60).nullable().default(null),
  entities: pairs,
  filters: pairs,
  stats: z.array(statSchema).max(4).default([]),
});
export type FigureInput = z.output<typeof figureInput>;

const limit = z.number().int().min(1).max(maxToolRows).default(50);
const order = z.enum(["asc", "desc"]).default("desc");

export const breakdownInput = figureInput.extend({ dimension: z.string().min(1).max(40), order, limit });
export const trendInput = figureInput.extend({ bucket: z.enum(["hour", "day", "week", "month", "quarter", "hour_of_day", "day_of_week"]).default("day") });
export const compareInput = figureInput.extend({ /** The range compared with; the equally long one before when null. */ beforeFrom: z.iso.datetime().nullable().default(null), beforeTo: z.iso.datetime().nullable().default(null) });
export const driversInput = compareInput.extend({ dimension: z.string().min(1).max(40), limit });
export const forecastInput = figureInput.omit({ from: true, to: true }).extend({ /** How many days ahead, from the end of the last complete day. */ days: z.number().int().min(1).max(366).default(30) });
export const recordsInput = z.object({ subject: z.string().min(1).max(40), from: z.iso.datetime().nullable().default(null), to: z.iso.datetime().nullable().default(null), entities: pairs, filters: pairs, words: z.array(z.string().min(1).max(60)).max(12).default([]), order, limit });

export const metricAbout = z.object({
  id: z.string(), label: z.string(), definition: z.string(), unit: unitSchema, goodDirection: z.enum(["up", "down", "neutral"]),
  /** What happened in a period, what holds at an instant, or what is weighed by time over a period. */
  kind: z.enum(["flow", "stock", "span"]),
  isAdditive: z.boolean(), domain: z.string(), stats: z.array(statSchema), dimensions: z.array(z.string()), filters: z.array(z.string()), thresholds: z.array(z.string()), entities: z.array(z.string()),
});
export const metricsOutput = z.object({ items: z.array(metricAbout), nextCursor: z.null(), total: z.number().int() });
export const defineInput = z.object({ metric: z.string().min(1).max(60) });
export const defineOutput = metricAbout.extend({ /** The span for which the portal holds data; null when it holds none. */ coverage: rangeSchema.nullable() });

/** Rows of one computation. Cells are JSON values; null is unknown, never 0. */
export const figureOutput = z.object({
  metric: metricAbout.nullable(),
  period: rangeSchema.extend({ label: z.string(), basis: z.enum(["asked", "default", "whole_record"]) }).nullable(),
  /** Last instant of the data; null when there is none. */
  dataUntil: z.iso.datetime().nullable(),
  columns: z.array(columnSchema),
  rows: z.array(z.record(z.string(), cellSchema)),
  /** Rows of the whole result; more than are shown when `isTruncated`. */
  totalRows: z.number().int(),
  rowLimit: z.number().int(),
  isTruncated: z.boolean(),
  /** Narrowings that the records cannot carry: the rows are for all. */
  notApplied: z.array(z.string()),
  /** The statement that gave the rows, for a reader who may see it; empty otherwise and for what was worked out. */
  sql: z.string(),
  parameters: z.array(cellSchema),
});
export type FigureOutput = z.input<typeof figureOutput>;
