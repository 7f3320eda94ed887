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

/** l1 is the first line. */
export const supportLevels = ["l1", "l2", "l3"] as const;
export type SupportLevel = (typeof supportLevels)[number];

export const eventKinds = ["opened", "state", "assigned", "reassigned", "priority", "updated", "replied", "noted", "escalated", "level", "rated"] as const;
export const eventKindSchema = z.enum(eventKinds);
export type EventKind = z.infer<typeof eventKindSchema>;

export const queueNames = ["mine", "mentions", "snoozed", "team", "unassigned", "breached", "due_soon", "waiting", "all_open"] as const;
export type QueueName = (typeof queueNames)[number];

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

export const ticketListOutput = z.object({ items: z.array(ticketRow), nextCursor: z.string().nullable(), total: z.number().int(), /** False: there are more than `total`; a search by words, or one of the desk's lists, counts no further. */ isTotalExact: z.boolean() });
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
  /** A step of escalation: to whom, and why. The desk alone is told. */
  escalation: z.object({ to: z.string(), reason: z.string() }).optional(),
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
  /** It came from another desk, which may not know what it does not name. */
  isImported: z.boolean(),
  /** False: it came from a list, and what happened between its opening and its end is not known. */
  hasHistory: z.boolean(),
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

export const deskLimits = { subject: 200, description: 50_000, body: 50_000, tag: 40, tags: 20, name: 120, attachmentBytes: 25_000_000, attachments: 10, bulk: 100, macros: 200, views: 50, states: 30, undoMs: 10_000, presenceMs: 30_000 } as const;

const instant = z.iso.datetime();
const number = z.string().trim().min(1).max(100);
const version = z.number().int();
const slug = z.string().trim().min(1).max(120);
const line = (limit: number) => z.string().trim().max(limit);
const id = z.string().min(1).max(60);

const fields = z.object({
  subject: line(deskLimits.subject).min(1),
  /** Markdown; raw HTML in it is shown as text. */
  description: z.string().max(deskLimits.description),
  /** Name of the person who asks. */
  requester: line(deskLimits.name).nullable(),
  requesterEmail: z.email().max(254).nullable(),
  customer: slug.nullable(), service: slug.nullable(), team: slug.nullable(),
  category: line(deskLimits.name).nullable(),
  tags: z.array(line(deskLimits.tag).min(1)).max(deskLimits.tags),
  /** Priority follows from impact and urgency. */
  impact: levelSchema.nullable(), urgency: levelSchema.nullable(),
  level: z.enum(supportLevels).nullable(),
  /** Id of the person who works on it, as `agents` lists them. */
  assigneeId: id.nullable(),
});

export const openTicketInput = fields.extend({
  description: fields.shape.description.default(""),
  requester: fields.shape.requester.default(null), requesterEmail: fields.shape.requesterEmail.default(null),
  customer: fields.shape.customer.default(null), service: fields.shape.service.default(null), team: fields.shape.team.default(null), category: fields.shape.category.default(null), tags: fields.shape.tags.default([]),
  impact: fields.shape.impact.default("medium"), urgency: fields.shape.urgency.default("medium"), level: fields.shape.level.default("l1"), assigneeId: fields.shape.assigneeId.default(null),
  channel: z.enum(["portal", "phone", "chat", "email", "api", "monitoring"]).default("portal"),
});
export type OpenTicketInput = z.output<typeof openTicketInput>;

/** What may be changed; a field that is left out stays. */
export const ticketChanges = fields.partial().extend({
  /** Name of one of the desk's states. */
  state: line(deskLimits.name).min(1).optional(),
  /** The ticket is out of the queue until then; null wakes it. */
  snoozedUntil: instant.nullable().optional(),
});
export type TicketChanges = z.output<typeof ticketChanges>;

export const updateTicketInput = ticketChanges.extend({ number, /** The version that the change was made on; another one is refused, so that nobody's change is lost. */ version });
export const changedTicketOutput = z.object({ number: z.string(), version });

export const messageKinds = ["public", "note"] as const;
export const replyInput = z.object({
  number,
  kind: z.enum(messageKinds).default("public"),
  body: z.string().trim().min(1).max(deskLimits.body),
  /** Attachments of this ticket that were uploaded before and belong to no message yet. */
  attachments: z.array(id).max(deskLimits.attachments).default([]),
  /** What is changed with it, when it is sent. */
  changes: ticketChanges.pick({ state: true, tags: true, team: true, assigneeId: true, impact: true, urgency: true, level: true }).default({}),
  macroId: id.nullable().default(null),
  /** Keep it back for ten seconds in which it can be taken back. */
  isHeld: z.boolean().default(false),
  /** The last message that the writer has seen; when somebody of the desk has answered since, the reply is refused once. */
  lastSeenId: id.nullable().optional(),
});
export const replyOutput = z.object({ number: z.string(), messageId: z.string(), /** Until then it can be taken back; null once it is out. */ sendAt: instant.nullable() });
export const takeBackInput = z.object({ number, messageId: id });
export const takeBackOutput = z.object({ number: z.string(), body: z.string() });
export const draftInput = z.object({ number, kind: z.enum(messageKinds), /** An empty one is removed. */ body: z.string().max(deskLimits.body) });
export const draftOutput = z.object({ savedAt: instant.nullable() });

export const presenceInput = z.object({ number, doing: z.enum(["reading", "answering", "gone"]) });
export const presenceOutput = z.object({ others: z.array(z.object({ name: z.string(), doing: z.enum(["reading", "answering"]), since: instant })) });

export const linkKinds = ["duplicate", "related", "incident", "maintenance", "runbook", "brief"] as const;
export const linkInput = z.object({ number, kind: z.enum(linkKinds), /** Number of the ticket or incident, id of the window, slug of the runbook, id of the thread. */ target: z.string().trim().min(1).max(120) });
export const watchInput = z.object({ number, isWatching: z.boolean() });
export const numberOutput = z.object({ number: z.string() });

export const bulkInput = z.object({ numbers: z.array(number).min(1).max(deskLimits.bulk), changes: ticketChanges.pick({ state: true, tags: true, team: true, assigneeId: true, impact: true, urgency: true, level: true, snoozedUntil: true }) });
export const bulkOutput = z.object({ items: z.array(z.object({ number: z.string(), outcome: z.enum(["changed", "unchanged", "refused"]), reason: z.string() })) });
export const takeNextInput = z.object({ team: slug.nullable().default(null) });
export const takeNextOutput = z.object({ /** Null when nothing waits unassigned. */ number: z.string().nullable() });

const macroFields = { title: line(deskLimits.name).min(1), body: z.string().max(deskLimits.body).default(""), changes: replyInput.shape.changes, /** Slug of the team that it is for; null is everybody. */ team: slug.nullable().default(null) };
export const saveMacroInput = z.object({ id: id.nullable().default(null), version: version.default(0), ...macroFields });
export const macroSchema = z.object({ id: z.string(), version, title: z.string(), body: z.string(), changes: ticketChanges, team: reference.nullable(), usedCount: z.number().int() });
export type Macro = z.output<typeof macroSchema>;
export const macrosOutput = z.object({ items: z.array(macroSchema), nextCursor: z.null() });
export const idInput = z.object({ id });
export const idOutput = z.object({ id: z.string() });
export const macroTextInput = z.object({ number, id });
export const macroTextOutput = z.object({ text: z.string(), changes: ticketChanges, /** Variables that have no value for this ticket. */ missing: z.array(z.string()) });

export const saveViewInput = z.object({ name: line(60).min(1), /** The search part of the list's address. */ query: line(2_000) });
export const viewsOutput = z.object({ items: z.array(z.object({ id: z.string(), name: z.string(), query: z.string() })), nextCursor: z.null() });

export const deskState = z.object({ name: line(deskLimits.name).min(1), kind: stateKindSchema, isDefault: z.boolean() });
export const statesOutput = z.object({ items: z.array(deskState.extend({ /** Tickets that are in it now. */ tickets: z.number().int() })), nextCursor: z.null() });
export const saveStatesInput = z.object({ /** All states in their order; one that is left out is retired and stays on the tickets that have it. */ states: z.array(deskState).min(stateKinds.length).max(deskLimits.states) });

export const choicesOutput = z.object({
  states: z.array(deskState), teams: z.array(reference), customers: z.array(reference), services: z.array(reference), categories: z.array(z.string()),
  /** People who may work on tickets. */
  agents: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type DeskChoices = z.output<typeof choicesOutput>;

export const attachmentSchema = z.object({ id: z.string(), name: z.string(), contentType: z.string(), bytes: z.number().int(), uploaderName: z.string(), isInternal: z.boolean() });
export const messageSchema = z.object({
  id: z.string(), kind: z.enum(["public", "note", "system"]), authorKind: z.enum(["agent", "requester", "system"]), authorName: z.string(), channel: z.string(), body: z.string(), at: instant,
  /** Held until then; null once it is out. */
  sendAt: instant.nullable(),
  isMine: z.boolean(),
  attachments: z.array(attachmentSchema),
});
export type TicketMessage = z.output<typeof messageSchema>;
export const threadOutput = z.object({
  number: z.string(), version,
  description: z.string(), requesterEmail: z.string().nullable(), tags: z.array(z.string()), level: z.string().nullable(), assigneeId: z.string().nullable(), snoozedUntil: instant.nullable(),
  lastAgentAt: instant.nullable(), lastRequesterAt: instant.nullable(),
  messages: z.array(messageSchema),
  /** Uploaded and not sent with a message, or with the ticket itself. */
  attachments: z.array(attachmentSchema),
  links: z.array(z.object({ kind: z.enum(linkKinds), target: z.string(), title: z.string(), detail: z.string(), href: z.string().nullable(), /** The other ticket points here. */ isIncoming: z.boolean() })),
  watchers: z.array(z.string()), isWatching: z.boolean(),
  drafts: z.object({ public: z.string(), note: z.string(), savedAt: instant.nullable() }),
  rating: z.object({ score: z.number().int(), comment: z.string(), at: instant }).nullable(),
});
export type TicketThread = z.output<typeof threadOutput>;

export const besideOutput = z.object({
  similar: z.array(z.object({ number: z.string(), subject: z.string(), customer: z.string().nullable(), state: z.string(), stateKind: stateKindSchema, resolutionMs: z.number().nullable(), /** Both are linked to one incident. */ isSameIncident: z.boolean() })),
  runbooks: z.array(z.object({ slug: z.string(), title: z.string() })),
  /** The customer's last 90 days; null without a customer. */
  customer: z.object({ name: z.string(), slug: z.string(), tickets: z.number().int(), open: z.number().int(), /** Share of ended tickets that kept their SLA; null is no data. */ slaMet: z.number().nullable(), slaSample: z.number().int(), rating: z.number().nullable(), ratings: z.number().int() }).nullable(),
});
export type TicketBeside = z.output<typeof besideOutput>;

export const queueCountsOutput = z.object({ items: z.array(z.object({ queue: z.enum(queueNames), count: z.number().int() })), nextCursor: z.null() });
