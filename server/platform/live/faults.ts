import "server-only";
import { processState } from "../process-state";

/** A component of the portal that does not work, as every open page is told. */
export interface ComponentFault {
  component: string;
  name: string;
  status: "down" | "degraded";
  since: string;
}

type Listener = (faults: readonly ComponentFault[]) => void;

interface Board {
  faults: readonly ComponentFault[];
  listeners: Set<Listener>;
}

// In memory, because what fails may be the database.
const board = processState<Board>("faults", () => ({ faults: [], listeners: new Set() })).current;

export const currentFaults = (): readonly ComponentFault[] => board().faults;

/** Tells every open stream of this process, at once. */
export function publishFaults(faults: readonly ComponentFault[]): void {
  board().faults = faults;
  for (const listener of board().listeners) listener(faults);
}

export function subscribeFaults(listener: Listener): () => void {
  board().listeners.add(listener);
  return () => void board().listeners.delete(listener);
}
