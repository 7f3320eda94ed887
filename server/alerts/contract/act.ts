import { z } from "zod";
import { instant, number } from "./fields";
import { alertLimits, matcherSchema } from "./limits";

/** Acknowledging stops the escalation of the alert's whole group. */
export const acknowledgeInput = z.object({ number, note: z.string().trim().max(alertLimits.text).default("") });
export const acknowledgeOutput = z.object({ number: z.number().int(), acknowledged: z.number().int() });
export const noteInput = z.object({ number, text: z.string().trim().min(1).max(alertLimits.text) });
export const noteOutput = z.object({ number: z.number().int(), seq: z.number().int() });

export const createSilenceInput = z.object({
  matchers: z.array(matcherSchema).min(1, "A silence without a matcher would silence everything.").max(alertLimits.matchers),
  comment: z.string().trim().min(1, "Say why.").max(500),
  startsAt: instant.optional(),
  endsAt: instant,
});
/** Until when it lasts, later or sooner, and why. */
export const updateSilenceInput = z.object({ id: z.string().max(80), endsAt: instant, comment: z.string().trim().min(1, "Say why.").max(500).optional() });
export const previewSilenceInput = z.object({ matchers: z.array(matcherSchema).max(alertLimits.matchers) });
/** What fires now and would be silent. */
export const previewSilenceOutput = z.object({ silences: z.number().int(), firing: z.number().int(), items: z.array(z.object({ number: z.number().int(), title: z.string() })), nextCursor: z.null() });
export const endSilenceInput = z.object({ id: z.string().max(80) });
export const silenceSchema = z.object({ id: z.string(), matchers: z.array(matcherSchema), comment: z.string(), ownerName: z.string(), startsAt: instant, endsAt: instant, endedBy: z.string().nullable(), state: z.enum(["active", "planned", "over"]), silences: z.number().int() });
export type SilenceRow = z.infer<typeof silenceSchema>;
export const silenceOutput = z.object({ id: z.string(), silences: z.number().int() });
export const listSilencesInput = z.object({ state: z.enum(["current", "all"]).default("current") });
export const listSilencesOutput = z.object({ items: z.array(silenceSchema), nextCursor: z.null() });
