import type { StateKind } from "../contract";
import type { TicketFacts } from "./rule-book";
import type { LogEntry, TicketLog, Utterance } from "./ticket-clocks";

type Change = readonly [before: string | null, after: string | null];

/** A ticket's event as it is stored; `changes` names the fields that it changed. */
export interface StoredEvent {
  seq: number;
  at: string;
  kind: string;
  state: string;
  stateKind: StateKind;
  priority: string | null;
  changes: Readonly<Record<string, Change>> | null;
}

export interface StoredTicket {
  isImported: boolean;
  customerId: string | null;
  serviceId: string | null;
  customerTier: string | null;
  category: string | null;
  level: string | null;
  firstResponseAt: string | null;
  events: readonly StoredEvent[];
  /** What was said publicly and not taken back, in the order of time. */
  words: readonly { at: string; by: "agent" | "requester" }[];
}

const nameOf: Readonly<Record<string, string>> = { state: "State", priority: "Priority", group: "Group", level: "Level", category: "Category", assignee: "Assignee" };
const shown = (value: string | null): string => (value === null ? "none" : /^(p[1-4]|l[1-3])$/.test(value) ? value.toUpperCase() : value);

function labelOf({ kind, changes }: StoredEvent): string {
  if (kind === "opened") return "Opened";
  const told = Object.entries(changes ?? {}).filter(([field]) => nameOf[field] !== undefined);
  if (told.length === 0 && changes?.madeSla?.[1] === "false") return "The promise was missed";
  return told.length === 0 ? "Updated" : told.map(([field, [before, after]]) => `${nameOf[field]} ${shown(before)} → ${shown(after)}`).join(", ");
}

/** The value of a field after each event, from its last value back through what each event says it was before. */
function valuesOf(events: readonly StoredEvent[], field: "category" | "level", last: string | null): (string | null)[] {
  let value = last;
  return events.toReversed().map((event) => {
    const now = value;
    const change = event.changes?.[field];
    if (change) value = change[0];
    return now;
  }).reverse();
}

/**
 * The log from which clocks are computed. Priority, category and level are those of each instant; customer, tier and service are
 * those of today, as the log does not say when they changed. A ticket whose answers are not recorded word by word is taken to be
 * answered at its time of first response; an imported one without that says nothing about answers.
 */
export function readLog(ticket: StoredTicket): TicketLog {
  const { events, words, firstResponseAt, customerId, serviceId, customerTier } = ticket;
  const [categories, levels] = [valuesOf(events, "category", ticket.category), valuesOf(events, "level", ticket.level)];
  const entries = events.map((event, index): LogEntry => {
    const facts: TicketFacts = { customerId, serviceId, customerTier, priority: event.priority, category: categories[index] ?? null, level: levels[index] ?? null };
    return { seq: event.seq, atMs: Date.parse(event.at), stateKind: event.stateKind, facts, label: labelOf(event) };
  });
  const said = words.map(({ at, by }): Utterance => ({ atMs: Date.parse(at), by }));
  const isAnswered = said.some(({ by }) => by === "agent");
  const utterances = firstResponseAt !== null && !isAnswered ? [...said, { atMs: Date.parse(firstResponseAt), by: "agent" as const }] : said;
  return { entries, utterances, hasConversation: !ticket.isImported || utterances.some(({ by }) => by === "agent") };
}
