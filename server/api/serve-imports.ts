import "server-only";
import { z } from "zod";
import { can } from "../platform/auth/actor";
import { DomainError, httpStatusOf, toPublicError } from "../platform/errors";
import { findImportRunRow, openRejections } from "../platform/imports";
import { log } from "../platform/log";
import type { Ctx } from "../platform/registry";
import { downloadResponse } from "../platform/storage";
import type { ImportMessage } from "./import-order";
import { runImportOrder } from "./import-process";
import { importers, type Importer } from "./importers";
import { removeUpload, storePiece, uploadDirectory, uploadedPath, uploadPieceInput } from "./uploads";

const runInput = z.object({
  upload: uploadPieceInput.shape.upload,
  source: z.string().trim().min(1).max(200).transform((name) => name.replace(/[\p{Cc}]/gu, " ")),
  /** Not given: as it was saved for files like this, or UTC. */
  zone: z.string().min(1).max(64).optional(),
  dryRun: z.boolean().default(false),
  allowDemo: z.boolean().default(false),
});

function findImporter(kind: string, ctx: Ctx): Importer {
  const importer = importers.find((candidate) => candidate.kind === kind);
  if (ctx.actor.kind === "anonymous") throw new DomainError("UNAUTHENTICATED", "Sign in to import.");
  if (!importer) throw new DomainError("NOT_FOUND", `There is no importer "${kind}". There are: ${importers.map((candidate) => candidate.kind).join(", ")}.`);
  if (!can(ctx.actor, importer.permission)) throw new DomainError("FORBIDDEN", `Your role does not include "${importer.permission}". Ask an administrator if you need it.`);
  return importer;
}

function parse<T extends z.ZodType>(schema: T, raw: unknown): z.output<T> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new DomainError("VALIDATION", `Check ${parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ")}.`);
}

/** Any failure as JSON in the form of the REST face. */
async function answer(ctx: Ctx, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    const failure = toPublicError(error, ctx.requestId);
    if (failure.code === "INTERNAL") log().error({ requestId: ctx.requestId, err: error }, "import request failed");
    return Response.json({ error: failure }, { status: httpStatusOf[failure.code] });
  }
}

/** GET: the rows that a run refused, as a file. */
export function downloadRejections(runId: string, ctx: Ctx): Promise<Response> {
  return answer(ctx, async () => {
    if (ctx.actor.kind === "anonymous") throw new DomainError("UNAUTHENTICATED", "Sign in to download this.");
    if (!can(ctx.actor, "platform.read")) throw new DomainError("FORBIDDEN", 'Your role does not include "platform.read".');
    const kept = (await findImportRunRow(runId)) && (await openRejections(runId));
    if (!kept) throw new DomainError("NOT_FOUND", "No file of rejected rows was kept for this import.");
    return downloadResponse(kept);
  });
}

/** PUT: one piece of a file. Answers `{ received }`, the bytes of that file so far. */
export function receivePiece(request: Request, kind: string, ctx: Ctx): Promise<Response> {
  return answer(ctx, async () => {
    const importer = findImporter(kind, ctx);
    const piece = parse(uploadPieceInput, Object.fromEntries(new URL(request.url).searchParams));
    const declared = request.headers.get("content-length");
    const body = { stream: request.body as AsyncIterable<Uint8Array> | null, declaredBytes: declared === null ? null : Number(declared) };
    return Response.json({ received: await storePiece(uploadDirectory(ctx, importer.kind, piece.upload), piece, body) });
  });
}

type Run = (send: (message: ImportMessage) => void, signal: AbortSignal) => Promise<void>;

/** Messages, one JSON line each. A reader who leaves stops the run; what was committed stays. */
function lines(run: Run, headers: Record<string, string>): Response {
  const left = new AbortController();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start: async (controller) => {
      const send = (message: ImportMessage): void => {
        if (!left.signal.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(message)}\n`));
      };
      await run(send, left.signal);
      if (!left.signal.aborted) controller.close();
    },
    cancel: () => left.abort(),
  });
  return new Response(body, { headers: { "content-type": "application/x-ndjson; charset=utf-8", "cache-control": "no-store, no-transform", "x-accel-buffering": "no", ...headers } });
}

/** POST: runs the importer on what was uploaded, as a preview or in earnest, and tells how it goes. */
export function runUpload(request: Request, kind: string, ctx: Ctx): Promise<Response> {
  return answer(ctx, async () => {
    const importer = findImporter(kind, ctx);
    const { upload, ...options } = parse(runInput, await request.json().catch(() => null));
    const directory = uploadDirectory(ctx, importer.kind, upload);
    const path = await uploadedPath(directory, importer.shape);
    const run: Run = async (send, left) => {
      let last: ImportMessage | undefined;
      await runImportOrder({ kind: importer.kind, path, ...options, requestId: ctx.requestId, actor: ctx.actor }, { ...ctx, signal: AbortSignal.any([ctx.signal, left]) }, (message) => {
        if (last) send(last);
        last = message;
      });
      // The file goes before the report is told: who has read it may send the next.
      if (last?.type === "report" && !options.dryRun) await removeUpload(directory);
      if (last) send(last);
    };
    return lines(run, { "x-request-id": ctx.requestId });
  });
}
