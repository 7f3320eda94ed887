import { z } from "zod";
import { prioritySchema, stateKindSchema, type Priority, type StateKind } from "../contract";

/** What a column of somebody's export can be. */
export const exportFields = ["number", "subject", "description", "state", "priority", "openedAt", "resolvedAt", "closedAt", "updatedAt", "requester", "requesterEmail", "assignee", "group", "category", "service", "channel", "madeSla", "rating"] as const;
export type ExportField = (typeof exportFields)[number];

export const exportPresets = ["servicenow", "jira", "zendesk", "other"] as const;

/** How an export is read. Columns by their name in the file; states and priorities by their word, in lower case. */
export const exportMappingSchema = z.object({
  preset: z.enum(exportPresets),
  columns: z.partialRecord(z.enum(exportFields), z.string()),
  states: z.record(z.string(), stateKindSchema),
  priorities: z.record(z.string(), prioritySchema),
  /** In 03/04/2026 the day comes first; false: the month. */
  isDayFirst: z.boolean(),
  /** Zone of times that carry none. */
  zone: z.string().max(64),
});
export type ExportMapping = z.output<typeof exportMappingSchema>;

const names: Readonly<Record<ExportField, readonly string[]>> = {
  number: ["number", "issue key", "key", "ticket number", "ticket id", "id", "ticket", "case number", "reference", "#"],
  subject: ["short_description", "short description", "summary", "subject", "title", "raw subject"],
  description: ["description", "details", "body", "comment"],
  state: ["state", "status", "incident_state", "ticket status"],
  priority: ["priority", "urgency", "severity"],
  openedAt: ["opened_at", "opened", "created", "created at", "created_at", "creation date", "sys_created_on", "date created"],
  resolvedAt: ["resolved_at", "resolved", "resolution date", "resolutiondate", "solved at", "solved_at", "date solved"],
  closedAt: ["closed_at", "closed", "date closed"],
  updatedAt: ["sys_updated_on", "updated", "updated at", "updated_at", "last modified"],
  requester: ["caller_id", "caller", "reporter", "requester", "requester name", "requested by", "opened by", "customer name"],
  requesterEmail: ["requester email", "caller_id.email", "email", "reporter email", "e-mail"],
  assignee: ["assigned_to", "assigned to", "assignee", "assignee name", "owner", "agent"],
  group: ["assignment_group", "assignment group", "group", "team", "component/s", "components"],
  category: ["category", "issue type", "type", "ticket type"],
  service: ["cmdb_ci", "configuration item", "business_service", "service", "product"],
  channel: ["contact_type", "channel", "via", "via.channel", "source"],
  madeSla: ["made_sla", "made sla", "sla met"],
  rating: ["satisfaction score", "satisfaction rating", "satisfaction_rating.score", "csat"],
};

const stateWords: readonly (readonly [StateKind, RegExp])[] = [
  ["closed", /^(closed|cancell?ed|done and closed|archived|deleted|7|8)$/],
  ["resolved", /^(resolved|solved|done|fixed|complete[d]?|6)$/],
  ["waiting", /(on.?hold|pending|wait|awaiting|blocked|^3$)/],
  ["open", /(new|open|active|progress|assigned|to ?do|backlog|reopened|triage|review|selected|^1$|^2$)/],
];
const priorityWords: readonly (readonly [Priority, RegExp])[] = [
  ["p1", /^(1\b.*|p1|critical|highest|blocker|urgent)$/],
  ["p2", /^(2\b.*|p2|high|major)$/],
  ["p3", /^(3\b.*|p3|moderate|medium|normal)$/],
  ["p4", /^([45]\b.*|p[45]|low|lowest|minor|trivial|planning)$/],
];

const firstOf = <T>(words: readonly (readonly [T, RegExp])[], word: string): T | null => words.find(([, pattern]) => pattern.test(word))?.[0] ?? null;
const keyOf = (text: string): string => text.trim().toLowerCase();

function presetOf(columns: readonly string[]): ExportMapping["preset"] {
  const has = (name: string): boolean => columns.some((column) => keyOf(column) === name);
  if (has("issue key")) return "jira";
  if (has("short_description") || has("short description") || has("assignment group") || has("sys_created_on")) return "servicenow";
  if (has("raw_subject") || has("via.channel") || has("requester_id") || has("satisfaction score") || (has("subject") && has("id") && (has("status") || has("ticket form")))) return "zendesk";
  return "other";
}

const numbersIn = (values: readonly string[]): number[][] => values.flatMap((value) => {
  const match = /^(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}/.exec(value.trim());
  return match ? [[Number(match[1]), Number(match[2])]] : [];
});

/** A first number above twelve is a day, a second one is a day after a month. Where nothing tells, the point and the dash speak for the day, and Jira and a slash do not decide: the day. */
const isDayFirst = (values: readonly string[]): boolean => {
  const found = numbersIn(values);
  if (found.some(([first = 0]) => first > 12)) return true;
  return !found.some(([, second = 0]) => second > 12);
};

/** A first guess of how an export is read, from its columns and some of its rows. What it does not know is left out, for somebody to say. */
export function guessMapping(columns: readonly string[], rows: readonly Readonly<Record<string, string>>[], zone: string): ExportMapping {
  const taken = new Set<string>();
  const chosen: ExportMapping["columns"] = {};
  for (const field of exportFields) {
    const column = names[field].map((name) => columns.find((one) => keyOf(one) === name && !taken.has(one))).find((one) => one !== undefined);
    if (column === undefined) continue;
    taken.add(column);
    chosen[field] = column;
  }
  const wordsOf = (field: ExportField): string[] => [...new Set(rows.map((row) => keyOf(row[chosen[field] ?? ""] ?? "")).filter((word) => word !== ""))].slice(0, 60);
  const pairs = <T>(field: ExportField, words: readonly (readonly [T, RegExp])[]): [string, T][] => wordsOf(field).flatMap((word) => {
    const meaning = firstOf(words, word);
    return meaning === null ? [] : [[word, meaning] as [string, T]];
  });
  const times = rows.flatMap((row) => (["openedAt", "resolvedAt", "closedAt", "updatedAt"] as const).map((field) => row[chosen[field] ?? ""] ?? ""));
  return { preset: presetOf(columns), columns: chosen, states: Object.fromEntries(pairs("state", stateWords)), priorities: Object.fromEntries(pairs("priority", priorityWords)), isDayFirst: isDayFirst(times), zone };
}

/** What a state's word means under a mapping; a word that it does not name is guessed alone. */
export const stateUnder = ({ states }: ExportMapping, word: string): StateKind | null => states[keyOf(word)] ?? firstOf(stateWords, keyOf(word));
export const priorityUnder = ({ priorities }: ExportMapping, word: string): Priority | null => priorities[keyOf(word)] ?? firstOf(priorityWords, keyOf(word));
