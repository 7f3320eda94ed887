import "server-only";
import { isOver, isUnderWay, timesAfter, type Conflict } from "#core/maintenance";
import type { z } from "zod";
import { endWorkSilences, silenceWork } from "../alerts";
import type { Tx } from "../platform/db";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { dropWindowExclusions, shortenWindowExclusions } from "../slo";
import type { changeStatusInput, WindowStatus } from "./contract";
import { editWindow, noSuchWindow, settleExclusions, windowName, type Changed, type WindowChange } from "./edit-window";
import { policyOfWindow } from "./policy";
import { timesOf } from "./present-window";
import { conflictsOf } from "./surroundings";
import { findWindow, insertApproval, type WindowRecord } from "./windows-repository";

type Input = z.output<typeof changeStatusInput>;
const words = (status: string): string => status.replace("_", " ");

/** A hard freeze blocks, but for an emergency: that one goes ahead and is reviewed. */
export function blockedBy(conflicts: readonly Conflict[], kind: string): Conflict | null {
  return conflicts.find(({ weight, kind: what }) => weight === "blocks" && (kind !== "emergency" || what === "past")) ?? null;
}

function refuseBlocked(conflicts: readonly Conflict[], { kind }: WindowRecord): void {
  const block = blockedBy(conflicts, kind);
  if (block) throw new DomainError("PRECONDITION_FAILED", `${block.text}. Choose another time, or name an exception to the freeze with its reason.`);
}

function requireNotice(conflicts: readonly Conflict[], { lateNotice }: Input, before: WindowRecord): void {
  const notice = conflicts.find(({ kind }) => kind === "notice");
  if (notice && lateNotice === undefined && before.lateNotice === null) throw new DomainError("VALIDATION", `${notice.text}. Say why less is acceptable, or move it.`, { faults: [{ path: "lateNotice", message: "why less notice is acceptable" }] });
}

/** Asks for approval. What the policy approves beforehand is approved at once; an emergency too, to be reviewed afterwards. */
async function request(tx: Tx, before: WindowRecord, { input, ctx }: { input: Input; ctx: Ctx }): Promise<WindowChange> {
  const at = ctx.clock.now();
  const policy = policyOfWindow(before);
  const asked = { kind: "status" as const, at, text: `Requested${input.note === "" ? "" : `: ${input.note}`}` };
  const late = input.lateNotice === undefined ? {} : { lateNotice: input.lateNotice };
  const lateEntry = input.lateNotice === undefined ? [] : [{ kind: "note" as const, at, text: `Less notice than promised: ${input.lateNotice}` }];
  const data = { requestedAt: at, requestedBy: ctx.actor.name, requestedById: ctx.actor.userId, ...late };
  if (policy.required > 0) return { action: "maintenance.window.request", data: { ...data, status: "requested" }, entries: [asked, ...lateEntry], after: { status: "requested", ...late } };
  if (policy.reviewAfter) await insertApproval(tx, { id: newId("apv"), subjectId: before.id, subjectVersion: before.version, actorId: ctx.actor.userId, actorName: ctx.actor.name, decision: "approved", comment: policy.reason, isBreakGlass: true, at });
  await settleExclusions(tx, before, policy.reviewAfter ? null : { at, by: "policy" });
  return { action: "maintenance.window.request", data: { ...data, status: "approved", approvedAt: at }, entries: [asked, ...lateEntry, { kind: "approved", at, text: policy.reason }], after: { status: "approved", reason: policy.reason, ...late } };
}

/** Any other step that the state machine allows. */
async function step(tx: Tx, before: WindowRecord, { input, ctx }: { input: Input; ctx: Ctx }): Promise<WindowChange> {
  const [from, { to, note }, at] = [before.status as WindowStatus, input, ctx.clock.now()];
  const times = timesAfter(timesOf(before), { from, to, atMs: at.getTime() });
  if (!times) throw new DomainError("PRECONDITION_FAILED", `A window that is ${words(from)} cannot become ${words(to)}.`);
  if (to === "cancelled" || to === "draft") await dropWindowExclusions(tx, before.id);
  else if (isOver(to)) await shortenWindowExclusions(tx, before.id, at);
  const ended = times.endedAtMs === null ? null : new Date(times.endedAtMs);
  const overrun = ended !== null && ended > before.endsAt && before.overrunAt === null ? { overrunAt: before.endsAt } : {};
  return {
    action: "maintenance.window.status", after: { status: to, note },
    data: { status: to, startedAt: times.startedAtMs === null ? null : new Date(times.startedAtMs), endedAt: ended, sequence: { increment: 1 }, ...(to === "announced" ? { announcedAt: at } : {}), ...(isOver(to) && note !== "" ? { closingNote: note } : {}), ...overrun },
    entries: [{ kind: "status", at, text: `${words(from)} → ${words(to)}${note === "" ? "" : `: ${note}`}` }],
  };
}

/** Silence follows the work: it begins with it and ends with it, at the latest at the planned end. */
async function followWithSilence(window: WindowRecord, to: WindowStatus, ctx: Ctx): Promise<void> {
  const from = window.status as WindowStatus;
  if (to === "in_progress" && !isUnderWay(from) && window.impact !== "none") await silenceWork({ name: windowName(window.number), services: window.services.map(({ service }) => service.slug), until: window.endsAt, why: window.title }, ctx);
  if (isOver(to) && isUnderWay(from)) await endWorkSilences(windowName(window.number), ctx);
}

/** Moves a window on. `version` null = by the clock. */
export async function moveWindow(input: Omit<Input, "version"> & { version: number | null }, ctx: Ctx): Promise<Changed> {
  const window = await findWindow(ctx.actor.scope, input.number);
  if (!window) throw noSuchWindow(input.number);
  const isForward = input.to === "requested" || input.to === "announced" || (input.to === "in_progress" && !isUnderWay(window.status as WindowStatus));
  const conflicts = isForward ? await conflictsOf(window, ctx) : [];
  const full = { ...input, version: input.version ?? window.version };
  const changed = await editWindow({ number: input.number, version: input.version }, ctx, (tx, before) => {
    if (isForward) refuseBlocked(conflicts, before);
    if (input.to === "requested") {
      if (before.status !== "draft") throw new DomainError("PRECONDITION_FAILED", `A window that is ${words(before.status)} cannot be requested again.`);
      requireNotice(conflicts, full, before);
      return request(tx, before, { input: full, ctx });
    }
    return step(tx, before, { input: full, ctx });
  });
  await followWithSilence(window, changed.status, ctx);
  return changed;
}

export const changeStatus = (input: Input, ctx: Ctx): Promise<Changed> => moveWindow(input, ctx);
