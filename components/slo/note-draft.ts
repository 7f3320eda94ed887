import { z } from "zod";
import { localToIso } from "@/components/slo/zoned-time";

export type NoteDraft = Record<"at" | "text", string>;

/** The fields read in the viewer's zone and checked by the operation's own schema; its faults land on the fields. */
export const noteDraftSchema = <T extends object>({ slug, zone }: { slug: string; zone: string }, schema: z.ZodType<T>): z.ZodType<T, NoteDraft> =>
  z.custom<NoteDraft>().transform((draft, ctx): T => {
    const at = localToIso(draft.at, zone);
    if (at === null) ctx.issues.push({ code: "custom", path: ["at"], message: "When was it?", input: draft.at });
    const parsed = schema.safeParse({ slug, at, text: draft.text });
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues.filter(({ path }) => at !== null || path[0] !== "at")) ctx.issues.push({ code: "custom", path: issue.path, message: issue.message, input: draft });
    return z.NEVER;
  });
