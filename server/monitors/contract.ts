import { z } from "zod";

export const monitorLimits = { page: 200, defaultPage: 50, query: 100, days: 90, outagesShown: 50, latencyPoints: 200 } as const;

export const monitorWindows = ["24h", "7d", "30d", "all"] as const;
/** `none`: it has never been checked. */
export const monitorStatuses = ["up", "degraded", "down", "none"] as const;
export const monitorSorts = ["name", "-name", "availability", "-availability", "outages", "-outages", "latency", "-latency"] as const;
/** Which outages belong to a period: those that began in it, or those that were down during any of it. */
export const outageTimes = ["began", "touches"] as const;

export const outageSorts = ["started", "-started", "duration", "-duration"] as const;

export type MonitorWindow = (typeof monitorWindows)[number];
export type MonitorStatus = (typeof monitorStatuses)[number];
export type MonitorSort = (typeof monitorSorts)[number];
export type OutageSort = (typeof outageSorts)[number];

const instant = z.iso.datetime();
const ratio = z.number().min(0).max(1);
const milliseconds = z.number().min(0);

/** The same figure over several periods, as the source gives it. Its day, week, month and year end at the source's last update. */
const periods = <T extends z.ZodType>(value: T) => z.object({ all: value.nullable(), day: value.nullable(), week: value.nullable(), month: value.nullable(), year: value.nullable() });

/** What the source itself says about a monitor: kept as it was read and shown beside our own figures. */
export const sourceClaimSchema = z.object({
  generator: z.string(),
  status: z.string().nullable(),
  httpStatus: z.int().nullable(),
  /** Since when the source watches it, and when it last did. */
  startedAt: instant.nullable(),
  updatedAt: instant.nullable(),
  uptimeRatio: periods(ratio),
  latencyMs: periods(milliseconds),
  /** Minutes down by day ("2026-08-18"), in the source's own days; null when the source gave no such list. A day that is not in it: the source says nothing of it. */
  minutesDownByDay: z.record(z.iso.date(), z.number().min(0)).nullable(),
});
export type SourceClaim = z.infer<typeof sourceClaimSchema>;

const availabilitySchema = z.object({
  /** Time not down of the time observed; null when nothing was observed. */
  ratio: ratio.nullable(),
  observedMs: milliseconds,
  downMs: milliseconds,
});

const latencySchema = z.object({
  /** Of the checks that were not down and had a measurement; null without one. Percentiles are interpolated. */
  p50Ms: milliseconds.nullable(),
  p95Ms: milliseconds.nullable(),
  samples: z.int().min(0),
});

const dayBarSchema = availabilitySchema.extend({
  /** UTC day. */
  day: z.iso.date(),
});

export const outageSchema = z.object({
  id: z.string(),
  monitor: z.object({ slug: z.string(), name: z.string() }),
  startedAt: instant,
  /** Null: still down at the last check. */
  endedAt: instant.nullable(),
  /** Until its end, or until the last check if it has none: longer than that is not known. */
  durationMs: milliseconds,
  cause: z.string(),
});

const identity = {
  slug: z.string(),
  name: z.string(),
  url: z.string(),
  /** Where it comes from: "upptime" for an imported record. */
  source: z.string(),
  isDemo: z.boolean(),
  /** At the last check. */
  status: z.enum(monitorStatuses),
  statusSince: instant.nullable(),
  firstCheckAt: instant.nullable(),
  lastCheckAt: instant.nullable(),
};

/** The window that figures are about. Half-open: `from` belongs to it, `to` does not. */
const windowSchema = z.object({ id: z.enum(monitorWindows), from: instant, to: instant });

export const listMonitorsInputSchema = z.object({
  status: z.enum(monitorStatuses).optional(),
  /** In name or address. */
  q: z.string().trim().max(monitorLimits.query).optional(),
  /** Left out: the last 30 days if anything was checked in them, otherwise the whole record. */
  window: z.enum(monitorWindows).optional(),
  /** Monitors without the figure come last in both directions. */
  sort: z.enum(monitorSorts).default("name"),
  limit: z.int().min(1).max(monitorLimits.page).default(monitorLimits.defaultPage),
  cursor: z.string().max(500).optional(),
});

export const monitorRowSchema = z.object({
  ...identity,
  availability: availabilitySchema,
  outages: z.int().min(0),
  latency: latencySchema,
  lastOutage: z.object({ startedAt: instant, endedAt: instant.nullable(), durationMs: milliseconds }).nullable(),
  /** The newest days of the window, oldest first. */
  days: z.array(dayBarSchema),
  /** The source's own availability over its whole record; compare it with ours over the whole record only. */
  sourceRatio: ratio.nullable(),
  wholeRatio: ratio.nullable(),
});

export const listMonitorsOutputSchema = z.object({
  items: z.array(monitorRowSchema),
  nextCursor: z.string().nullable(),
  total: z.int(),
  window: windowSchema,
  /** Over all monitors that match, not only this page. */
  summary: z.object({ byStatus: z.record(z.enum(monitorStatuses), z.int()), availability: availabilitySchema, outages: z.int() }),
  /** Newest check of all monitors; null when there is none. */
  dataUntil: instant.nullable(),
  /** Monitors there are at all, so that "none yet" differs from "no match". */
  known: z.int(),
});

export const getMonitorInputSchema = z.object({ slug: z.string().max(100), window: z.enum(monitorWindows).optional() });

export const monitorDetailSchema = z.object({
  ...identity,
  window: windowSchema,
  availability: availabilitySchema,
  wholeAvailability: availabilitySchema,
  outageCount: z.int().min(0),
  latency: latencySchema,
  /** Days of the window with the source's minutes down where it names them. */
  days: z.array(dayBarSchema.extend({ sourceDownMinutes: z.number().nullable() })),
  latencySeries: z.object({
    bucketMs: z.int().min(1),
    /** Every bucket from the first to the last with data; null where nothing was measured. */
    points: z.array(z.object({ at: instant, p50Ms: milliseconds.nullable(), p95Ms: milliseconds.nullable(), samples: z.int() })),
  }),
  /** The newest outages of the window. */
  outages: z.array(outageSchema),
  checks: z.int().min(0),
  claim: sourceClaimSchema.nullable(),
});

export const listOutagesInputSchema = z.object({
  /** Slug of a monitor. */
  monitor: z.string().max(100).optional(),
  status: z.enum(["open", "ended"]).optional(),
  /** Slugs of the service that the monitor watches and of the team that owns it, and that service's region. */
  service: z.string().max(100).optional(),
  team: z.string().max(100).optional(),
  region: z.string().max(100).optional(),
  /** Half-open [from, to). */
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  time: z.enum(outageTimes).default("began"),
  sort: z.enum(outageSorts).default("-started"),
  limit: z.int().min(1).max(monitorLimits.page).default(monitorLimits.defaultPage),
  cursor: z.string().max(500).optional(),
});

export const listOutagesOutputSchema = z.object({
  items: z.array(outageSchema),
  nextCursor: z.string().nullable(),
  total: z.int(),
  totalMs: milliseconds,
  longestMs: milliseconds.nullable(),
  monitors: z.array(z.object({ slug: z.string(), name: z.string() })),
  dataUntil: instant.nullable(),
});

export type MonitorRow = z.infer<typeof monitorRowSchema>;
export type MonitorDetail = z.infer<typeof monitorDetailSchema>;
export type OutageRow = z.infer<typeof outageSchema>;
export type ListMonitorsInput = z.output<typeof listMonitorsInputSchema>;
export type ListMonitorsOutput = z.infer<typeof listMonitorsOutputSchema>;
export type ListOutagesInput = z.output<typeof listOutagesInputSchema>;
export type ListOutagesOutput = z.infer<typeof listOutagesOutputSchema>;
