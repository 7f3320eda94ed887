import { z } from "zod";
import { queueNames } from "./desk-contract";
import { eventKindSchema, prioritySchema, stateKindSchema } from "./vocabulary";

export * from "./desk-contract";
export * from "./vocabulary";

/** What the source says about the SLA: `met` = kept, or not missed yet while the ticket is open; null in a row = it does not say. */
export const slaOutcomes = ["met", "missed"] as const;
export type SlaOutcome = (typeof slaOutcomes)[number];

/** In a filter: the field has no value. */
export const unknownValue = "unknown";

/** `due` is by the next clock that runs out; tickets without a clock come last, the most urgent of them first. */
export const ticketSorts = ["opened", "updated", "resolution", "priority", "number", "due"] as const;
export type TicketSort = (typeof ticketSorts)[number];

export const maxPageSize = 200;
export const maxSearchLength = 200;

/** A filter that accepts any of these values; `unknown` = the field has none; an empty list = no filter. */
const anyOf = z.array(z.string().max(200)).max(50).default([]);

/** Filters by value. Team, customer and service are named by slug, state by its kind. */
export const ticketFilters = z.object({
  state: anyOf, status: anyOf, priority: anyOf, team: anyOf, customer: anyOf, service: anyOf, sla: anyOf,
  category: anyOf, subcategory: anyOf, symptom: anyOf, channel: anyOf, location: anyOf, impact: anyOf, urgency: anyOf, assignee: anyOf, requester: anyOf,
  /** yes | no */
  reassigned: anyOf, reopened: anyOf, escalated: anyOf,
  customer_tier: anyOf, region: anyOf, level: anyOf, tag: anyOf,
});
export type TicketFilterName = keyof z.output<typeof ticketFilters>;
export const ticketFilterNames = Object.keys(ticketFilters.shape) as TicketFilterName[];

export const ticketTimes = ["opened", "resolved", "closed", "updated"] as const;

export const ticketListInput = ticketFilters.extend({
  /**
   * Words sought in number, subject, description, names and the conversation; all of them must occur. "Quoted words" stand in a row, -word
   * must not occur, and operators narrow: state:open priority:p1 customer:acme team:search assignee:"Ana Reis" tag:vip level:l2.
   */
  q: z.string().trim().max(maxSearchLength).default(""),
  /** Half-open [from, to) over the time that `time` names. */
  from: z.iso.datetime({ offset: true }).nullable().default(null),
  to: z.iso.datetime({ offset: true }).nullable().default(null),
  time: z.enum(ticketTimes).default("opened"),
  /** One of the desk's lists, as the caller sees it. */
  queue: z.enum(queueNames).nullable().default(null),
  sort: z.enum(ticketSorts).default("opened"),
  /** For priority, `desc` is the most urgent first. Tickets without a value come last either way. */
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
  level: z.string().nullable(),
  tags: z.array(z.string()),
  snoozedUntil: z.iso.datetime().nullable(),
  /** The clock that runs out next, or one that stands still; null without a clock. */
  due: z.object({ kind: z.string(), state: z.string(), at: z.iso.datetime().nullable(), warnAt: z.iso.datetime().nullable() }).nullable(),
});
export type TicketRow = z.infer<typeof ticketRow>;

export const ticketListOutput = z.object({ items: z.array(ticketRow), nextCursor: z.string().nullable(), total: z.number().int(), /** False: there are more than `total`; a search by words counts no further. */ isTotalExact: z.boolean() });
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

/** How many tickets each filter value has, over all that the reader may see. `unknown` counts those without a value. */
export const ticketFacets = z.object({
  total: z.number().int(),
  state: z.array(facet), priority: z.array(facet), sla: z.array(facet), team: z.array(facet), customer: z.array(facet), service: z.array(facet),
  /** First and last time of opening, null without tickets. */
  firstOpenedAt: z.iso.datetime().nullable(),
  lastOpenedAt: z.iso.datetime().nullable(),
});
export type TicketFacets = z.infer<typeof ticketFacets>;
