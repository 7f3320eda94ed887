import "server-only";

export type { Ctx, Face } from "./context";
export { defineOperation, type AnyOperation, type Effect, type Operation, type OperationMap, type RestRoute } from "./operation";
export { execute } from "./execute";
