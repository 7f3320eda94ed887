import "server-only";
import { DomainError } from "../errors";
import type { SpanStatus } from "./context";
import type { AnyOperation, OperationMap } from "./operation";

const names = new WeakMap<object, string>();

/** Tells operations their names, so that traces and metrics can say them. */
export function nameOperations(registry: Readonly<Record<string, OperationMap>>): void {
  for (const [capability, map] of Object.entries(registry)) for (const [name, operation] of Object.entries(map)) names.set(operation, `${capability}.${name}`);
}

/** The operation's name in the registry, or its route when it stands outside of one. */
export const nameOf = (operation: Pick<AnyOperation, "rest">): string => names.get(operation) ?? operation.rest;

/** How many items an output holds; a thing that is no list counts as one. */
export function rowsIn(output: unknown): number {
  if (typeof output !== "object" || output === null) return output === null || output === undefined ? 0 : 1;
  const lists = ["items", "rows"].map((key) => (output as Record<string, unknown>)[key]);
  const list = lists.find((each) => Array.isArray(each));
  return Array.isArray(list) ? list.length : 1;
}

const statementTimeout = "57014";
const codeOf = (cause: unknown): unknown => (typeof cause === "object" && cause !== null ? (cause as { code?: unknown }).code : undefined);

/** A deadline that passed: the operation's own, the request's, or that of one statement. */
export function isLate(error: unknown): boolean {
  if (error instanceof Error && error.name === "TimeoutError") return true;
  return error instanceof DomainError && error.code === "UNAVAILABLE" && (codeOf(error.cause) === statementTimeout || isLate(error.cause));
}

/** What an error says of a run. Something that does not exist is an empty answer; what is not allowed is never called empty. */
export function statusOf(error: unknown): Exclude<SpanStatus, "ok"> {
  if (isLate(error)) return "late";
  if (!(error instanceof DomainError)) return "error";
  if (error.code === "FORBIDDEN" || error.code === "UNAUTHENTICATED") return "forbidden";
  return error.code === "NOT_FOUND" ? "empty" : "error";
}
