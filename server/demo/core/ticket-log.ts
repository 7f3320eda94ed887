import { addBusinessMs, businessMs } from "#core/sla";
import { EscalationWalk, type DemoEscalation, type EscalatedRequest, type EscalationRules } from "./escalation-walk";
import { teamOf, type TeamSlug } from "./organisation";

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
  kind: "opened" | "state" | "assigned" | "reassigned" | "priority" | "updated" | "escalated";
  stateKind: StateKind;
  fromTeam: TeamSlug | null;
  actor: string;
  changes: Record<string, [string | null, string | null]>;
  isReopening: boolean;
  /** The step of escalation that this is. */
  escalation: DemoEscalation | null;
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

/** How a log begins and ends, and what holds meanwhile. */
export interface Opening {
  atMs: number;
  by: string;
  untilMs: number;
  request: EscalatedRequest;
  rules: EscalationRules;
  /** Minutes until somebody of a group takes what was escalated to it, and who that is. */
  takeOver: (team: TeamSlug) => { person: string; afterMs: number };
}

class Log {
  readonly events: LoggedEvent[] = [];
  private readonly walk: EscalationWalk;
  private now: TicketState;
  private runningMs = 0;
  private lastMs: number;

  constructor(first: TicketState, private readonly opening: Opening) {
    this.now = first;
    this.lastMs = opening.atMs;
    this.walk = new EscalationWalk(opening.rules, opening.request);
    this.append({ atMs: opening.atMs, actor: opening.by, patch: {} });
  }

  private append({ atMs, actor, patch }: Step, escalation: DemoEscalation | null = null): void {
    const after = { ...this.now, ...patch };
    const changes: LoggedEvent["changes"] = { ...changesBetween(this.now, after), ...(escalation?.toLevel ? { level: [escalation.fromLevel, escalation.toLevel] } : {}) };
    const isFirst = this.events.length === 0;
    const stateKind = kindOfState[after.state];
    const kind = isFirst ? "opened" : escalation && !changes.group ? "escalated" : kindOf(changes);
    const isReopening = isOver(kindOfState[this.now.state]) && !isOver(stateKind);
    this.events.push({ ...after, seq: this.events.length + 1, atMs, kind, stateKind, actor, changes, isReopening, fromTeam: kind === "reassigned" ? this.now.team : null, escalation });
    this.now = after;
    this.lastMs = atMs;
  }

  private get walked() {
    return { state: this.now, events: this.events, runningMs: this.runningMs, atMs: this.lastMs };
  }

  /** When the rules of escalation are asked next, if nothing else happens. */
  nextStep(): { atMs: number; names: string[] } | null {
    return this.walk.next(this.walked);
  }

  /** Lets the clock run until an instant; a target that passes on the way is missed at that very instant, and the log says so. */
  runTo(atMs: number, isIncluded = false): void {
    if (kindOfState[this.now.state] === "open") {
      const { resolutionMs, calendar } = this.opening.rules.promises[this.now.priority];
      const from = this.lastMs;
      const missedAtMs = addBusinessMs(calendar, from, resolutionMs - this.runningMs) ?? Infinity;
      if (this.now.madeSla && (missedAtMs < atMs || (isIncluded && missedAtMs === atMs))) this.append({ atMs: missedAtMs, actor: "System", patch: { madeSla: false } });
      this.runningMs += businessMs(calendar, from, atMs);
    }
    this.lastMs = atMs;
  }

  take(step: Step): void {
    this.runTo(step.atMs);
    this.append(step);
  }

  /** Takes the steps that are due; what was still going to be done is done by whoever has the ticket then. */
  escalate({ atMs, names }: { atMs: number; names: readonly string[] }, ahead: readonly Step[]): readonly Step[] {
    this.runTo(atMs, true);
    let steps = ahead;
    for (const escalation of this.walk.due(this.walked, names)) {
      const { team } = this.now;
      this.append({ atMs, actor: "System", patch: escalation.patch }, escalation);
      if (escalation.kind === "bounce") steps = keptBy(escalation.target, steps, this.opening.by);
      if (escalation.kind === "functional" && this.now.team !== team) steps = takenOver(steps, { from: team, to: this.now.team, atMs, ...this.opening.takeOver(this.now.team) });
    }
    return steps;
  }
}

/** The owner of last resort does what was left to do, and hands on to nobody. */
function keptBy(owner: string, ahead: readonly Step[], requester: string): Step[] {
  return ahead.flatMap(({ atMs, actor, patch: { team: _team, assignee: _assignee, ...patch } }) => (Object.keys(patch).length === 0 ? [] : [{ atMs, actor: actor === requester || actor === "System" ? actor : owner, patch }]));
}

/** Somebody of the next level takes it after a while, and does what was left to do until it is handed on. */
function takenOver(ahead: readonly Step[], { from, to, atMs, person, afterMs }: { from: TeamSlug; to: TeamSlug; atMs: number; person: string; afterMs: number }): Step[] {
  const left: readonly string[] = teamOf(from).people;
  const handed = ahead.findIndex(({ patch }) => patch.team !== undefined);
  const later = ahead.flatMap(({ atMs: planned, actor, patch }, index): Step[] => {
    const isBefore = handed === -1 || index <= handed;
    const step = { atMs: planned + afterMs, actor: isBefore && left.includes(actor) ? person : actor, patch: isBefore && patch.assignee && left.includes(patch.assignee) ? { ...patch, assignee: person } : patch };
    return patch.team === to && index === handed ? [] : [step];
  });
  return [{ atMs: atMs + afterMs, actor: person, patch: { assignee: person } }, ...later];
}

/** The history of a ticket until an instant: what was done to it, when its target was missed, and what the rules of escalation made of it. What comes later has not happened yet. */
export function writeLog(first: TicketState, opening: Opening, steps: readonly Step[]): LoggedEvent[] {
  const log = new Log(first, opening);
  let ahead = steps;
  for (;;) {
    const [step] = ahead;
    const nextMs = Math.min(step?.atMs ?? Infinity, opening.untilMs);
    const due = log.nextStep();
    if (due !== null && due.atMs < nextMs) ahead = log.escalate(due, ahead);
    else if (step !== undefined && step.atMs < opening.untilMs) {
      log.take(step);
      ahead = ahead.slice(1);
    } else break;
  }
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

const wasRaised = (event: LoggedEvent): boolean => event.kind === "priority" && (event.changes.priority?.[1] ?? "") < (event.changes.priority?.[0] ?? "");

/** What the lists show of a ticket: all of it follows from its events. */
export function project(events: readonly LoggedEvent[]): Projection {
  const [first] = events;
  const last = events.at(-1);
  if (!first || !last) throw new Error("A ticket begins with an event.");
  const resolved = isOver(last.stateKind) ? events.findLast((event) => event.changes.state?.[1] === "Resolved") : undefined;
  return {
    state: last.state, stateKind: last.stateKind, team: last.team, assignee: last.assignee, priority: last.priority, impact: last.impact, urgency: last.urgency, madeSla: last.madeSla,
    openedAtMs: first.atMs, updatedAtMs: last.atMs, resolvedAtMs: resolved?.atMs ?? null, closedAtMs: last.stateKind === "closed" ? last.atMs : null,
    firstResponseAtMs: events.find((event) => event.changes.state?.[1] === "Active")?.atMs ?? null,
    escalatedAtMs: events.find((event) => wasRaised(event) || event.escalation !== null)?.atMs ?? null,
    reassignmentCount: events.filter((event) => event.kind === "reassigned").length, reopenCount: events.filter((event) => event.isReopening).length,
  };
}
