import type { z } from "zod";
import type { Permission } from "../auth/permissions";
import type { Ctx } from "./context";

export type Effect = "read" | "write" | "propose";
/** How much an operation may cost, and with it how long it may take: a look-up, a computation over records, a whole answer. */
export type Cost = "light" | "normal" | "heavy";
export type RestRoute = `${"GET" | "POST" | "PATCH" | "DELETE"} /${string}`;

/**
 * One thing the portal can do, defined once for its faces: tRPC, REST (`/api/v1`), MCP, the command line and the engine.
 * Contracts hold JSON values only. `rest` names the route below `/api/v1`; `{name}` segments are filled from the input.
 */
export interface Operation<I extends z.ZodType, O extends z.ZodType, E extends Effect> {
  summary: string;
  permission: Permission | "public";
  effect: E;
  /** Gives the run a deadline of its own; without one only the caller ends it. */
  cost?: Cost;
  /** The largest body that its REST route takes, where the usual one is too small: what other systems send comes as it comes. */
  maxBodyBytes?: number;
  rest: RestRoute;
  input: I;
  output: O;
  run: (input: z.output<I>, ctx: Ctx) => Promise<z.input<O>>;
}

export type AnyOperation = Operation<z.ZodType, z.ZodType, Effect>;
export type OperationMap = Record<string, AnyOperation>;

export const defineOperation = <I extends z.ZodType, O extends z.ZodType, const E extends Effect>(operation: Operation<I, O, E>): Operation<I, O, E> => operation;
