import { z } from "zod";
import { deliverySchema } from "./delivery";
import { instant, number, reference, slug, turnSchema, version } from "./fields";
import { alertLimits, alertSeverities, alertStatuses } from "./limits";

export const alertRowSchema = z.object({
  number: z.number().int(),
  title: z.string(),
  severity: z.enum(alertSeverities),
  status: z.enum(alertStatuses),
  source: z.string(),
  service: reference.nullable(),
  team: reference.nullable(),
  occurrences: z.number().int(),
  startedAt: instant,
  lastSeenAt: instant,
  endedAt: instant.nullable(),
  /** From its beginning to its end, or to now. */
  durationMs: z.number(),
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: z.string().nullable(),
  silencedUntil: instant.nullable(),
  incident: z.number().int().nullable(),
  isDemo: z.boolean(),
});
export type AlertRow = z.infer<typeof alertRowSchema>;

export const listAlertsInput = z.object({
  q: z.string().trim().max(100).optional(),
  /** open = firing and not acknowledged or silenced; firing = all that have not ended. Left out: everything. */
  status: z.enum(["open", "acknowledged", "silenced", "firing", "ended"]).optional(),
  severity: z.enum(alertSeverities).optional(),
  source: z.string().max(40).optional(),
  service: slug.optional(),
  team: slug.optional(),
  /** Only alerts of the group that an alert belongs to: the same name, service and severity. */
  group: z.coerce.number().int().positive().optional(),
  sort: z.enum(["-started", "started", "severity"]).default("-started"),
  limit: z.coerce.number().int().min(1).max(alertLimits.page).default(alertLimits.defaultPage),
  cursor: z.string().max(100).optional(),
});
export type ListAlerts = z.output<typeof listAlertsInput>;
export const listAlertsOutput = z.object({
  items: z.array(alertRowSchema),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
  /** Over all that the reader may see, whatever is filtered. */
  summary: z.object({ firing: z.number().int(), pages: z.number().int(), unacknowledged: z.number().int(), silenced: z.number().int(), known: z.number().int() }),
});
export type ListAlertsOutput = z.infer<typeof listAlertsOutput>;

export const alertGroupsOutput = z.object({
  items: z.array(z.object({ title: z.string(), severity: z.enum(alertSeverities), service: reference.nullable(), firing: z.number().int(), since: instant, newest: z.number().int(), isAcknowledged: z.boolean() })),
  nextCursor: z.null(),
});

export const alertNumberInput = z.object({ number });

export const alertDetailSchema = z.object({
  row: alertRowSchema,
  description: z.string(),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
  href: z.string().nullable(),
  runbook: z.object({ slug: z.string(), title: z.string() }).nullable(),
  /** Open alerts of the same name, service and severity beside this one. */
  others: z.number().int(),
  events: z.array(z.object({ seq: z.number().int(), at: instant, kind: z.string(), actorName: z.string(), text: z.string() })),
  deliveries: z.array(deliverySchema),
  /** Earlier alerts of the same group, newest first. */
  earlier: z.array(z.object({ number: z.number().int(), title: z.string(), startedAt: instant, endedAt: instant.nullable(), incident: z.number().int().nullable() })),
  /** The last incident of the service before this alert. */
  lastIncident: z.object({ number: z.number().int(), title: z.string(), startedAt: instant, rootCause: z.string().nullable() }).nullable(),
  /** Budgets of the service: a burn rate above 1 spends them too fast; null is no data. */
  budgets: z.array(z.object({ slug: z.string(), name: z.string(), status: z.string(), remaining: z.number().nullable(), burnHour: z.number().nullable() })),
  /** Changes of the service and of what it is configured with in the day before the alert. */
  /** Null: the alert's team has no rota. */
  onCall: z.object({ now: turnSchema.nullable(), next: turnSchema.nullable() }).nullable(),
  /** Steps of the escalation with the time at which each is due, or was. */
  steps: z.array(z.object({ to: z.enum(["on_call", "next_on_call", "team"]), dueAt: instant, isTaken: z.boolean() })),
  version,
});
export type AlertDetail = z.infer<typeof alertDetailSchema>;
