import { fieldWords } from "@/components/tickets/ticket-words";
import { formatCount } from "@/lib/format";
import type { DeskChoices, Macro, QueueName, StateKind, TicketMessage, TicketRow } from "#contract/tickets";

export const queueWords: Record<QueueName, string> = {
  mine: "Assigned to me", mentions: "Mentions", snoozed: "Snoozed", team: "My groups, by SLA", unassigned: "Unassigned", breached: "SLA missed", due_soon: "Due within 4 h", waiting: "Waiting", all_open: "All open",
};

export const queueGroups: readonly { label: string; queues: readonly QueueName[] }[] = [
  { label: "Mine", queues: ["mine", "mentions", "snoozed"] },
  { label: "Desk", queues: ["team", "unassigned", "breached", "due_soon", "waiting", "all_open"] },
];

const clockWords: Record<string, string> = { first_response: "first response", next_response: "next response", resolution: "resolution" };
export const clockWord = (kind: string): string => clockWords[kind] ?? kind;

export type DueTone = "over" | "soon" | "fine" | "paused" | "none";

/** What a row of the queue says about its next clock: the tone, and the milliseconds left (negative = over). */
export function dueOf(due: TicketRow["due"], now: string): { tone: DueTone; leftMs: number | null } {
  if (due === null) return { tone: "none", leftMs: null };
  if (due.at === null) return { tone: "paused", leftMs: null };
  const leftMs = Date.parse(due.at) - Date.parse(now);
  if (leftMs < 0) return { tone: "over", leftMs };
  return { tone: due.warnAt !== null && due.warnAt <= now ? "soon" : "fine", leftMs };
}

/** Milliseconds until a held message goes out; 0 when it should have. */
export const heldMs = (message: Pick<TicketMessage, "sendAt">, nowMs: number): number | null => (message.sendAt === null ? null : Math.max(0, Date.parse(message.sendAt) - nowMs));

/** The `@` that is being written at the end of a text, without the sign; null when none is. */
export const openMention = (text: string): string | null => /(?:^|[\s(])@([\p{L}\p{N} ]{0,24})$/u.exec(text)?.[1] ?? null;

export const withMention = (text: string, name: string): string => text.replace(/@[\p{L}\p{N} ]{0,24}$/u, `@${name} `);

/** A picture as Markdown would name it, or a file: how an attachment that was pasted is mentioned in a text. */
export const isPicture = ({ contentType }: { contentType: string }): boolean => contentType.startsWith("image/");

const changeWords: Record<string, string> = { ...fieldWords, team: "Group", assigneeId: "Assignee" };

/** What a macro changes, one text for each field: "State Resolved", "Group Support". */
export function macroChanges(changes: Macro["changes"], { teams, agents, customers, services }: Pick<DeskChoices, "teams" | "agents" | "customers" | "services">): string[] {
  const names = new Map([...[...teams, ...customers, ...services].map(({ slug, name }) => [slug, name] as const), ...agents.map(({ id, name }) => [id, name] as const)]);
  const said = (field: string, value: unknown): string => (Array.isArray(value) ? value.join(", ") : value === null || value === "" ? "none" : field === "level" || field === "priority" ? String(value).toUpperCase() : (names.get(String(value)) ?? String(value)));
  return Object.entries(changes).filter(([, value]) => value !== undefined).map(([field, value]) => `${changeWords[field] ?? field} ${said(field, value)}`);
}

/** What a rating from 1 to 5 says. */
export const ratingWord = (score: number): string => (score >= 4 ? "Good" : score <= 2 ? "Bad" : "Neither good nor bad");

/** What a state can mean, as somebody who names states reads it. */
export const stateKindWords: Record<StateKind, string> = { open: "open: being worked on", waiting: "waiting: for somebody outside", resolved: "resolved", closed: "closed" };

interface BulkItem {
  outcome: "changed" | "unchanged" | "refused";
  reason: string;
}

/** What became of a change of many tickets: how many, and why not the others. */
export function bulkOutcome(items: readonly BulkItem[], isStopped: boolean): string {
  const count = (outcome: BulkItem["outcome"]): number => items.filter((item) => item.outcome === outcome).length;
  const reasons = [...new Set(items.filter(({ outcome }) => outcome === "refused").map(({ reason }) => reason))];
  const parts = [`${formatCount(count("changed"), "ticket")} changed`, ...(count("unchanged") > 0 ? [`${count("unchanged")} ${count("unchanged") === 1 ? "was" : "were"} so already`] : []), ...(reasons.length > 0 ? [`${count("refused")} refused`] : []), ...(isStopped ? ["then stopped"] : [])];
  return [`${parts.join(", ")}.`, ...reasons.slice(0, 2)].join(" ");
}
