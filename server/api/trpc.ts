import "server-only";
import { initTRPC, TRPCError, type TRPCMutationProcedure, type TRPCQueryProcedure } from "@trpc/server";
import type { z } from "zod";
import { DomainError, toPublicError, type ErrorCode, type PublicError } from "../platform/errors";
import { execute, type AnyOperation, type Ctx, type Effect, type Operation, type OperationMap } from "../platform/registry";

const trpcCode: Record<ErrorCode, TRPCError["code"]> = {
  UNAUTHENTICATED: "UNAUTHORIZED", NOT_FOUND: "NOT_FOUND", FORBIDDEN: "FORBIDDEN", CONFLICT: "CONFLICT", VALIDATION: "BAD_REQUEST",
  LIMIT_EXCEEDED: "TOO_MANY_REQUESTS", TOO_LARGE: "PAYLOAD_TOO_LARGE", PRECONDITION_FAILED: "PRECONDITION_FAILED", UNAVAILABLE: "SERVICE_UNAVAILABLE", INTERNAL: "INTERNAL_SERVER_ERROR",
};

export const t = initTRPC.context<Ctx>().create({
  errorFormatter: ({ shape, error, ctx }) => {
    const failure: PublicError = toPublicError(error.cause ?? error, ctx?.requestId ?? "unknown");
    return { ...shape, message: failure.message, data: { code: shape.data.code, httpStatus: shape.data.httpStatus, failure } };
  },
});

interface Meta {
  summary: string;
}

type ProcedureOf<T> = T extends Operation<infer I, infer O, infer E>
  ? E extends "write"
    ? TRPCMutationProcedure<{ input: z.input<I>; output: z.output<O>; meta: Meta }>
    : TRPCQueryProcedure<{ input: z.input<I>; output: z.output<O>; meta: Meta }>
  : never;

type Procedures<T extends OperationMap> = { [K in keyof T]: ProcedureOf<T[K]> };

async function run(operation: AnyOperation, raw: unknown, ctx: Ctx): Promise<unknown> {
  try {
    return await execute(operation, raw, ctx);
  } catch (error) {
    throw new TRPCError({ code: error instanceof DomainError ? trpcCode[error.code] : "INTERNAL_SERVER_ERROR", cause: error });
  }
}

/** Input passes through unchecked here because `execute` checks it: one check, one error form. */
function toProcedure(operation: AnyOperation) {
  const base = t.procedure.input((raw: unknown) => raw);
  const effect: Effect = operation.effect;
  return effect === "write" ? base.mutation(({ input, ctx }) => run(operation, input, ctx)) : base.query(({ input, ctx }) => run(operation, input, ctx));
}

export function toProcedures<T extends OperationMap>(map: T): Procedures<T> {
  return Object.fromEntries(Object.entries(map).map(([name, operation]) => [name, toProcedure(operation)])) as unknown as Procedures<T>;
}
