import "server-only";
import type { Actor } from "../platform/auth/actor";
import type { Permission } from "../platform/auth/permissions";
import { toPublicError } from "../platform/errors";
import type { ImportReport, ImportTally } from "../platform/imports";
import { log } from "../platform/log";
import type { Ctx } from "../platform/registry";
import { importers, type ImportRequest } from "./importers";

export type ImportMessage = { type: "progress"; tally: ImportTally } | { type: "report"; report: ImportReport } | { type: "error"; error: ReturnType<typeof toPublicError> };

/** Everything that one import needs, whichever process runs it. */
export interface ImportOrder extends Omit<ImportRequest, "onProgress"> {
  kind: string;
  requestId: string;
  actor: Actor;
}

/** The same as JSON. */
export type WrittenOrder = Omit<ImportOrder, "actor"> & { actor: Omit<Actor, "permissions"> & { permissions: readonly Permission[] } };

export const writeOrder = (order: ImportOrder): WrittenOrder => ({ ...order, actor: { ...order.actor, permissions: [...order.actor.permissions] } });
export const reviveOrder = (order: WrittenOrder): ImportOrder => ({ ...order, actor: { ...order.actor, permissions: new Set(order.actor.permissions) } });

/** Runs the import and tells how it goes; the last message is its report or its error. */
export async function runOrder({ kind, ...request }: ImportOrder, ctx: Ctx, send: (message: ImportMessage) => void): Promise<void> {
  try {
    const importer = importers.find((candidate) => candidate.kind === kind);
    if (!importer) throw new Error(`There is no importer "${kind}".`);
    const { path, source, zone, dryRun, allowDemo } = request;
    const report = await importer.run(ctx, { path, source, zone, dryRun, allowDemo, onProgress: (tally) => send({ type: "progress", tally }) });
    send({ type: "report", report });
  } catch (error) {
    const failure = toPublicError(error, ctx.requestId);
    if (failure.code === "INTERNAL" && !ctx.signal.aborted) log().error({ requestId: ctx.requestId, err: error, kind }, "import failed");
    send({ type: "error", error: failure });
  }
}
