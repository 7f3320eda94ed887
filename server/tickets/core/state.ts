import type { StateKind } from "../contract";

const kindOfState: ReadonlyMap<string, StateKind> = new Map([
  ["new", "open"], ["active", "open"], ["in progress", "open"], ["assigned", "open"],
  ["on hold", "waiting"], ["pending", "waiting"],
  ["resolved", "resolved"],
  ["closed", "closed"], ["canceled", "closed"], ["cancelled", "closed"],
]);

/** The states that an import knows, for messages. */
export const knownStates = "New, Active, In Progress, Assigned, On Hold, Pending, Awaiting ..., Resolved, Closed, Canceled";

/** What a ServiceNow state means; every "Awaiting ..." is waiting. Null for a state that is not known. */
export function stateKindOf(state: string): StateKind | null {
  const name = state.trim().toLowerCase();
  return kindOfState.get(name) ?? (name.startsWith("awaiting ") ? "waiting" : null);
}

/** Resolved and closed tickets are over: nobody works on them. */
export const isOver = (kind: StateKind): boolean => kind === "resolved" || kind === "closed";
