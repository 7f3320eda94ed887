import { priorityUnder, stateUnder, type ExportField, type ExportMapping } from "./export-mapping";
import { parseExportTime } from "./export-time";
import type { FoldedEvent, FoldedTicket } from "./fold";
import { isOver } from "./state";

export interface ExportedTicket {
  ticket: FoldedTicket;
  description: string;
  requesterEmail: string | null;
  /** 1 to 5; null where nobody said how it went. */
  rating: number | null;
}

export type ExportRowResult = { ok: true; exported: ExportedTicket } | { ok: false; reason: string };

/** How the state before the end is called where an export does not tell. */
export const unknownState = "(not recorded)";

const ratingOf = (text: string): number | null => {
  if (/^(good|good_with_comment)$/i.test(text)) return 5;
  if (/^(bad|bad_with_comment)$/i.test(text)) return 1;
  const score = Number(text);
  return text !== "" && Number.isInteger(score) && score >= 1 && score <= 5 ? score : null;
};

const flagOf = (text: string): boolean | null => (/^(true|yes|1|met)$/i.test(text) ? true : /^(false|no|0|missed)$/i.test(text) ? false : null);
const emailOf = (text: string): string | null => (/^[^\s@<>,]+@[^\s@<>,]+\.[^\s@<>,]+$/.test(text) && text.length <= 254 ? text.toLowerCase() : null);

/** The opening and the end are all that a list tells of a ticket's life. They are marked, so that nothing is concluded from what lies between. */
function eventsOf(ticket: Omit<FoldedTicket, "events">): FoldedEvent[] {
  const common = { priority: ticket.priority, madeSla: ticket.madeSla, group: ticket.group, fromGroup: null, actor: "", assignee: ticket.assignee };
  const isEnded = isOver(ticket.stateKind);
  const detail = { modCount: 0, changes: {}, isReopening: false, hasNoHistory: true };
  const opened: FoldedEvent = { ...common, seq: 1, at: ticket.openedAt, kind: "opened", detail, state: isEnded ? unknownState : ticket.state, stateKind: isEnded ? "open" : ticket.stateKind };
  if (!isEnded) return [opened];
  return [opened, { ...common, seq: 2, at: ticket.resolvedAt ?? ticket.closedAt ?? ticket.updatedAt, kind: "state", detail, state: ticket.state, stateKind: ticket.stateKind }];
}

/** One row of a list as a ticket, or why it is none. An end before the beginning is refused: one of the two times was misread. */
export function readExportRow(row: Readonly<Record<string, string>>, mapping: ExportMapping): ExportRowResult {
  const cell = (field: ExportField): string => (row[mapping.columns[field] ?? ""] ?? "").replaceAll("\0", "").trim();
  const text = (field: ExportField, limit = 200): string | null => (cell(field) === "" ? null : cell(field).slice(0, limit));
  const time = (field: ExportField): string | null => parseExportTime(cell(field), mapping);
  const unread = (["openedAt", "resolvedAt", "closedAt", "updatedAt"] as const).find((field) => cell(field) !== "" && time(field) === null);
  const [number, stateWord, openedAt] = [text("number", 100), cell("state"), time("openedAt")];
  const stateKind = stateUnder(mapping, stateWord);
  if (number === null) return { ok: false, reason: "The row has no number" };
  if (unread !== undefined) return { ok: false, reason: `"${cell(unread).slice(0, 40)}" in ${mapping.columns[unread] ?? unread} is no time that can be read` };
  if (openedAt === null) return { ok: false, reason: "The row does not say when the ticket was opened" };
  if (stateKind === null) return { ok: false, reason: `The state "${stateWord.slice(0, 40)}" is not known; say in the mapping what it means` };
  const [resolvedAt, closedAt] = isOver(stateKind) ? [time("resolvedAt") ?? time("closedAt"), time("closedAt")] : [null, null];
  if (resolvedAt !== null && resolvedAt < openedAt) return { ok: false, reason: "It ended before it was opened; is the order of day and month right?" };
  const ticket = {
    number, subject: text("subject") ?? number, state: stateWord.slice(0, 120), stateKind, impact: null, urgency: null, priority: priorityUnder(mapping, cell("priority")), channel: text("channel"), category: text("category"), subcategory: null, symptom: null, location: null,
    configurationItem: text("service"), group: text("group"), assignee: text("assignee"), requester: text("requester") ?? emailOf(cell("requesterEmail")), madeSla: flagOf(cell("madeSla")), openedAt, resolvedAt, closedAt: stateKind === "closed" ? closedAt : null, updatedAt: time("updatedAt") ?? closedAt ?? resolvedAt ?? openedAt,
    reassignmentCount: 0, reopenCount: 0,
  };
  return { ok: true, exported: { ticket: { ...ticket, events: eventsOf(ticket) }, description: cell("description").slice(0, 50_000), requesterEmail: emailOf(cell("requesterEmail")), rating: ratingOf(cell("rating")) } };
}
