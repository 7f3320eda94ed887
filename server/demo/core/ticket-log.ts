import { addBusinessMs, businessMs } from "#core/sla";
import { teamOf, type TeamSlug } from "./organisation";
import type { DemoPromises } from "./service-levels";

export type Priority = "p1" | "p2" | "p3" | "p4";
export type Level = "high" | "medium" | "low";
type StateKind = "open" | "waiting" | "resolved" | "closed";
export type State = "New" | "Active" | "Awaiting User Info" | "Resolved" | "Closed";

const kindOfState: Readonly<Record<State, StateKind>> = { New: "open", Active: "open", "Awaiting User Info": "waiting", Resolved: "resolved", Closed: "closed" };

export interface TicketState {
  state: State;
  team: TeamSlug;
  assignee: string | null;
  priority: Priority;
  impact: Level;
  urgency: Level;
  madeSla: boolean;
}

/** Somebody does something to a ticket. */
export interface Step {
  atMs: number;
  actor: string;
  patch: Partial<TicketState>;
}

export interface LoggedEvent extends TicketState {
  seq: number;
  atMs: number;
  kind: "opened" | "state" | "assigned" | "reassigned" | "priority" | "updated";
  stateKind: StateKind;
  fromTeam: TeamSlug | null;
  actor: string;
  changes: Record<string, [string | null, string | null]>;
  isReopening: boolean;
}

const textOf = (field: keyof TicketState, state: TicketState): string | null => (field === "team" ? teamOf(state.team).name : state[field] === null ? null : String(state[field]));
const watched = ["state", "team", "assignee", "priority", "impact", "urgency", "madeSla"] as const;

function changesBetween(before: TicketState, after: TicketState): LoggedEvent["changes"] {
  return Object.fromEntries(watched.filter((field) => before[field] !== after[field]).map((field) => [field === "team" ? "group" : field, [textOf(field, before), textOf(field, after)]]));
}

/** The weightiest of what changed. */
function kindOf(changes: LoggedEvent["changes"]): LoggedEvent["kind"] {
  if (changes.group) return "reassigned";
  if (changes.state) return "state";
  if (changes.priority) return "priority";
  return changes.assignee ? "assigned" : "updated";
}

const isOver = (kind: StateKind): boolean => kind === "resolved" || kind === "closed";

class Log {
  readonly events: LoggedEvent[] = [];
  private now: TicketState;
  private runningMs = 0;
  private lastMs: number;

  constructor(first: TicketState, { atMs, by }: { atMs: number; by: string }, private readonly promises: DemoPromises) {
    this.now = first;
    this.lastMs = atMs;
    this.append({ atMs, actor: by, patch: {} });
  }

  private append({ atMs, actor, patch }: Step): void {
    const after = { ...this.now, ...patch };
    const changes = changesBetween(this.now, after);
    const isFirst = this.events.length === 0;
    const stateKind = kindOfState[after.state];
    const kind = isFirst ? "opened" : kindOf(changes);
    const isReopening = isOver(kindOfState[this.now.state]) && !isOver(stateKind);
    this.events.push({ ...after, seq: this.events.length + 1, atMs, kind, stateKind, actor, changes, isReopening, fromTeam: kind === "reassigned" ? this.now.team : null });
    this.now = after;
    this.lastMs = atMs;
  }

  /** Lets the clock run until an instant; a target that passes on the way is missed at that very instant, and the log says so. */
  runTo(atMs: number): void {
    if (kindOfState[this.now.state] !== "open") return;
    const { resolutionMs, calendar } = this.promises[this.now.priority];
    const from = this.lastMs;
    const missedAtMs = addBusinessMs(calendar, from, resolutionMs - this.runningMs) ?? Infinity;
    if (this.now.madeSla && missedAtMs < atMs) this.append({ atMs: missedAtMs, actor: "System", patch: { madeSla: false } });
    this.runningMs += businessMs(calendar, from, atMs);
  }

  take(step: Step): void {
    this.runTo(step.atMs);
    this.append(step);
  }
}

/** The history of a ticket until an instant: what was done to it, and when its target was missed. What comes later has not happened yet. */
export function writeLog(first: TicketState, opening: { atMs: number; by: string; untilMs: number; promises: DemoPromises }, steps: readonly Step[]): LoggedEvent[] {
  const log = new Log(first, opening, opening.promises);
  const past = steps.filter((step) => step.atMs < opening.untilMs);
  for (const step of past) log.take(step);
  log.runTo(opening.untilMs);
  return log.events;
}

export interface Projection extends TicketState {
  stateKind: StateKind;
  openedAtMs: number;
  firstResponseAtMs: number | null;
  resolvedAtMs: number | null;
  closedAtMs: number | null;
  updatedAtMs: number;
  escalatedAtMs: number | null;
  reassignmentCount: number;
  reopenCount: number;
}

/** The instant at which an urgent ticket missed its target, and is escalated for it. */
export const missedWhenUrgent = (events: readonly LoggedEvent[]): LoggedEvent | undefined => events.find((event, at) => !event.madeSla && events[at - 1]?.madeSla === true && (event.priority === "p1" || event.priority === "p2"));

const wasRaised = (event: LoggedEvent): boolean => event.kind === "priority" && (event.changes.priority?.[1] ?? "") < (event.changes.priority?.[0] ?? "");

/** What the lists show of a ticket: all of it follows from its events. */
export function project(events: readonly LoggedEvent[]): Projection {
  const [first] = events;
  const last = events.at(-1);
  if (!first || !last) throw new Error("A ticket begins with an event.");
  const missed = missedWhenUrgent(events);
  const resolved = isOver(last.stateKind) ? events.findLast((event) => event.changes.state?.[1] === "Resolved") : undefined;
  return {
    state: last.state, stateKind: last.stateKind, team: last.team, assignee: last.assignee, priority: last.priority, impact: last.impact, urgency: last.urgency, madeSla: last.madeSla,
    openedAtMs: first.atMs, updatedAtMs: last.atMs, resolvedAtMs: resolved?.atMs ?? null, closedAtMs: last.stateKind === "closed" ? last.atMs : null,
    firstResponseAtMs: events.find((event) => event.changes.state?.[1] === "Active")?.atMs ?? null,
    escalatedAtMs: events.find((event) => wasRaised(event) || event === missed)?.atMs ?? null,
    reassignmentCount: events.filter((event) => event.kind === "reassigned").length, reopenCount: events.filter((event) => event.isReopening).length,
  };
}
