import { z } from "zod";

export { stateKindSchema, type StateKind } from "../tickets/contract";

/** first_response: opened -> the desk's first word; next_response: the requester's word -> the desk's answer; resolution: opened -> resolved. */
export const clockKinds = ["first_response", "next_response", "resolution"] as const;
export const clockKindSchema = z.enum(clockKinds);
export type ClockKind = z.infer<typeof clockKindSchema>;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, "A time such as 09:00; 24:00 ends a day.");
const interval = z.tuple([time, time]).refine(([from, to]) => from < to, "An interval ends after it begins; one over midnight is two.");
const isDisjoint = (intervals: readonly (readonly [string, string])[]): boolean => intervals.toSorted((a, b) => a[0].localeCompare(b[0])).every(([from], index, all) => index === 0 || (all[index - 1]?.[1] ?? "") <= from);
const dayIntervals = z.array(interval).max(8).refine(isDisjoint, "The intervals of a day must not overlap.");

const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

export const holidaySchema = z.object({
  on: z.iso.date(),
  name: z.string().trim().min(1).max(80),
  /** Open all the same at these times; empty = the whole day off. */
  open: dayIntervals.default([]),
});
export type Holiday = z.output<typeof holidaySchema>;

const isUnique = (holidays: readonly { on: string }[]): boolean => new Set(holidays.map(({ on }) => on)).size === holidays.length;

/** What a calendar says: open intervals by weekday (1 Monday to 7 Sunday) on the wall clock of a zone. */
export const calendarDefinition = z.object({
  name: z.string().trim().min(1).max(80),
  zone: z.string().min(1).max(60).refine(isZone, "Not a time zone, for example Europe/Berlin."),
  week: z.object({ "1": dayIntervals, "2": dayIntervals, "3": dayIntervals, "4": dayIntervals, "5": dayIntervals, "6": dayIntervals, "7": dayIntervals })
    .refine((week) => Object.values(week).some((day) => day.length > 0), "A calendar is open at some time of the week."),
  holidays: z.array(holidaySchema).max(400).refine(isUnique, "A day is named once.").default([]),
});
export type CalendarDefinition = z.output<typeof calendarDefinition>;

/** Ten years: longer is a slip of the keyboard. */
const targetMs = z.number().int().min(60_000).max(10 * 366 * 86_400_000).nullable();
const condition = z.string().trim().min(1).max(200).nullable().default(null);

/** What a policy says. A null condition fits every ticket; a null target promises nothing. Targets are business time of the calendar, in ms. */
export const policyDefinition = z.object({
  name: z.string().trim().min(1).max(80),
  customerId: condition, serviceId: condition, customerTier: condition, priority: condition, category: condition, level: condition,
  calendarId: z.string().min(1).max(60),
  firstResponseMs: targetMs.default(null),
  nextResponseMs: targetMs.default(null),
  resolutionMs: targetMs.default(null),
  /** Clocks stand while the ticket waits for somebody outside. */
  pausesWaiting: z.boolean().default(true),
  /** A warning at this share of the target. */
  warnPercent: z.number().int().min(1).max(99).default(75),
});
export type PolicyDefinition = z.output<typeof policyDefinition>;

export const clockStates = ["running", "paused", "met", "breached"] as const;
export const clockStateSchema = z.enum(clockStates);
