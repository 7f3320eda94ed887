import "server-only";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { noSuchWindow, staleWindow, storeChange, type Changed } from "./edit-window";
import { tellConcerned } from "./notices/tell-concerned";
import { listApprovers } from "./policy";
import { findWindowForEdit, listAskedForEdit } from "./windows-repository";
import { writeDecision, type Decide } from "./write-decision";

/** One word for an occurrence and all others of its repetition that wait, so that nobody has to agree fifty times to the same plan. What the same person asked for is left out. */
export async function decideOnSeries(input: Decide, ctx: Ctx): Promise<Changed> {
  if (input.decision === "withdrawn") throw new DomainError("VALIDATION", "An approval is taken back from one window at a time.", { faults: [{ path: "scope", message: "this" }] });
  const people = await listApprovers();
  return businessWrite(ctx, { domains: ["maintenance", "slo"], timeoutMs: 60_000 }, async (tx, record) => {
    const window = await findWindowForEdit(tx, ctx.actor.scope, input.number);
    if (!window) throw noSuchWindow(input.number);
    if (window.version !== input.version) throw staleWindow();
    const { seriesId, id: windowId } = window;
    if (seriesId === null) throw new DomainError("VALIDATION", `MW-${input.number} does not repeat.`, { faults: [{ path: "scope", message: "this" }] });
    const others = (await listAskedForEdit(tx, ctx.actor.scope, { seriesId, windowId })).filter(({ requestedById }) => requestedById === null || requestedById !== ctx.actor.userId);
    const changed = await storeChange(tx, window, { change: await writeDecision(tx, window, { input, ctx, people }), ctx });
    await tellConcerned(tx, { before: window, after: { ...window, status: changed.status, version: changed.version } }, ctx);
    for (const other of others) await storeChange(tx, other, { change: await writeDecision(tx, other, { input, ctx, people }), ctx });
    record({ action: `maintenance.series.${input.decision}`, entityType: "maintenance_series", entityId: seriesId, after: { decision: input.decision, comment: input.comment, windows: others.length + 1, number: input.number } });
    return changed;
  });
}
