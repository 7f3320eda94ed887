import { z } from "zod";
import { ratio, reference } from "./fields";

/** A UTC month, "2026-08". */
export const sloReportInput = z.object({ month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "A month such as 2026-08.").optional() });
const reportAccount = z.object({ attained: ratio, spent: ratio });
export const sloReportSchema = z.object({
  month: z.string(),
  /** False while the month is not over. */
  isOver: z.boolean(),
  daysInMonth: z.number().int(),
  rows: z.array(z.object({
    slug: z.string(), name: z.string(), service: reference, owner: reference, target: z.number(), windowLabel: z.string(),
    adjusted: reportAccount, raw: reportAccount,
    /** Attained at least the target; null without data. */
    isMet: z.boolean().nullable(),
    daysWithData: z.number().int(),
  })),
  /** The first month with data. */
  firstMonth: z.string().nullable(),
});
export type SloReport = z.input<typeof sloReportSchema>;
