import { z } from "zod";
import { type createWindowInput, impacts, risks, windowKinds } from "#contract/maintenance";

const text = z.string().trim();
/** The form: lengths in minutes, notice in hours, services as a list of slugs. */
export const windowDraftSchema = z.object({
  title: text.min(1, "Give it a title.").max(160), description: text.max(4_000), kind: z.enum(windowKinds), risk: z.enum(risks), impact: z.enum(impacts),
  services: z.array(z.string()).min(1, "Choose a service."), startsLocal: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, "Choose a day and a time."), zone: text.min(1, "Name a zone."),
  minutes: z.coerce.number<number | string>().int("Whole minutes.").min(1, "It lasts a minute at least.").max(44_640), noticeHours: z.coerce.number<number | string>().min(0).max(1_440),
  rrule: text.max(400), isAutomatic: z.boolean(), isPublic: z.boolean(),
});
export type WindowDraft = z.output<typeof windowDraftSchema>;

/** What the form says, as the operation takes it. */
export function toWindow({ minutes, noticeHours, rrule, ...fields }: WindowDraft): z.input<typeof createWindowInput> {
  return { ...fields, durationMs: minutes * 60_000, noticeMs: Math.round(noticeHours * 3_600_000), ...(rrule === "" ? {} : { repeats: { rrule } }) };
}

/** The same as far as it goes, for the preview; null while it cannot be read. */
export function toPreview(values: unknown) {
  const parsed = windowDraftSchema.omit({ title: true, services: true }).extend({ services: z.array(z.string()) }).safeParse(values);
  if (!parsed.success) return null;
  const { minutes, noticeHours, rrule, kind, risk, impact, services, startsLocal, zone } = parsed.data;
  return { kind, risk, impact, services, startsLocal, zone, durationMs: minutes * 60_000, noticeMs: Math.round(noticeHours * 3_600_000), ...(rrule === "" ? {} : { repeats: { rrule } }) };
}
