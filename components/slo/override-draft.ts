import { z } from "zod";
import { localToIso } from "@/components/slo/zoned-time";

export type OverrideDraft = Record<"reason" | "until", string>;

/** The fields read in the viewer's zone and checked by the operation's own schema; its faults land on the fields. */
export const overrideDraftSchema = <T extends object>({ slug, id, zone }: { slug: string; id: string; zone: string }, schema: z.ZodType<T>): z.ZodType<T, OverrideDraft> =>
  z.custom<OverrideDraft>().transform((draft, ctx): T => {
    const until = localToIso(draft.until, zone);
    if (until === null) ctx.issues.push({ code: "custom", path: ["until"], message: "When does it end?", input: draft.until });
    const parsed = schema.safeParse({ slug, id, reason: draft.reason, until });
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues.filter(({ path }) => until !== null || path[0] !== "until")) ctx.issues.push({ code: "custom", path: issue.path, message: issue.message, input: draft });
    return z.NEVER;
  });
