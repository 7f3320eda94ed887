import { z } from "zod";
import { localToIso } from "@/components/slo/zoned-time";

export type ExcludeDraft = Record<"from" | "to" | "reason", string>;

/** What the fields hold, read in the viewer's zone and checked by the operation's own schema; its faults land on the fields. */
export const excludeDraftSchema = <T extends object>(slug: string, zone: string, schema: z.ZodType<T>): z.ZodType<T, ExcludeDraft> =>
  z.custom<ExcludeDraft>().transform((draft, ctx): T => {
    const [from, to] = [localToIso(draft.from, zone), localToIso(draft.to, zone)];
    if (from === null) ctx.issues.push({ code: "custom", path: ["from"], message: "When does it begin?", input: draft.from });
    if (to === null) ctx.issues.push({ code: "custom", path: ["to"], message: "When does it end?", input: draft.to });
    if (from === null || to === null) return z.NEVER;
    const parsed = schema.safeParse({ slug, from, to, reason: draft.reason });
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) ctx.issues.push({ code: "custom", path: issue.path, message: issue.message, input: draft });
    return z.NEVER;
  });
