import "server-only";

export type { Ctx, Face, SpanStatus, ToolSpan } from "./context";
export { runInTime, statementMs } from "./deadline";
export { defineOperation, type AnyOperation, type Cost, type Effect, type Operation, type OperationMap, type RestRoute } from "./operation";
export { execute } from "./execute";
export { isLate, nameOperations } from "./span";
export { unkeptText } from "./unkept-text";
