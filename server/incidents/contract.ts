import { z } from "zod";

export const incidentLimits = { title: 160, text: 4_000, page: 100, defaultPage: 50, services: 30, postmortem: 60_000 } as const;

export const incidentStatuses = ["triage", "started", "mitigated", "resolved", "closed"] as const;
export type IncidentStatus = (typeof incidentStatuses)[number];
export const severities = ["sev1", "sev2", "sev3", "sev4"] as const;
export const rootCauses = ["vendor", "change", "capacity", "config", "code", "data", "network", "unknown"] as const;
export const detectors = ["alert", "customer", "staff"] as const;
export const postmortemStates = ["draft", "in_review", "published"] as const;

const instant = z.iso.datetime();
const slug = z.string().trim().min(1).max(80);
const number = z.coerce.number().int().positive();
const line = z.string().trim().min(1).max(incidentLimits.title);
const text = z.string().trim().min(1).max(incidentLimits.text);
const version = z.number().int();
const reference = z.object({ slug: z.string(), name: z.string() });

export const declareIncidentInput = z.object({
  title: line,
  summary: z.string().trim().max(incidentLimits.text).default(""),
  severity: z.enum(severities),
  /** Services that are affected, the one at the centre first. */
  services: z.array(slug).max(incidentLimits.services).default([]),
  /** When it began, if not now. */
  startedAt: instant.optional(),
  detectedBy: z.enum(detectors).default("staff"),
  /** Alerts by number that it is declared from. */
  alerts: z.array(z.number().int().positive()).max(200).default([]),
  commander: z.string().trim().max(120).nullable().default(null),
  isPublic: z.boolean().default(false),
});
export const changedIncidentOutput = z.object({ number: z.number().int(), version });

export const changeStatusInput = z.object({ number, version, to: z.enum(incidentStatuses), at: instant.optional(), note: z.string().trim().max(incidentLimits.text).default("") });
export const updateIncidentInput = z.object({
  number, version,
  title: line.optional(),
  summary: z.string().trim().max(incidentLimits.text).optional(),
  severity: z.enum(severities).optional(),
  services: z.array(slug).max(incidentLimits.services).optional(),
  rootCause: z.enum(rootCauses).nullable().optional(),
  commander: z.string().trim().max(120).nullable().optional(),
  communicator: z.string().trim().max(120).nullable().optional(),
  /** Number of the earlier incident that this one repeats. */
  repeatOf: z.number().int().positive().nullable().optional(),
  isPublic: z.boolean().optional(),
});
/** A note for those at work, or an update for stakeholders (also on the status page when the incident is public). */
export const addEntryInput = z.object({ number, kind: z.enum(["note", "update"]), text, isPublic: z.boolean().default(false) });
export const addActionInput = z.object({ number, kind: z.enum(["task", "action"]).default("action"), title: line, owner: z.string().trim().max(120).default(""), dueOn: z.iso.date().nullable().default(null) });
export const changeActionInput = z.object({ id: z.string(), version, isDone: z.boolean().optional(), title: line.optional(), owner: z.string().trim().max(120).optional(), dueOn: z.iso.date().nullable().optional() });
export const linkTicketInput = z.object({ number, ticket: z.string().trim().min(1).max(40) });
export const linkAlertInput = z.object({ number, alert: number });
/** Whoever is named as reviewer is told when it is sent for review, and whoever sent it when somebody else decides. */
export const savePostmortemInput = z.object({
  number, version,
  body: z.string().max(incidentLimits.postmortem),
  state: z.enum(postmortemStates),
  /** Full name or e-mail address of one person with an account; empty: whoever can. Left out: as it was. */
  reviewer: z.string().trim().max(120).optional(),
  /** What the reviewer says with the decision: told with it, and kept in the timeline. */
  note: z.string().trim().max(incidentLimits.text).default(""),
});

const actionSchema = z.object({ id: z.string(), incident: z.number().int(), kind: z.enum(["task", "action"]), title: z.string(), owner: z.string(), dueOn: z.iso.date().nullable(), doneAt: instant.nullable(), isOverdue: z.boolean(), version });
export type IncidentAction = z.infer<typeof actionSchema>;

export const incidentRowSchema = z.object({
  number: z.number().int(),
  title: z.string(),
  severity: z.enum(severities),
  status: z.enum(incidentStatuses),
  service: reference.nullable(),
  team: reference.nullable(),
  commander: z.string().nullable(),
  rootCause: z.enum(rootCauses).nullable(),
  startedAt: instant,
  acknowledgedAt: instant.nullable(),
  mitigatedAt: instant.nullable(),
  resolvedAt: instant.nullable(),
  closedAt: instant.nullable(),
  /** From the beginning to the resolution, or to now. */
  durationMs: z.number(),
  alerts: z.number().int(),
  tickets: z.number().int(),
  openActions: z.number().int(),
  postmortem: z.enum(postmortemStates).nullable(),
  isDemo: z.boolean(),
});
export type IncidentRow = z.infer<typeof incidentRowSchema>;

export const listIncidentsInput = z.object({
  q: z.string().trim().max(100).optional(),
  /** Open = not yet resolved. */
  status: z.enum([...incidentStatuses, "open"]).optional(),
  severity: z.enum(severities).optional(),
  service: z.string().optional(),
  sort: z.enum(["-started", "started", "severity", "-duration"]).default("-started"),
  limit: z.coerce.number().int().min(1).max(incidentLimits.page).default(incidentLimits.defaultPage),
  cursor: z.string().optional(),
});
export type ListIncidents = z.infer<typeof listIncidentsInput>;
export const listIncidentsOutput = z.object({ items: z.array(incidentRowSchema), nextCursor: z.string().nullable(), total: z.number().int(), open: z.number().int() });

/** An SLO's budget as last evaluated, and what the time from the incident's beginning to its resolution (or to now) took of it. Null is no data. */
const incidentBudgetSchema = reference.extend({
  /** Signed share of the budget that is left. */
  remaining: z.number().nullable(),
  leftMinutes: z.number().nullable(),
  spentMinutes: z.number().nullable(),
  /** Share of the whole budget, 0 and more. */
  spentShare: z.number().nullable(),
});

export const getIncidentInput = z.object({ number });
export const incidentDetailSchema = z.object({
  row: incidentRowSchema,
  summary: z.string(),
  communicator: z.string().nullable(),
  detectedBy: z.string().nullable(),
  declaredAt: instant,
  isPublic: z.boolean(),
  repeatOf: z.number().int().nullable(),
  version,
  next: z.array(z.enum(incidentStatuses)),
  durations: z.object({ acknowledgeMs: z.number().nullable(), mitigateMs: z.number().nullable(), resolveMs: z.number().nullable() }),
  /** The service at the centre first. An empty list of budgets is no SLO. */
  services: z.array(reference.extend({ tier: z.number().int(), budgets: z.array(incidentBudgetSchema) })),
  alerts: z.array(z.object({ number: z.number().int(), title: z.string(), severity: z.string(), status: z.string(), startedAt: instant, endedAt: instant.nullable() })),
  tickets: z.array(z.object({ number: z.string(), subject: z.string(), state: z.string(), openedAt: instant })),
  /** Alerts that began on its services while it lasted and belong to no incident. */
  nearbyAlerts: z.array(z.object({ number: z.number().int(), title: z.string(), startedAt: instant })),
  /** In order of time. What alerts and messages add has no place of its own in the log: `seq` is null. */
  timeline: z.array(z.object({ seq: z.number().int().nullable(), at: instant, kind: z.string(), actorName: z.string(), text: z.string(), isPublic: z.boolean(), alert: z.number().int().nullable() })),
  /** When stakeholders are to hear the next; null once it is resolved. */
  nextUpdate: z.object({ everyMinutes: z.number(), dueAt: instant, lastAt: instant.nullable(), isOverdue: z.boolean() }).nullable(),
  actions: z.array(actionSchema),
  postmortem: z.object({ state: z.enum(postmortemStates), body: z.string(), /** Who is asked to review it; empty: whoever can. */ reviewer: z.string(), reviewedBy: z.string().nullable(), reviewedAt: instant.nullable(), version }).nullable(),
  similar: z.array(z.object({ number: z.number().int(), title: z.string(), startedAt: instant, rootCause: z.string().nullable() })),
});

/** How the SLI that suffered most went around the incident; null where no SLO of its services has data. */
export const incidentCourseOutput = z.object({
  course: z.object({
    slug: z.string(), name: z.string(), service: reference.nullable(), target: z.number(), unit: z.string(), stepMs: z.number(),
    /** Bad over all in each step, 0..1; null is no data. */
    points: z.array(z.object({ at: instant, bad: z.number().nullable() })),
  }).nullable(),
});

export const listPeopleOutput = z.object({ items: z.array(z.object({ name: z.string() })), nextCursor: z.null() });
export const listActionsInput = z.object({ state: z.enum(["open", "overdue", "done"]).default("open"), limit: z.coerce.number().int().min(1).max(200).default(100) });
export const listActionsOutput = z.object({ items: z.array(actionSchema.extend({ incidentTitle: z.string() })) });
export const entryOutput = z.object({ number: z.number().int(), seq: z.number().int() });
export const actionOutput = z.object({ id: z.string(), version });
