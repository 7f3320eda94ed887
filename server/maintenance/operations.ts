import "server-only";
import { z } from "zod";
import { defineOperation } from "../platform/registry";
import { addNote } from "./add-note";
import { getCalendar } from "./calendar";
import { adviseOnWindow, findBetterSlots, previewWindow } from "./advise";
import { changeStatus } from "./change-status";
import {
  addNoteInput, adviseInput, adviseOutput, breakGlassInput, calendarInput, calendarOutput, changedOutput, changeStatusInput, createdOutput, createFreezeInput, createWindowInput, currentInput, currentOutput, decideInput, exemptInput, freezeOutput, liftFreezeInput, listFreezesInput, listFreezesOutput, listWindowsInput, listWindowsOutput,
  noteOutput, previewInput, previewOutput, reviewInput, slotsInput, slotsOutput, updateFreezeInput, updateWindowInput, windowDetailSchema, windowNumberInput,
} from "./contract";
import { calendarOperations } from "./calendars/calendar-operations";
import { createWindow } from "./create-window";
import { listCurrent } from "./current-windows";
import { breakGlass, decide, review } from "./decide";
import { createFreeze, exempt, liftFreeze, updateFreeze } from "./freezes";
import { noticeOperations } from "./notices/notice-operations";
import { listFreezes } from "./read-freezes";
import { getWindow, listWindows } from "./read-windows";
import { endSeries } from "./update-series";
import { updateWindow } from "./update-window";

const read = { permission: "maintenance.read", effect: "read" } as const;
const write = { permission: "maintenance.write", effect: "write" } as const;
const approve = { permission: "maintenance.approve", effect: "write" } as const;

export const maintenanceOperations = {
  list: defineOperation({ ...read, summary: "List maintenance windows with services, time, state and overrun", rest: "GET /maintenance", input: listWindowsInput, output: listWindowsOutput, run: listWindows }),
  calendar: defineOperation({ ...read, summary: "Windows, change freezes and deadlines between two instants, with what stands in the way of each window", rest: "GET /maintenance-calendar", input: calendarInput, output: calendarOutput, run: getCalendar }),
  current: defineOperation({ ...read, summary: "Planned work that goes on now or begins within a day, of one service or of all", rest: "GET /maintenance-current", input: currentInput, output: currentOutput, run: listCurrent }),
  get: defineOperation({ ...read, summary: "One maintenance window: plan, approvals, conflicts, impact, record, SLO exclusions", rest: "GET /maintenance/{number}", input: windowNumberInput, output: windowDetailSchema, run: getWindow }),
  freezes: defineOperation({ ...read, summary: "Change freezes, of the calendar and of error budgets: when they hold, which windows they stop, who is exempt", rest: "GET /freezes", input: listFreezesInput, output: listFreezesOutput, run: listFreezes }),
  preview: defineOperation({ ...read, summary: "What a planned window would mean: conflicts, next occurrences, approval, impact; stores nothing", rest: "POST /maintenance/preview", input: previewInput, output: previewOutput, run: previewWindow }),
  slots: defineOperation({ ...read, summary: "The best times for work on services, by expected error-budget cost, freezes, conflicts, cover and notice; stores nothing", rest: "POST /maintenance/slots", input: slotsInput, output: slotsOutput, run: findBetterSlots }),
  advise: defineOperation({ ...read, summary: "Should a planned window move? Conflicts, impact and better slots; proposes, changes nothing", rest: "GET /maintenance-advice", input: adviseInput, output: adviseOutput, run: adviseOnWindow }),
  create: defineOperation({ ...write, summary: "Plan work: one window as a draft, or a series", rest: "POST /maintenance", input: createWindowInput, output: createdOutput, run: createWindow }),
  update: defineOperation({ ...write, summary: "Change or move a window: this one, this and those that follow, or all of its series", rest: "PATCH /maintenance/{number}", input: updateWindowInput, output: changedOutput, run: updateWindow }),
  changeStatus: defineOperation({ ...write, summary: "Request, announce, begin, verify, end or cancel a window", rest: "POST /maintenance/{number}/status", input: changeStatusInput, output: changedOutput, run: changeStatus }),
  endSeries: defineOperation({ ...write, summary: "End a repetition; what has not begun is cancelled", rest: "POST /maintenance/{number}/end-series", input: windowNumberInput, output: z.object({ series: z.string(), cancelled: z.number().int() }), run: endSeries }),
  addNote: defineOperation({ ...write, summary: "Add a note to a window's record", rest: "POST /maintenance/{number}/notes", input: addNoteInput, output: noteOutput, run: addNote }),
  decide: defineOperation({ ...approve, summary: "Approve or refuse a window, or withdraw an approval; never one's own", rest: "POST /maintenance/{number}/decisions", input: decideInput, output: changedOutput, run: decide }),
  breakGlass: defineOperation({ ...write, summary: "Go ahead without approval where nobody can give it; audited and reviewed afterwards", rest: "POST /maintenance/{number}/break-glass", input: breakGlassInput, output: changedOutput, run: breakGlass }),
  review: defineOperation({ ...approve, summary: "Review work that went ahead without approval", rest: "POST /maintenance/{number}/reviews", input: reviewInput, output: changedOutput, run: review }),
  createFreeze: defineOperation({ ...approve, summary: "Freeze change for a time, once or again and again", rest: "POST /freezes", input: createFreezeInput, output: freezeOutput, run: createFreeze }),
  updateFreeze: defineOperation({ ...approve, summary: "Plan a freeze anew: time, repetition, services, reason", rest: "PATCH /freezes/{id}", input: updateFreezeInput, output: freezeOutput, run: updateFreeze }),
  liftFreeze: defineOperation({ ...approve, summary: "Lift a freeze before its end", rest: "POST /freezes/{id}/lift", input: liftFreezeInput, output: freezeOutput, run: liftFreeze }),
  ...noticeOperations,
  ...calendarOperations,
  exempt: defineOperation({ ...approve, summary: "Exempt one window from a freeze, with the reason", rest: "POST /freezes/{id}/exceptions", input: exemptInput, output: z.object({ id: z.string(), number: z.number().int() }), run: exempt }),
};
