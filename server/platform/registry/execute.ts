import "server-only";
import { performance } from "node:perf_hooks";
import type { z } from "zod";
import { can } from "../auth/actor";
import { DomainError, type FieldFault } from "../errors";
import { log } from "../log";
import { recordOperation, recordTool } from "../metrics";
import type { Ctx, SpanStatus, ToolSpan } from "./context";
import { runInTime } from "./deadline";
import type { AnyOperation, Effect, Operation } from "./operation";
import { nameOf, rowsIn, statusOf } from "./span";
import { unkeptText } from "./unkept-text";

const faultsOf = (error: z.ZodError): FieldFault[] => error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));

function requirePermission(operation: Pick<Operation<z.ZodType, z.ZodType, Effect>, "permission">, ctx: Ctx): void {
  if (can(ctx.actor, operation.permission)) return;
  if (ctx.actor.kind === "anonymous") throw new DomainError("UNAUTHENTICATED", "Sign in to do this.");
  throw new DomainError("FORBIDDEN", `Your role does not include "${operation.permission}". Ask an administrator if you need it.`);
}

const isPast = (ctx: Ctx): boolean => ctx.signal.aborted;

/** One span into the caller's trace, and into the histogram of reads. */
function recordSpan(operation: AnyOperation, ctx: Ctx, run: Omit<ToolSpan, "name">): void {
  const name = nameOf(operation);
  ctx.spans?.push({ name, ...run });
  if (operation.effect === "read") recordTool({ tool: name, status: run.status, seconds: run.ms / 1000 });
}

interface Run {
  outcome: string;
  status: SpanStatus;
  rows: number;
}

function failed(error: unknown, operation: AnyOperation, ctx: Ctx): Run {
  const outcome = error instanceof DomainError ? error.code : "INTERNAL";
  if (outcome === "INTERNAL" && !isPast(ctx)) log().error({ requestId: ctx.requestId, err: error, operation: operation.rest }, "operation failed");
  return { outcome, status: statusOf(error), rows: 0 };
}

/** The one path of every face: permission, then input, then run within its deadline, then output. Throws a DomainError for anything expected. */
export async function execute<I extends z.ZodType, O extends z.ZodType, E extends Effect>(operation: Operation<I, O, E>, raw: unknown, ctx: Ctx): Promise<z.output<O>> {
  const started = performance.now();
  const plain = operation as unknown as AnyOperation;
  let ended: Run = { outcome: "ok", status: "ok", rows: 0 };
  try {
    requirePermission(operation, ctx);
    const input = operation.input.safeParse(raw);
    const faults = input.success ? unkeptText(input.data) : faultsOf(input.error);
    if (!input.success || faults.length > 0) throw new DomainError("VALIDATION", describe(faults), { faults });
    const { cost } = operation;
    const result = cost === undefined ? await operation.run(input.data, ctx) : await runInTime((signal) => operation.run(input.data, { ...ctx, signal }), { signal: ctx.signal, cost });
    const output = operation.output.parse(result);
    const rows = rowsIn(output);
    ended = { outcome: "ok", status: rows === 0 ? "empty" : "ok", rows };
    return output;
  } catch (error) {
    ended = failed(error, plain, ctx);
    throw error;
  } finally {
    const ms = performance.now() - started;
    recordSpan(plain, ctx, { ms: Math.round(ms * 10) / 10, rows: ended.rows, status: ended.status });
    recordOperation({ capability: operation.rest.split("/")[1] ?? "", via: ctx.via, outcome: ended.outcome, seconds: ms / 1000 });
    log().debug({ requestId: ctx.requestId, actorId: ctx.actor.userId, operation: operation.rest, via: ctx.via, durationMs: Math.round(ms), outcome: ended.outcome }, "operation");
  }
}

const describe = (faults: FieldFault[]): string => `Check ${faults.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`).replace(/\.$/, "")).join("; ")}.`;
