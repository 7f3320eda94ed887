import type { EventKind, StateKind } from "../contract";
import { isOver } from "./state";

/** What a projection needs of an event of the desk, in the order of `seq`. */
export interface ProjectableEvent {
  at: string;
  kind: EventKind;
  state: string;
  stateKind: StateKind;
  teamId: string | null;
  assignee: string | null;
  priority: string | null;
  isReopening: boolean;
  /** Only of `replied`: who wrote. */
  author: "agent" | "requester" | "system" | null;
}

export interface Projection {
  state: string;
  stateKind: StateKind;
  teamId: string | null;
  assignee: string | null;
  priority: string | null;
  openedAt: string;
  updatedAt: string;
  /** The first public answer of the desk. */
  firstResponseAt: string | null;
  resolvedAt: string | null;
  closedAt: string | null;
  lastAgentAt: string | null;
  lastRequesterAt: string | null;
  reassignmentCount: number;
  reopenCount: number;
}

const lastReplyOf = (events: readonly ProjectableEvent[], author: "agent" | "requester"): string | null => events.findLast((event) => event.kind === "replied" && event.author === author)?.at ?? null;

/** When the ticket came into the state of mind in which it is now: the first event of the last run of events for which `is` holds. */
function since(events: readonly ProjectableEvent[], is: (event: ProjectableEvent) => boolean): string | null {
  const before = events.findLastIndex((event) => !is(event));
  return events[before + 1]?.at ?? null;
}

/** Everything that lists show of a ticket worked on here, from its events alone; null without events. A stored row that differs is wrong. */
export function projectEvents(events: readonly ProjectableEvent[]): Projection | null {
  const [first] = events;
  const last = events.at(-1);
  if (first === undefined || last === undefined) return null;
  return {
    state: last.state, stateKind: last.stateKind, teamId: last.teamId, assignee: last.assignee, priority: last.priority, openedAt: first.at, updatedAt: last.at,
    firstResponseAt: events.find((event) => event.kind === "replied" && event.author === "agent")?.at ?? null,
    resolvedAt: isOver(last.stateKind) ? since(events, (event) => isOver(event.stateKind)) : null,
    closedAt: last.stateKind === "closed" ? since(events, (event) => event.stateKind === "closed") : null,
    lastAgentAt: lastReplyOf(events, "agent"), lastRequesterAt: lastReplyOf(events, "requester"),
    reassignmentCount: events.filter((event) => event.kind === "reassigned").length, reopenCount: events.filter((event) => event.isReopening).length,
  };
}
