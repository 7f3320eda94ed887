import { z } from "zod";
import { calendarDefinition, type CalendarDefinition, type CalendarView } from "#contract/sla";
import { parseHolidays, parseIntervals, writeHolidays, writeIntervals } from "./hours-text";

const hours = z.string().trim().refine((text) => parseIntervals(text) !== null, "Times such as 09:00-12:30, 13:30-18:00; empty is closed.");

const fields = z.object({
  name: z.string().trim().min(1, "Give it a name.").max(80), zone: z.string().trim().min(1, "Name a zone."),
  mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: hours, sun: hours,
  holidays: z.string(),
  since: z.string(),
});
const days = [["mon", "1"], ["tue", "2"], ["wed", "3"], ["thu", "4"], ["fri", "5"], ["sat", "6"], ["sun", "7"]] as const;

/** The definition that the texts stand for; what they leave unsaid the contract's schema finds. */
export function calendarOf(draft: z.output<typeof fields>): CalendarDefinition & { holdsFrom?: string } {
  const week = Object.fromEntries(days.map(([field, day]) => [day, parseIntervals(draft[field]) ?? []])) as CalendarDefinition["week"];
  const holidays = parseHolidays(draft.holidays);
  return { name: draft.name, zone: draft.zone, week, holidays: holidays.ok ? holidays.holidays : [], ...(draft.since === "" ? {} : { holdsFrom: `${draft.since}T00:00:00.000Z` }) };
}

const fieldOf = (path: readonly PropertyKey[]): string => {
  if (path[0] === "week") return days.find(([, day]) => day === path[1])?.[0] ?? "mon";
  return String(path[0]);
};

export const calendarDraft = fields.superRefine((draft, context) => {
  const holidays = parseHolidays(draft.holidays);
  if (!holidays.ok) return context.addIssue({ code: "custom", path: ["holidays"], message: `"${holidays.line}" is not a holiday such as 2026-12-25 Christmas.` });
  const parsed = calendarDefinition.safeParse(calendarOf(draft));
  for (const issue of parsed.error?.issues ?? []) context.addIssue({ code: "custom", path: [fieldOf(issue.path)], message: issue.message });
});
export type CalendarDraft = z.input<typeof calendarDraft>;

export function draftOfCalendar(calendar: CalendarView): CalendarDraft {
  const week = Object.fromEntries(days.map(([field, day]) => [field, writeIntervals(calendar.week[day])])) as Record<(typeof days)[number][0], string>;
  return { name: calendar.name, zone: calendar.zone, ...week, holidays: writeHolidays(calendar.holidays), since: "" };
}

export const emptyCalendar = (zone: string): CalendarDraft => {
  const work = "09:00-12:30, 13:30-18:00";
  return { name: "", zone, mon: work, tue: work, wed: work, thu: work, fri: work, sat: "", sun: "", holidays: "", since: "" };
};
