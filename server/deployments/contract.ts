import { z } from "zod";

export const deploymentLimits = { release: 120, sourceKey: 200, name: 120, environment: 40, page: 100, defaultPage: 50, timeline: 200, importBytes: 20_000_000, lineLength: 4_000, aheadMinutes: 5 } as const;

export const outcomes = ["succeeded", "failed", "rolled_back"] as const;
export type Outcome = (typeof outcomes)[number];

const instant = z.iso.datetime({ offset: true });
const stored = z.iso.datetime();
const slug = z.string().trim().min(1).max(80);
const reference = z.object({ slug: z.string(), name: z.string() });
const title = z.string().trim().min(1, "Give it a title.").max(160);

/**
 * One message about a deployment. The first creates it; a later one with the same `sourceKey` changes what it says of outcome, times and incident, and what it leaves
 * out stays. Sending the same again changes nothing.
 */
export const reportDeploymentInput = z.object({
  service: slug,
  release: z.string().trim().min(1, "Name the release.").max(deploymentLimits.release),
  /** In lower case; "prod" and "live" mean production. */
  environment: z.string().trim().toLowerCase().regex(/^[a-z0-9][a-z0-9._-]*$/, "is a word such as production or staging").max(deploymentLimits.environment).default("production"),
  /** Left out: now, or as it was. */
  deployedAt: instant.optional(),
  /** When the change was committed: lead time counts from here. */
  committedAt: instant.optional(),
  commit: z.string().trim().regex(/^[0-9a-f]{7,64}$/i, "is a hash of 7 to 64 hexadecimal digits").optional(),
  /** Left out: succeeded, or as it was. */
  outcome: z.enum(outcomes).optional(),
  /** When service was as it should be again, after a deployment that failed or was rolled back. */
  restoredAt: instant.optional(),
  /** Number of the incident that it brought about. */
  incident: z.number().int().positive().optional(),
  /** Names the deployment at its source. Left out: service, environment and release together. */
  sourceKey: z.string().trim().min(1).max(deploymentLimits.sourceKey).optional(),
  /** Who or what deployed. Left out: whoever sends this. */
  actor: z.string().trim().min(1).max(deploymentLimits.name).optional(),
});
export type ReportDeployment = z.output<typeof reportDeploymentInput>;
export const reportedOutput = z.object({ id: z.string(), change: z.enum(["created", "updated", "unchanged"]) });

export const deploymentSchema = z.object({
  id: z.string(), service: reference.nullable(), release: z.string(), environment: z.string(), outcome: z.enum(outcomes), deployedAt: stored,
  /** From commit to deployment; null where the commit's time is not known. */
  leadMs: z.number().nullable(),
  /** From a failed deployment to service restored, by its own word or its incident's; null = not (yet) known, or nothing failed. */
  restoreMs: z.number().nullable(),
  incident: z.number().int().nullable(), actor: z.string(), isDemo: z.boolean(),
});
export type DeploymentRow = z.infer<typeof deploymentSchema>;

export const listDeploymentsInput = z.object({
  q: z.string().trim().max(100).optional(),
  service: slug.optional(), environment: z.string().trim().max(deploymentLimits.environment).optional(), outcome: z.enum([...outcomes, "not_succeeded"]).optional(),
  from: instant.optional(), to: instant.optional(),
  sort: z.enum(["-deployed", "deployed"]).default("-deployed"),
  limit: z.coerce.number().int().min(1).max(deploymentLimits.page).default(deploymentLimits.defaultPage),
  cursor: z.string().max(100).optional(),
});
export type ListDeployments = z.output<typeof listDeploymentsInput>;
export const listDeploymentsOutput = z.object({ items: z.array(deploymentSchema), nextCursor: z.string().nullable(), total: z.number().int(), environments: z.array(z.string()) });

/** The four measures of delivery (DORA) over deployments to production, beside those of the equally long time before. Null is no data, never zero. */
const figures = z.object({
  deployments: z.number().int(), perWeek: z.number(),
  leadMs: z.number().nullable(), leadKnown: z.number().int(),
  failureRate: z.number().nullable(), failures: z.number().int(),
  restoreMs: z.number().nullable(), restored: z.number().int(),
});
export type DeliveryFigures = z.infer<typeof figures>;
export const figuresInput = z.object({ service: slug.optional(), days: z.coerce.number().int().min(7).max(400).default(30) });
export const figuresOutput = z.object({ days: z.number().int(), now: figures, before: figures });

export const deploymentIdInput = z.object({ id: z.string().trim().min(1).max(80) });
export const deploymentDetailSchema = deploymentSchema.extend({
  commit: z.string().nullable(), committedAt: stored.nullable(), restoredAt: stored.nullable(), incidentTitle: z.string().nullable(), source: z.string(), sourceKey: z.string(),
  /** Change run that told it. */
  run: z.number().int().nullable(),
  /** The deployments of the service in that environment around it, the newest first. */
  neighbours: z.array(z.object({ id: z.string(), release: z.string(), outcome: z.enum(outcomes), deployedAt: stored })),
});
export type DeploymentDetail = z.infer<typeof deploymentDetailSchema>;

export const timelineKinds = ["deployment", "maintenance", "run_step", "configuration", "incident", "alert", "freeze"] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** Everything that changed before an instant, or before something began. Exactly one of `before`, `incident` and `alert` is given. */
export const whatChangedInput = z.object({
  before: instant.optional(), incident: z.coerce.number().int().positive().optional(), alert: z.coerce.number().int().positive().optional(),
  /** Narrows to this service and what it depends on (two steps). Left out: the service of the incident or alert, or everything. */
  service: slug.optional(),
  minutes: z.coerce.number().int().min(5).max(20_160).default(60),
  limit: z.coerce.number().int().min(1).max(deploymentLimits.timeline).default(50),
}).refine(({ before, incident, alert }) => [before, incident, alert].filter((each) => each !== undefined).length === 1, "name one of before, incident and alert");
export type WhatChanged = z.output<typeof whatChangedInput>;
export const changeEventSchema = z.object({ at: stored, kind: z.enum(timelineKinds), text: z.string(), actor: z.string(), service: reference.nullable(), /** 0 = the service itself, 1 or 2 = that many dependencies away; null = concerns all, or was not asked. */ distance: z.number().int().nullable(), href: z.string().nullable() });
export type ChangeEvent = z.infer<typeof changeEventSchema>;
export const whatChangedOutput = z.object({
  from: stored, to: stored, anchor: z.object({ title: z.string(), href: z.string() }).nullable(), services: z.array(reference.extend({ distance: z.number().int() })),
  items: z.array(changeEventSchema), nextCursor: z.null(), isCut: z.boolean(),
  /** Kinds that the reader may not see: nothing is said of them. */
  hidden: z.array(z.enum(timelineKinds)),
});
export type WhatChangedOutput = z.infer<typeof whatChangedOutput>;

const local = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, "must read like 2026-03-01T09:00");
export const cycleStates = ["overdue", "due_soon", "planned", "over"] as const;
export const cycleSchema = z.object({
  id: z.string(), title: z.string(), service: reference.nullable(), team: reference.nullable(), plan: z.object({ number: z.number().int(), title: z.string() }).nullable(),
  rrule: z.string(), startsLocal: z.string(), zone: z.string(), lastDoneAt: stored.nullable(),
  /** The earliest date that nobody has said is done, even when it lies in the past; null = the rule gives none any more. */
  dueAt: stored.nullable(), state: z.enum(cycleStates), overdueMs: z.number(), missed: z.number().int(), isDemo: z.boolean(), version: z.number().int(),
});
export type CycleRow = z.infer<typeof cycleSchema>;
export const listUpdatesInput = z.object({ service: slug.optional(), state: z.enum(cycleStates).optional(), /** Dates that fall within these, for calendars. */ from: instant.optional(), to: instant.optional() });
export const listUpdatesOutput = z.object({ items: z.array(cycleSchema), nextCursor: z.null(), dates: z.array(z.object({ id: z.string(), at: stored, title: z.string(), href: z.string() })) });
export const createCycleInput = z.object({ title, service: slug.nullable().default(null), team: slug.nullable().default(null), plan: z.number().int().positive().nullable().default(null), rrule: z.string().trim().min(1, "Say how often.").max(400), startsLocal: local, zone: z.string().trim().min(1).max(60) });
export type CreateCycle = z.output<typeof createCycleInput>;
export const updateCycleInput = z.object({ id: z.string().max(80), version: z.number().int(), title: title.optional(), service: slug.nullable().optional(), team: slug.nullable().optional(), plan: z.number().int().positive().nullable().optional(), rrule: createCycleInput.shape.rrule.optional(), startsLocal: local.optional(), zone: createCycleInput.shape.zone.optional() });
export const doneCycleInput = z.object({ id: z.string().max(80), version: z.number().int(), /** When it was done, if not now. */ at: instant.optional(), note: z.string().trim().max(500).default("") });
export const removeCycleInput = z.object({ id: z.string().max(80), version: z.number().int() });
export const cycleOutput = z.object({ id: z.string(), version: z.number().int() });
export const cycleHistoryInput = z.object({ id: z.string().max(80) });
export const cycleHistoryOutput = z.object({ items: z.array(z.object({ at: stored, doneAt: stored, actor: z.string(), note: z.string() })), nextCursor: z.null() });
