import type { EventKind, Level, Priority, StateKind, SupportLevel } from "../contract";
import { priorityOf } from "./priority-matrix";
import { isOver } from "./state";

export interface Named {
  id: string;
  name: string;
}

/** A ticket as the desk changes it. Times are ISO instants in UTC. */
export interface DeskTicket {
  subject: string;
  description: string;
  state: string;
  stateKind: StateKind;
  impact: Level | null;
  urgency: Level | null;
  priority: Priority | null;
  level: SupportLevel | null;
  category: string | null;
  tags: readonly string[];
  requester: string | null;
  requesterEmail: string | null;
  customer: Named | null;
  service: Named | null;
  team: Named | null;
  assignee: Named | null;
  snoozedUntil: string | null;
  resolvedAt: string | null;
  closedAt: string | null;
  reassignmentCount: number;
  reopenCount: number;
}

type Derived = "priority" | "resolvedAt" | "closedAt" | "reassignmentCount" | "reopenCount";
export type DeskPatch = Partial<Omit<DeskTicket, Derived>>;

export type Changes = Record<string, [before: string | null, after: string | null]>;

export interface PlannedChange {
  after: DeskTicket;
  kind: EventKind;
  changes: Changes;
  isReopening: boolean;
  /** The group that handed the ticket away; only for `reassigned`. */
  fromTeamId: string | null;
}

const longest = 80;
const brief = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}...` : text);
const nameOf = (named: Named | null): string | null => named?.name ?? null;

/** How a field reads in the history. Ids are compared, names are shown; long texts are cut. */
const shown: Readonly<Record<string, (ticket: DeskTicket) => string | null>> = {
  state: ({ state }) => state, group: ({ team }) => nameOf(team), assignee: ({ assignee }) => nameOf(assignee), priority: ({ priority }) => priority, impact: ({ impact }) => impact, urgency: ({ urgency }) => urgency,
  level: ({ level }) => level, category: ({ category }) => category, subject: ({ subject }) => brief(subject), description: ({ description }) => brief(description), tags: ({ tags }) => (tags.length === 0 ? null : tags.join(", ")),
  requester: ({ requester }) => requester, requesterEmail: ({ requesterEmail }) => requesterEmail, customer: ({ customer }) => nameOf(customer), service: ({ service }) => nameOf(service), snoozed: ({ snoozedUntil }) => snoozedUntil,
};

const whole: Readonly<Record<string, (ticket: DeskTicket) => string | null>> = {
  ...shown, group: ({ team }) => team?.id ?? null, assignee: ({ assignee }) => assignee && `${assignee.id} ${assignee.name}`, customer: ({ customer }) => customer?.id ?? null, service: ({ service }) => service?.id ?? null,
  subject: ({ subject }) => subject, description: ({ description }) => description,
};

function changesBetween(before: DeskTicket, after: DeskTicket): Changes {
  const changed = Object.keys(shown).filter((field) => whole[field]?.(before) !== whole[field]?.(after));
  return Object.fromEntries(changed.map((field) => [field, [shown[field]?.(before) ?? null, shown[field]?.(after) ?? null]]));
}

/** The weightiest of what changed. A first group is an assignment, not a handover. */
function kindOf(before: DeskTicket, after: DeskTicket, changes: Changes): EventKind {
  if (before.team !== null && after.team !== null && changes.group) return "reassigned";
  if (changes.state) return "state";
  if (changes.priority) return "priority";
  if (changes.group || changes.assignee) return "assigned";
  return changes.level ? "level" : "updated";
}

/** Entering resolved or closed sets its time, leaving both clears it. Closing without resolving counts as resolved at that moment. */
function endsOf(before: DeskTicket, stateKind: StateKind, at: string): Pick<DeskTicket, "resolvedAt" | "closedAt"> {
  if (!isOver(stateKind)) return { resolvedAt: null, closedAt: null };
  const resolvedAt = isOver(before.stateKind) ? (before.resolvedAt ?? before.closedAt ?? at) : at;
  return { resolvedAt, closedAt: stateKind !== "closed" ? null : before.stateKind === "closed" ? before.closedAt : at };
}

/**
 * What a change makes of a ticket, and the event that tells it; null when nothing changes.
 *
 * - Priority follows impact x urgency when either is changed and both are known; otherwise it stays.
 * - A new group takes the ticket from its assignee, unless the change names one.
 * - Any change of state wakes a snoozed ticket, unless the change itself snoozes.
 * - A handover is a change from one known group to another; leaving resolved or closed for open or waiting is a reopening.
 */
export function planChange(before: DeskTicket, patch: DeskPatch, at: string): PlannedChange | null {
  const merged: DeskTicket = { ...before, ...patch };
  const isRated = patch.impact !== undefined || patch.urgency !== undefined;
  const isHandedOn = patch.team !== undefined && patch.team?.id !== before.team?.id;
  const isMoved = merged.state !== before.state || merged.stateKind !== before.stateKind;
  const after: DeskTicket = {
    ...merged,
    priority: isRated ? (priorityOf(merged.impact, merged.urgency) ?? before.priority) : before.priority,
    assignee: isHandedOn && patch.assignee === undefined ? null : merged.assignee,
    snoozedUntil: isMoved && patch.snoozedUntil === undefined ? null : merged.snoozedUntil,
    ...(isMoved ? endsOf(before, merged.stateKind, at) : {}),
  };
  const changes = changesBetween(before, after);
  if (Object.keys(changes).length === 0) return null;
  const kind = kindOf(before, after, changes);
  const isReopening = isOver(before.stateKind) && !isOver(after.stateKind);
  return {
    after: { ...after, reassignmentCount: before.reassignmentCount + Number(kind === "reassigned"), reopenCount: before.reopenCount + Number(isReopening) },
    kind, changes, isReopening, fromTeamId: kind === "reassigned" ? (before.team?.id ?? null) : null,
  };
}
