import "server-only";
import { dueStep } from "#core/maintenance";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { moveWindow } from "./change-status";
import { editWindow } from "./edit-window";
import { timesOf } from "./present-window";
import type { WindowStatus } from "./contract";
import { listDueWindows, type WindowRecord } from "./windows-repository";

/** Notes that the work runs on beyond its plan. The silence and the exclusion have ended: alerts ring and the budget is charged. */
const noteOverrun = (window: WindowRecord, ctx: Ctx): Promise<unknown> =>
  editWindow({ number: window.number, version: window.version }, ctx, (_tx, before) => Promise.resolve({ action: "maintenance.window.overrun", data: { overrunAt: before.endsAt }, entries: [{ kind: "overrun", at: ctx.clock.now(), text: "Runs beyond its planned end; from here on the budget is charged and alerts ring." }], after: { overrunAt: before.endsAt.toISOString() } }));

/** An automatic start that something blocks waits for a person: the record says what stood in the way. */
const leaveToPeople = (window: WindowRecord, why: string, ctx: Ctx): Promise<unknown> =>
  editWindow({ number: window.number, version: null }, ctx, () => Promise.resolve({ action: "maintenance.window.blocked", data: { isAutomatic: false }, entries: [{ kind: "note", at: ctx.clock.now(), text: `Did not begin by itself: ${why}` }], after: { isAutomatic: false, why } }));

async function advance(window: WindowRecord, ctx: Ctx): Promise<void> {
  const due = dueStep({ ...timesOf(window), status: window.status as WindowStatus, isAutomatic: window.isAutomatic, hasOverrun: window.overrunAt !== null }, ctx.clock.now().getTime());
  if (due === null) return;
  if ("overrun" in due) await noteOverrun(window, ctx);
  else await moveWindow({ number: window.number, version: window.version, to: due.to, note: "by the clock" }, ctx);
}

/** What the clock does: begins and ends automatic windows, and notices those that run over. Another process that was faster is no fault. */
export async function runDueWindows(ctx: Ctx): Promise<void> {
  for (const window of await listDueWindows(ctx.clock.now())) {
    try {
      await advance(window, ctx);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code === "PRECONDITION_FAILED") await leaveToPeople(window, error.message, ctx);
      else if (error.code !== "CONFLICT") throw error;
    }
  }
}
