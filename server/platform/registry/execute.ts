import "server-only";
import { performance } from "node:perf_hooks";
import type { z } from "zod";
import { can } from "../auth/actor";
import { DomainError, type FieldFault } from "../errors";
import { log } from "../log";
import { recordOperation } from "../metrics";
import type { Ctx } from "./context";
import type { Effect, Operation } from "./operation";

const faultsOf = (error: z.ZodError): FieldFault[] => error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));

function requirePermission(operation: Pick<Operation<z.ZodType, z.ZodType, Effect>, "permission">, ctx: Ctx): void {
  if (can(ctx.actor, operation.permission)) return;
  if (ctx.actor.kind === "anonymous") throw new DomainError("UNAUTHENTICATED", "Sign in to do this.");
  throw new DomainError("FORBIDDEN", `Your role does not include "${operation.permission}". Ask an administrator if you need it.`);
}

/** The one path of every face: permission, then input, then run, then output. Throws a DomainError for anything expected. */
export async function execute<I extends z.ZodType, O extends z.ZodType, E extends Effect>(operation: Operation<I, O, E>, raw: unknown, ctx: Ctx): Promise<z.output<O>> {
  const started = performance.now();
  let outcome = "ok";
  try {
    requirePermission(operation, ctx);
    const input = operation.input.safeParse(raw);
    if (!input.success) throw new DomainError("VALIDATION", describe(faultsOf(input.error)), { faults: faultsOf(input.error) });
    return operation.output.parse(await operation.run(input.data, ctx));
  } catch (error) {
    outcome = error instanceof DomainError ? error.code : "INTERNAL";
    if (outcome === "INTERNAL") log().error({ requestId: ctx.requestId, err: error, operation: operation.rest }, "operation failed");
    throw error;
  } finally {
    recordOperation({ capability: operation.rest.split("/")[1] ?? "", via: ctx.via, outcome, seconds: (performance.now() - started) / 1000 });
    log().debug({ requestId: ctx.requestId, actorId: ctx.actor.userId, operation: operation.rest, via: ctx.via, durationMs: Math.round(performance.now() - started), outcome }, "operation");
  }
}

const describe = (faults: FieldFault[]): string => `Check ${faults.map((fault) => (fault.path === "" ? fault.message : `${fault.path}: ${fault.message}`)).join("; ")}.`;
