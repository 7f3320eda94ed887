import { z } from "zod";

export const statusLimits = { name: 80, description: 300, group: 60, monitors: 50, components: 200, shownDays: 90, pastIncidents: 30, plannedDays: 60 } as const;
/** A day of which less than this share was up is an outage; any other day with downtime is disturbed. */
export const outageBelow = 0.99;

export const componentStates = ["operational", "degraded", "partly_down", "down", "maintenance", "no_data"] as const;
export type ComponentState = (typeof componentStates)[number];
export const dayKinds = ["up", "disturbed", "outage", "maintenance", "no_data"] as const;
export type DayKind = (typeof dayKinds)[number];
export const publicIncidentStates = ["investigating", "identified", "monitoring", "resolved"] as const;
export type PublicIncidentState = (typeof publicIncidentStates)[number];
export const publicWorkStates = ["planned", "in_progress", "completed"] as const;

const instant = z.iso.datetime();
const slug = z.string().trim().min(1).max(120);
const version = z.number().int();
const id = z.string().min(1).max(80);

const publicDaySchema = z.object({
  /** UTC day. */
  day: z.iso.date(),
  kind: z.enum(dayKinds),
  /** (observed - down) / observed; null when nothing was observed. */
  availability: z.number().nullable(),
  /** Added up over the component's monitors. */
  observedMs: z.number(),
  downMs: z.number(),
});
export type PublicDay = z.infer<typeof publicDaySchema>;

const publicComponentSchema = z.object({
  name: z.string(), description: z.string(), group: z.string(), state: z.enum(componentStates),
  /** Of the days that are shown; null when none was observed. */
  availability: z.number().nullable(),
  /** Last instant at which it was observed; null = never. */
  observedUntil: instant.nullable(),
  days: z.array(publicDaySchema),
});
export type PublicComponent = z.infer<typeof publicComponentSchema>;

const publicIncidentSchema = z.object({
  number: z.number().int(), title: z.string(), state: z.enum(publicIncidentStates), startedAt: instant, resolvedAt: instant.nullable(), durationMs: z.number(),
  /** Names of public components. */
  components: z.array(z.string()),
  /** Newest first. */
  updates: z.array(z.object({ at: instant, text: z.string() })),
});
export type PublicIncident = z.infer<typeof publicIncidentSchema>;

const publicWorkSchema = z.object({
  number: z.number().int(), title: z.string(), state: z.enum(publicWorkStates), startsAt: instant, endsAt: instant, impact: z.enum(["none", "degraded", "outage"]), components: z.array(z.string()),
});
export type PublicWork = z.infer<typeof publicWorkSchema>;

/** All that the public sees, and nothing else: the page, the feed and the JSON are made from this. */
export const statusPageSchema = z.object({
  generatedAt: instant,
  state: z.enum(componentStates),
  headline: z.string(),
  /** How availability is counted, in words. */
  method: z.string(),
  components: z.array(publicComponentSchema),
  open: z.array(publicIncidentSchema),
  past: z.array(publicIncidentSchema),
  planned: z.array(publicWorkSchema),
});
export type StatusPage = z.infer<typeof statusPageSchema>;

const componentFields = {
  name: z.string().trim().min(1, "Give it the name that customers know.").max(statusLimits.name),
  description: z.string().trim().max(statusLimits.description),
  group: z.string().trim().max(statusLimits.group),
  /** Slug of the service whose incidents and planned work it shows. */
  service: slug.nullable(),
  /** Slugs of the monitors that its availability comes from. */
  monitors: z.array(slug).max(statusLimits.monitors),
  isPublic: z.boolean(),
};
export const createComponentInput = z.object({
  name: componentFields.name, description: componentFields.description.default(""), group: componentFields.group.default(""), service: componentFields.service.default(null),
  /** Without any: those of the service. */
  monitors: componentFields.monitors.default([]), isPublic: componentFields.isPublic.default(true),
});
export type CreateComponent = z.output<typeof createComponentInput>;
export const updateComponentInput = z.object({
  id, version, name: componentFields.name.optional(), description: componentFields.description.optional(), group: componentFields.group.optional(), service: componentFields.service.optional(),
  monitors: componentFields.monitors.optional(), isPublic: componentFields.isPublic.optional(),
});
export type UpdateComponent = z.output<typeof updateComponentInput>;
export const componentKeyInput = z.object({ id, version });
export const changedComponentOutput = z.object({ id, version });
/** Every component, in the order wanted. */
export const orderComponentsInput = z.object({ ids: z.array(id).min(1).max(statusLimits.components) });
export const addMonitorsInput = z.object({
  /** Slugs; without any: every monitor that no component shows yet. */
  monitors: z.array(slug).max(statusLimits.components).default([]),
  group: componentFields.group.default(""), isPublic: z.boolean().default(true),
});
export type AddMonitors = z.output<typeof addMonitorsInput>;
export const addedOutput = z.object({ created: z.number().int() });
export const rebuildComponentInput = z.object({ id });
export const rebuiltOutput = z.object({ id, days: z.number().int() });

const reference = z.object({ slug: z.string(), name: z.string() });
export const componentRowSchema = z.object({
  id, version, name: z.string(), description: z.string(), group: z.string(), isPublic: z.boolean(), isDemo: z.boolean(), service: reference.nullable(), monitors: z.array(reference),
  /** Monitors behind it that no longer exist; its history stays. */
  missingMonitors: z.number().int(),
  state: z.enum(componentStates), availability: z.number().nullable(),
  /** Days that are kept, and the oldest of them. */
  keptDays: z.number().int(), firstDay: z.iso.date().nullable(),
});
export type ComponentRow = z.infer<typeof componentRowSchema>;
export const listComponentsOutput = z.object({ items: z.array(componentRowSchema), nextCursor: z.string().nullable(), monitors: z.array(reference.extend({ isShown: z.boolean() })) });
export type ListComponentsOutput = z.infer<typeof listComponentsOutput>;
