import type { EventKind, Level, Priority, StateKind } from "../contract";
import type { LogRow } from "./log-row";
import { isOver } from "./state";

export type Change = readonly [before: string | null, after: string | null];

export interface FoldedEvent {
  /** 1 for the first line of the ticket. */
  seq: number;
  at: string;
  kind: EventKind;
  state: string;
  stateKind: StateKind;
  /** The group that handed the ticket away; only for `reassigned`. */
  fromGroup: string | null;
  /** The group named on this line, null when the line does not know it. */
  group: string | null;
  assignee: string | null;
  priority: Priority | null;
  madeSla: boolean | null;
  actor: string;
  detail: { modCount: number; changes: Record<string, Change>; isReopening: boolean; /** A list told of it: only its time and its state are known. */ hasNoHistory?: boolean; openedBy?: string; closedCode?: string };
}

export interface FoldedTicket {
  number: string;
  subject: string;
  state: string;
  stateKind: StateKind;
  impact: Level | null;
  urgency: Level | null;
  priority: Priority | null;
  channel: string | null;
  category: string | null;
  subcategory: string | null;
  symptom: string | null;
  location: string | null;
  configurationItem: string | null;
  /** The final group: the one that the last line names. */
  group: string | null;
  assignee: string | null;
  requester: string | null;
  madeSla: boolean | null;
  openedAt: string;
  resolvedAt: string | null;
  closedAt: string | null;
  updatedAt: string;
  reassignmentCount: number;
  reopenCount: number;
  events: FoldedEvent[];
}

/** Goes into the content hash: raise it when the fold changes its result, so that the next import renews what is stored. */
export const foldVersion = 1;

/** The fields whose changes an event names. */
const watched = ["state", "group", "assignee", "priority", "impact", "urgency", "category", "subcategory", "symptom"] as const;

function changesBetween(before: LogRow, after: LogRow): Record<string, Change> {
  const changes: Record<string, Change> = {};
  for (const field of watched) if (before[field] !== after[field]) changes[field] = [before[field], after[field]];
  if (before.madeSla !== after.madeSla) changes.madeSla = [textOf(before.madeSla), textOf(after.madeSla)];
  return changes;
}

const textOf = (flag: boolean | null): string | null => (flag === null ? null : String(flag));

/** One line, one event: its kind is the weightiest of what changed, and `changes` names everything that did. */
function kindOf(before: LogRow | undefined, row: LogRow, changes: Record<string, Change>): EventKind {
  if (before === undefined) return "opened";
  if (before.group !== null && row.group !== null && before.group !== row.group) return "reassigned";
  if (changes.state) return "state";
  if (changes.priority) return "priority";
  if (changes.group || changes.assignee) return "assigned";
  return "updated";
}

function toEvent(before: LogRow | undefined, row: LogRow, seq: number): FoldedEvent {
  const changes = before === undefined ? {} : changesBetween(before, row);
  const kind = kindOf(before, row, changes);
  const isReopening = before !== undefined && isOver(before.stateKind) && !isOver(row.stateKind);
  const openedBy = before === undefined ? row.openedBy : null;
  const closedCode = isOver(row.stateKind) && changes.state ? row.closedCode : null;
  return {
    seq, at: row.at, kind, state: row.state, stateKind: row.stateKind,
    fromGroup: kind === "reassigned" ? (before?.group ?? null) : null,
    group: row.group, assignee: row.assignee, priority: row.priority, madeSla: row.madeSla, actor: row.actor ?? "",
    detail: { modCount: row.modCount, changes, isReopening, ...(openedBy ? { openedBy } : {}), ...(closedCode ? { closedCode } : {}) },
  };
}

/** The source has no subject, so the ticket is named by what the source does say about it. */
function subjectOf(row: LogRow): string {
  const parts = [row.category, row.subcategory].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(" / ") : (row.symptom ?? "Category unknown");
}

/**
 * Folds the lines of one ticket into the ticket and its events. `rows` are in the order of the file. Null for no lines.
 *
 * - Order is by `sys_mod_count`, equal counts in the order of the file. (A few real tickets begin with a line whose count is too
 *   high; the time of that event then lies before its neighbours', and nothing else is made of it.)
 * - A handover (`reassigned`) lies between two neighbouring lines whose groups are both known and differ. A line without a group ends
 *   the chain: whether A -> unknown -> B was one handover or several, the log does not say.
 * - State, SLA outcome, group, counters, priority and times are those of the last line. So the final group is unknown where the
 *   last line does not know it, even if an earlier one did.
 * - `resolvedAt` is null when the last line has no `resolved_at`, whatever its state.
 */
export function foldTicket(rows: readonly LogRow[]): FoldedTicket | null {
  const ordered = rows.toSorted((a, b) => a.modCount - b.modCount);
  const last = ordered.at(-1);
  if (last === undefined) return null;
  return {
    number: last.number, subject: subjectOf(last), state: last.state, stateKind: last.stateKind,
    impact: last.impact, urgency: last.urgency, priority: last.priority, channel: last.channel,
    category: last.category, subcategory: last.subcategory, symptom: last.symptom, location: last.location,
    configurationItem: last.configurationItem, group: last.group, assignee: last.assignee, requester: last.requester,
    madeSla: last.madeSla, openedAt: last.openedAt, resolvedAt: last.resolvedAt, closedAt: last.closedAt, updatedAt: last.at,
    reassignmentCount: last.reassignmentCount, reopenCount: last.reopenCount,
    events: ordered.map((row, index) => toEvent(ordered[index - 1], row, index + 1)),
  };
}
