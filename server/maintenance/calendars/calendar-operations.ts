import "server-only";
import { z } from "zod";
import { defineOperation } from "../../platform/registry";
import { addCalendarInput, calendarChangedOutput, calendarIdInput, createdFeedOutput, createFeedInput, feedInput, listExternalOutput, listFeedsOutput, updateCalendarInput } from "../contract";
import { addCalendar, listCalendars, refreshCalendar, removeCalendar, updateCalendar } from "./external";
import { createFeed, listFeeds, revokeFeed } from "./feeds";

const read = { permission: "maintenance.read", effect: "read" } as const;
const write = { permission: "maintenance.write", effect: "write" } as const;
const approve = { permission: "maintenance.approve", effect: "write" } as const;
const own = { permission: "maintenance.read", effect: "write" } as const;

/** Planned work in other programs' calendars, and theirs in ours. */
export const calendarOperations = {
  feeds: defineOperation({ ...read, summary: "Addresses at which calendar programs read planned work: your own, or everybody's for who manages accounts", rest: "GET /maintenance-feeds", input: z.object({}), output: listFeedsOutput, run: listFeeds }),
  createFeed: defineOperation({ ...own, summary: "Make an address at which a calendar program reads planned work; it is shown once", rest: "POST /maintenance-feeds", input: createFeedInput, output: createdFeedOutput, run: createFeed }),
  revokeFeed: defineOperation({ ...own, summary: "Revoke an address of planned work", rest: "DELETE /maintenance-feeds/{id}", input: feedInput, output: z.object({ id: z.string() }), run: revokeFeed }),
  externalCalendars: defineOperation({ ...read, summary: "Calendars of others that planned work keeps clear of, with how they were last read", rest: "GET /external-calendars", input: z.object({}), output: listExternalOutput, run: listCalendars }),
  addCalendar: defineOperation({ ...approve, summary: "Add a read-only calendar, from a file or an address, as busy time or as a freeze", rest: "POST /external-calendars", input: addCalendarInput, output: calendarChangedOutput, run: addCalendar }),
  updateCalendar: defineOperation({ ...approve, summary: "Change a read-only calendar: name, what it means for planned work, source", rest: "PATCH /external-calendars/{id}", input: updateCalendarInput, output: calendarChangedOutput, run: updateCalendar }),
  refreshCalendar: defineOperation({ ...write, summary: "Read a calendar anew now", rest: "POST /external-calendars/{id}/refresh", input: calendarIdInput, output: calendarChangedOutput, run: refreshCalendar }),
  removeCalendar: defineOperation({ ...approve, summary: "Remove a read-only calendar", rest: "DELETE /external-calendars/{id}", input: calendarIdInput, output: z.object({ id: z.string() }), run: removeCalendar }),
};
