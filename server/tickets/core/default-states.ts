import type { StateKind } from "../contract";

export interface DeskState {
  name: string;
  kind: StateKind;
  /** The one that a new (open), waiting, resolved or closed ticket gets. */
  isDefault: boolean;
}

/** The states of a desk that has not named its own. */
export const standardStates: readonly DeskState[] = [
  { name: "New", kind: "open", isDefault: true },
  { name: "Active", kind: "open", isDefault: false },
  { name: "Awaiting User Info", kind: "waiting", isDefault: true },
  { name: "Resolved", kind: "resolved", isDefault: true },
  { name: "Closed", kind: "closed", isDefault: true },
];

/** The state of a kind that a ticket gets when only the kind is said; the standard one where the desk has named none. */
export function defaultState(states: readonly DeskState[], kind: StateKind): DeskState {
  const ofKind = [...states, ...standardStates].filter((state) => state.kind === kind);
  const found = ofKind.find((state) => state.isDefault) ?? ofKind[0];
  if (found === undefined) throw new Error(`No state means ${kind}.`);
  return found;
}

/** The state of a ticket that somebody has begun to work on: the first open one that is not where tickets arrive. */
export const workingState = (states: readonly DeskState[]): DeskState => states.find((state) => state.kind === "open" && !state.isDefault) ?? defaultState(states, "open");

/** Why a set of states cannot be used, or null: every kind needs exactly one default among the states in use, and names differ. */
export function refuseStates(states: readonly DeskState[]): string | null {
  const names = states.map(({ name }) => name.toLowerCase());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return `Two states are called "${twice}".`;
  for (const kind of ["open", "waiting", "resolved", "closed"] as const) {
    const defaults = states.filter((state) => state.kind === kind && state.isDefault).length;
    if (defaults !== 1) return `Exactly one state that means ${kind} has to be the default; there ${defaults === 0 ? "is none" : `are ${defaults}`}.`;
  }
  return null;
}
