import { z } from "zod";

/** What a state means, whatever a source calls it: open = being worked on, waiting = paused on someone else. */
export const stateKinds = ["open", "waiting", "resolved", "closed"] as const;
export const stateKindSchema = z.enum(stateKinds);
export type StateKind = z.infer<typeof stateKindSchema>;

/** p1 is the most urgent. */
export const priorities = ["p1", "p2", "p3", "p4"] as const;
export const prioritySchema = z.enum(priorities);
export type Priority = z.infer<typeof prioritySchema>;

export const levels = ["high", "medium", "low"] as const;
export const levelSchema = z.enum(levels);
export type Level = z.infer<typeof levelSchema>;

export const eventKinds = ["opened", "state", "assigned", "reassigned", "priority", "updated"] as const;
export const eventKindSchema = z.enum(eventKinds);
export type EventKind = z.infer<typeof eventKindSchema>;

/** The outcome of the SLA as the source states it. A ticket that is not over yet and has not missed is `pending`; null = the source does not say. */
export const slaOutcomes = ["met", "missed", "pending"] as const;

export const ticketSorts = ["opened", "updated", "resolution", "priority", "number"] as const;
export type TicketSort = (typeof ticketSorts)[number];

export const maxPageSize = 200;
export const maxSearchLength = 200;

/** A filter that accepts any of these values; empty = no filter. */
const many = <T extends z.ZodType>(item: T) => z.array(item).max(50).default([]);

export const ticketListInput = z.object({
  /** Words sought in number, subject, category, subcategory, symptom and requester; all of them must occur. */
  q: z.string().trim().max(maxSearchLength).default(""),
  state: many(stateKindSchema),
  priority: many(prioritySchema),
  /** Slugs; `none` = no group known. */
  team: many(z.string().max(100)),
  customer: many(z.string().max(100)),
  service: many(z.string().max(100)),
  category: many(z.string().max(200)),
  /** true = kept or not missed yet, false = missed. */
  madeSla: z.boolean().nullable().default(null),
  /** Half-open [from, to) over the time of opening. */
  openedFrom: z.iso.datetime({ offset: true }).nullable().default(null),
  openedTo: z.iso.datetime({ offset: true }).nullable().default(null),
  /** Half-open [from, to) over the time of resolution. */
  resolvedFrom: z.iso.datetime({ offset: true }).nullable().default(null),
  resolvedTo: z.iso.datetime({ offset: true }).nullable().default(null),
  reassigned: z.boolean().nullable().default(null),
  reopened: z.boolean().nullable().default(null),
  sort: z.enum(ticketSorts).default("opened"),
  direction: z.enum(["asc", "desc"]).default("desc"),
  limit: z.number().int().min(1).max(maxPageSize).default(50),
  cursor: z.string().max(500).nullable().default(null),
});
export type TicketListInput = z.output<typeof ticketListInput>;

const reference = z.object({ slug: z.string(), name: z.string() });

export const ticketRow = z.object({
  number: z.string(),
  subject: z.string(),
  state: z.string(),
  stateKind: stateKindSchema,
  priority: prioritySchema.nullable(),
  category: z.string().nullable(),
  team: reference.nullable(),
  assignee: z.string().nullable(),
  customer: reference.nullable(),
  service: reference.nullable(),
  requester: z.string().nullable(),
  madeSla: z.boolean().nullable(),
  openedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  resolvedAt: z.iso.datetime().nullable(),
  /** opened -> resolved, in milliseconds of wall-clock time; null without a time of resolution. */
  resolutionMs: z.number().nullable(),
  reassignmentCount: z.number().int(),
  reopenCount: z.number().int(),
});
export type TicketRow = z.infer<typeof ticketRow>;

export const ticketListOutput = z.object({ items: z.array(ticketRow), nextCursor: z.string().nullable(), total: z.number().int() });
export type TicketList = z.infer<typeof ticketListOutput>;

export const ticketGetInput = z.object({ number: z.string().trim().min(1).max(100) });

export const ticketEvent = z.object({
  seq: z.number().int(),
  at: z.iso.datetime(),
  kind: eventKindSchema,
  state: z.string(),
  stateKind: stateKindSchema,
  fromTeam: reference.nullable(),
  team: reference.nullable(),
  assignee: z.string().nullable(),
  priority: prioritySchema.nullable(),
  madeSla: z.boolean().nullable(),
  actor: z.string(),
  /** Fields that this event changed: [before, after]; null = unknown. */
  changes: z.record(z.string(), z.tuple([z.string().nullable(), z.string().nullable()])),
  /** It left a resolved or closed state. */
  isReopening: z.boolean(),
});
export type TicketEvent = z.infer<typeof ticketEvent>;

export const ticketDetail = ticketRow.extend({
  impact: z.string().nullable(),
  urgency: z.string().nullable(),
  channel: z.string().nullable(),
  subcategory: z.string().nullable(),
  symptom: z.string().nullable(),
  location: z.string().nullable(),
  firstResponseAt: z.iso.datetime().nullable(),
  closedAt: z.iso.datetime().nullable(),
  isDemo: z.boolean(),
  events: z.array(ticketEvent),
});
export type TicketDetail = z.infer<typeof ticketDetail>;

const facet = z.object({ value: z.string(), label: z.string(), count: z.number().int() });
export type Facet = z.infer<typeof facet>;

export const ticketFacets = z.object({
  total: z.number().int(),
  state: z.array(facet),
  priority: z.array(facet),
  team: z.array(facet),
  customer: z.array(facet),
  service: z.array(facet),
  /** `true`, `false`, or `unknown`. */
  madeSla: z.array(facet),
  /** First and last time of opening, null without tickets. */
  openedFrom: z.iso.datetime().nullable(),
  openedTo: z.iso.datetime().nullable(),
});
export type TicketFacets = z.infer<typeof ticketFacets>;
