import { z } from "zod";
import { type createWindowInput, editScopes, impacts, risks, type updateWindowInput, windowKinds, type WindowDetail } from "#contract/maintenance";

const text = z.string().trim();
const localPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
/** Local times, one in each line, with a space or a T between day and time. */
export const linesOf = (lines: string): string[] => lines.split("\n").map((line) => line.trim().replace(" ", "T")).filter((line) => line !== "");
const dates = z.string().refine((lines) => linesOf(lines).every((line) => localPattern.test(line)), "Each line reads like 2026-12-24 02:00.");

/** The form: lengths in minutes, notice in hours, services as a list of slugs. */
export const windowDraftSchema = z.object({
  title: text.min(1, "Give it a title.").max(160), description: text.max(4_000), kind: z.enum(windowKinds), risk: z.enum(risks), impact: z.enum(impacts),
  services: z.array(z.string()).min(1, "Choose a service."), startsLocal: z.string().regex(localPattern, "Choose a day and a time."), zone: text.min(1, "Name a zone."),
  minutes: z.coerce.number<number | string>().int("Whole minutes.").min(1, "It lasts a minute at least.").max(44_640), noticeHours: z.coerce.number<number | string>().min(0).max(1_440),
  rrule: text.max(400), exdates: dates, rdates: dates, isAutomatic: z.boolean(), isPublic: z.boolean(), scope: z.enum(editScopes), lateNotice: text.max(500),
});
export type WindowDraft = z.output<typeof windowDraftSchema>;

type Rule = Pick<WindowDraft, "rrule" | "exdates" | "rdates">;
const repeatsOf = ({ rrule, exdates, rdates }: Rule) => ({ rrule, exdates: linesOf(exdates), rdates: linesOf(rdates) });

/** What the form says, as the operation takes it. */
export function toWindow({ minutes, noticeHours, rrule, exdates, rdates, scope: _scope, lateNotice, ...fields }: WindowDraft): z.input<typeof createWindowInput> {
  return { ...fields, ...(lateNotice === "" ? {} : { lateNotice }), durationMs: minutes * 60_000, noticeMs: Math.round(noticeHours * 3_600_000), ...(rrule === "" ? {} : { repeats: repeatsOf({ rrule, exdates, rdates }) }) };
}

type Patch = Omit<z.input<typeof updateWindowInput>, "number" | "version">;

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(Array.isArray(one) ? [...(one as unknown[])].sort() : one) === JSON.stringify(Array.isArray(other) ? [...(other as unknown[])].sort() : other);

/** Only what was changed in the form: what somebody else has changed meanwhile in other fields stays theirs. A rule goes with the series only. */
export function toPatch(values: WindowDraft, defaults: WindowDraft): Patch {
  const [after, before] = [toWindow(values), toWindow(defaults)];
  const { repeats, ...plan } = after;
  const changed = Object.fromEntries(Object.entries(plan).filter(([name, value]) => !isSame(value, before[name as keyof typeof before])));
  // A local time means nothing without its zone.
  const time = "startsLocal" in changed || "zone" in changed ? { startsLocal: after.startsLocal, zone: after.zone } : {};
  const hasNewRule = values.scope !== "this" && repeats !== undefined && !isSame(repeats, before.repeats);
  return { ...changed, ...time, ...(hasNewRule ? { repeats } : {}), scope: values.scope };
}

/** The plan as the form shows it. */
export function toDraft({ row, description, services, startsLocal, durationMs, noticeMs, repeats }: WindowDetail): WindowDraft {
  const { title, kind, risk, impact, zone, isAutomatic, isPublic } = row;
  const lines = (list: readonly string[] = []): string => list.map((local) => local.replace("T", " ")).join("\n");
  return { title, description, kind, risk, impact, zone, isAutomatic, isPublic, services: services.map(({ slug }) => slug), startsLocal, minutes: Math.round(durationMs / 60_000), noticeHours: Math.round(noticeMs / 3_600_000), rrule: repeats?.rrule ?? "", exdates: lines(repeats?.exdates), rdates: lines(repeats?.rdates), scope: "this", lateNotice: "" };
}

const words: Readonly<Record<Exclude<keyof WindowDraft, "scope" | "lateNotice">, string>> = {
  title: "Title", description: "What is done", kind: "Kind", risk: "Risk", impact: "Impact", services: "Services", startsLocal: "Starts", minutes: "Lasts, minutes", zone: "Zone", noticeHours: "Notice, hours", rrule: "Repeats", exdates: "Left out", rdates: "Added", isAutomatic: "Begins by itself", isPublic: "On the status page",
};

export interface Difference {
  field: string;
  /** As it was when the form was opened, as somebody else left it, and as it stands in the form; null = not touched here. */
  was: string;
  theirs: string;
  mine: string | null;
}

const told = (value: unknown): string => (Array.isArray(value) ? value.join(", ") : typeof value === "boolean" ? (value ? "yes" : "no") : typeof value === "string" && localPattern.test(value) ? value.replace("T", " ") : String(value));

/** What somebody else has changed since the form was opened. */
export function differencesOf({ defaults, theirs, mine }: { defaults: WindowDraft; theirs: WindowDraft; mine: WindowDraft }): Difference[] {
  return (Object.keys(words) as (keyof typeof words)[]).filter((name) => !isSame(theirs[name], defaults[name])).map((name) => ({ field: words[name], was: told(defaults[name]), theirs: told(theirs[name]), mine: isSame(mine[name], defaults[name]) ? null : told(mine[name]) }));
}

/** The plan as far as it goes, for the preview; null while it cannot be read. Of one occurrence the rule plays no part. */
export function toPreview(values: unknown, isNew: boolean) {
  const parsed = windowDraftSchema.omit({ title: true, services: true }).extend({ services: z.array(z.string()) }).safeParse(values);
  if (!parsed.success) return null;
  const { minutes, noticeHours, rrule, exdates, rdates, kind, risk, impact, services, startsLocal, zone, scope } = parsed.data;
  const repeats = rrule !== "" && (isNew || scope !== "this") ? { repeats: repeatsOf({ rrule, exdates, rdates }) } : {};
  return { kind, risk, impact, services, startsLocal, zone, durationMs: minutes * 60_000, noticeMs: Math.round(noticeHours * 3_600_000), ...repeats };
}
