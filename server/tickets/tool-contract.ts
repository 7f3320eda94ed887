import { z } from "zod";
import { prioritySchema } from "./contract";

export const maxToolRows = 200;

const slug = z.string().min(1).max(120).nullable().default(null);

/** Half-open [from, to), the 30 days to now when not said, and what it is narrowed to. */
export const windowInput = z.object({
  from: z.iso.datetime({ offset: true }).nullable().default(null),
  to: z.iso.datetime({ offset: true }).nullable().default(null),
  team: slug, service: slug, customer: slug,
  priority: prioritySchema.nullable().default(null),
});
export type WindowInput = z.output<typeof windowInput>;

const limit = z.number().int().min(1).max(maxToolRows).default(50);
export const flowInput = windowInput.extend({ bucket: z.enum(["day", "week", "month"]).default("day"), /** IANA zone; the caller's own when null. */ zone: z.string().max(60).nullable().default(null) });
export const pairsInput = windowInput.extend({ limit });
export const openInput = windowInput.omit({ from: true, to: true });
export const openListInput = openInput.extend({ limit });

const period = z.object({ from: z.iso.datetime(), to: z.iso.datetime() });
/** What a page of rows leaves out is said: `total` rows there are, of which at most `rowLimit` are given. */
const bounded = { total: z.number().int(), rowLimit: z.number().int(), isTruncated: z.boolean() };

export const flowOutput = z.object({ period, items: z.array(z.object({ bucket: z.string(), opened: z.number().int(), ended: z.number().int(), /** Open at the end of the bucket. */ open: z.number().int() })), ...bounded });
export const handoversOutput = z.object({ period, items: z.array(z.object({ from: z.string().nullable(), to: z.string().nullable(), handovers: z.number().int(), tickets: z.number().int() })), ...bounded });
export const timeInStateOutput = z.object({ period, items: z.array(z.object({ state: z.string(), kind: z.string(), tickets: z.number().int(), medianMs: z.number(), p90Ms: z.number(), totalMs: z.number(), /** Of all time in states that have ended. */ share: z.number().nullable() })), ...bounded });
export const ageingOutput = z.object({ at: z.iso.datetime(), items: z.array(z.object({ /** Whole days: at least `fromDays`, less than `toDays`; null has no end. */ fromDays: z.number().int(), toDays: z.number().int().nullable(), open: z.number().int(), p1: z.number().int(), p2: z.number().int() })), ...bounded, oldestMs: z.number().nullable() });
export const atRiskOutput = z.object({ at: z.iso.datetime(), items: z.array(z.object({ number: z.string(), priority: z.string().nullable(), team: z.string().nullable(), openedAt: z.iso.datetime(), ageMs: z.number(), /** Within which three of four tickets of its priority that kept their SLA were resolved. */ usualMs: z.number() })), ...bounded });
