import "server-only";
import type { z } from "zod";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import type { addNoteInput, noteOutput } from "./contract";
import { noSuchWindow } from "./edit-window";
import { appendWindowEvent, findWindowForEdit } from "./windows-repository";

/** A note beside a window, which leaves its version as it is. */
export const addNote = ({ number, text }: z.output<typeof addNoteInput>, ctx: Ctx): Promise<z.input<typeof noteOutput>> =>
  businessWrite(ctx, { domains: ["maintenance"] }, async (tx, record) => {
    const window = await findWindowForEdit(tx, ctx.actor.scope, number);
    if (!window) throw noSuchWindow(number);
    const seq = await appendWindowEvent(tx, window.id, { kind: "note", at: ctx.clock.now(), actorName: ctx.actor.name, text });
    record({ action: "maintenance.window.note", entityType: "maintenance_window", entityId: window.id, after: { seq, text }, payload: { number } });
    return { number, seq };
  });
