import { z } from "zod";

export const monitorLimits = { page: 200, defaultPage: 50, query: 100, days: 90, outagesShown: 50, latencyPoints: 200, trendPoints: 30, changesShown: 20, /** An imported record is about now while its last check is this recent. */ freshMs: 30 * 60_000 } as const;

export const monitorWindows = ["24h", "7d", "30d", "all"] as const;
/** `none`: it has never been checked. */
export const monitorStatuses = ["up", "degraded", "down", "none"] as const;
export const monitorSorts = ["name", "-name", "availability", "-availability", "outages", "-outages", "latency", "-latency"] as const;
/** Which outages belong to a period: those that began in it, or those that were down during any of it. */
export const outageTimes = ["began", "touches"] as const;

export const outageSorts = ["started", "-started", "duration", "-duration"] as const;

export type MonitorWindow = (typeof monitorWindows)[number];
export type MonitorGroup = (typeof monitorGroups)[number];
export type MonitorStatus = (typeof monitorStatuses)[number];
export type MonitorSort = (typeof monitorSorts)[number];
export type OutageSort = (typeof outageSorts)[number];

export const httpMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
export const jsonComparisons = ["equals", "differs", "exists", "above", "below"] as const;
/** Whose monitors: of services and sites, or of the portal's own components. */
export const monitorGroups = ["sites", "portal"] as const;
export const checkLimits = { minIntervalMs: 1_000, maxIntervalMs: 86_400_000, defaultIntervalMs: 30_000, minTimeoutMs: 100, maxTimeoutMs: 60_000, defaultTimeoutMs: 10_000, retries: 10, redirects: 10, headers: 20, body: 10_000, certificateDays: 14 } as const;

const headerName = z.string().trim().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, "is not the name of a header");
const headerValue = z.string().max(4_000).regex(/^[\t\x20-\x7e]*$/, "holds characters that a header cannot carry");
const headerSchema = z.object({ name: headerName, value: headerValue });
const webAddress = z.url({ protocol: /^https?$/, error: "must be an address that begins with http:// or https://" }).max(2_000).refine((text) => !/^[^/]*\/\/[^/?#]*@/.test(text), "carries a user name or password: send these as a secret header");
/** A status, or a span of them: "200", "200-299". */
const statusSpan = z.string().trim().regex(/^[1-5]\d\d(-[1-5]\d\d)?$/, "must be a status such as 204, or a span such as 200-299");

export const httpCheckSchema = z.object({
  kind: z.literal("http"),
  url: webAddress,
  method: z.enum(httpMethods).default("GET"),
  headers: z.array(headerSchema).max(checkLimits.headers).default([]),
  body: z.string().max(checkLimits.body).default(""),
  expectedStatus: z.array(statusSpan).min(1).max(20).default(["200-299"]),
  /** 0: a redirect is an answer like any other. */
  maxRedirects: z.int().min(0).max(checkLimits.redirects).default(5),
  /** Text that the body must hold, or must not. */
  bodyMatch: z.object({ kind: z.enum(["contains", "lacks"]), text: z.string().min(1).max(500) }).nullable().default(null),
  /** RFC 9535. The first value found is compared. */
  jsonPath: z.object({ path: z.string().trim().min(1).max(300), comparison: z.enum(jsonComparisons), value: z.string().max(500).default("") }).nullable().default(null),
  /** A certificate that ends sooner makes it degraded; 0: never. */
  certificateDays: z.int().min(0).max(365).default(checkLimits.certificateDays),
});
export const tcpCheckSchema = z.object({ kind: z.literal("tcp"), host: z.string().trim().min(1).max(253).regex(/^[A-Za-z0-9.:_-]+$/, "is not the name of a machine or its address"), port: z.int().min(1).max(65_535) });
/** Somebody reports in; down when nothing was heard for the interval and the grace. */
export const heartbeatCheckSchema = z.object({ kind: z.literal("heartbeat"), graceMs: z.int().min(0).max(checkLimits.maxIntervalMs).default(60_000) });
export const checkSchema = z.discriminatedUnion("kind", [httpCheckSchema, tcpCheckSchema, heartbeatCheckSchema]);
export type HttpCheck = z.output<typeof httpCheckSchema>;
export type TcpCheck = z.output<typeof tcpCheckSchema>;
export type MonitorCheck = z.output<typeof checkSchema>;

const slugSchema = z.string().trim().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be small letters, digits and hyphens").max(80);
const watchFields = {
  name: z.string().trim().min(1, "Give it a name.").max(120),
  /** Slug of the service that it watches. */
  service: z.string().max(100).nullable().default(null),
  check: checkSchema,
  /** Sealed at once and never shown again. Left out at a change: those that are kept stay. */
  secretHeaders: z.array(headerSchema).max(checkLimits.headers).optional(),
  intervalMs: z.int().min(checkLimits.minIntervalMs).max(checkLimits.maxIntervalMs).default(checkLimits.defaultIntervalMs),
  timeoutMs: z.int().min(checkLimits.minTimeoutMs).max(checkLimits.maxTimeoutMs).default(checkLimits.defaultTimeoutMs),
  /** Failures in a row before it counts as down. */
  retries: z.int().min(1).max(checkLimits.retries).default(2),
  /** Slower than this is degraded; null: however slow. */
  degradedMs: z.int().min(1).max(checkLimits.maxTimeoutMs).nullable().default(null),
  /** Its failure pages somebody at once. */
  isP0: z.boolean().default(false),
  isPublic: z.boolean().default(false),
};
type Timing = { check: { kind: string }; intervalMs: number; timeoutMs: number };
const fitsInterval = ({ check, intervalMs, timeoutMs }: Timing): boolean => check.kind === "heartbeat" || timeoutMs <= intervalMs;
/** Seconds matter where somebody is woken; everything else is checked at the usual pace. */
const fitsPace = ({ isP0, intervalMs }: { isP0: boolean; intervalMs: number }): boolean => isP0 || intervalMs >= checkLimits.defaultIntervalMs;
const tooOften = { path: ["intervalMs"], message: `Less than ${checkLimits.defaultIntervalMs / 1_000} s is for monitors that page at once (P0).` };
const tooLong = { path: ["timeoutMs"], message: "must not be longer than the interval" };

export const createMonitorInput = z.object({ ...watchFields, /** Left out: made from the name. */ slug: slugSchema.optional() }).refine(fitsInterval, tooLong).refine(fitsPace, tooOften);
export const updateMonitorInput = z.object({ slug: z.string().max(100), version: z.int(), ...watchFields }).refine(fitsInterval, tooLong).refine(fitsPace, tooOften);
export const monitorVersionInput = z.object({ slug: z.string().max(100), version: z.int() });
export const pauseMonitorInput = monitorVersionInput.extend({ isPaused: z.boolean() });
/** With a slug, its secret headers are used where none are given. */
export const testMonitorInput = z.object({ slug: z.string().max(100).optional(), check: checkSchema, secretHeaders: watchFields.secretHeaders, timeoutMs: watchFields.timeoutMs, degradedMs: watchFields.degradedMs });
export const monitorChangedOutput = z.object({ slug: z.string(), version: z.int(), /** Path of the heartbeat with its token: shown this once. */ beatPath: z.string().nullable() });
/** Networks in CIDR form, of machines that monitors may reach although they are not on the public internet. */
export const networksSchema = z.object({ networks: z.array(z.string().trim().max(60)).max(100) });

/** What one check saw. */
export const checkSeenSchema = z.object({
  status: z.enum(["up", "degraded", "down"]),
  httpStatus: z.int().nullable(),
  latencyMs: z.number().nullable(),
  /** In words: why it is not up, or what was seen. */
  reason: z.string(),
  certificateEndsAt: z.iso.datetime().nullable(),
});
export type CheckSeen = z.infer<typeof checkSeenSchema>;
export const testMonitorOutput = checkSeenSchema.extend({ /** Addresses in the order in which they were asked. */ hops: z.array(z.string()), bodyStart: z.string().nullable() });

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
  /** True: the portal checks it itself. False: an imported record of the past. */
  isWatched: z.boolean(),
  isPaused: z.boolean(),
  isP0: z.boolean(),
  /** Since when its state changes too often to be told each time. */
  flappingSince: instant.nullable(),
};

/** The window that figures are about. Half-open: `from` belongs to it, `to` does not. */
const windowSchema = z.object({ id: z.enum(monitorWindows), from: instant, to: instant });

export const listMonitorsInputSchema = z.object({
  group: z.enum(monitorGroups).default("sites"),
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
  /** Mean response time of answered checks in equal parts of the window's time with checks, oldest first; null where nothing was measured. Empty without checks. */
  latencyTrend: z.array(milliseconds.nullable()),
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
  /** The newest checks that are kept. */
  lastChecks: z.array(z.object({ at: instant, status: z.enum(["up", "degraded", "down"]), httpStatus: z.int().nullable(), latencyMs: z.number().nullable() })),
  /** How the portal checks it; null for an imported record and for the portal's own components. */
  settings: z.object({
    version: z.int(), service: z.object({ slug: z.string(), name: z.string() }).nullable(), check: checkSchema, secretHeaders: z.array(z.string()),
    intervalMs: z.int(), timeoutMs: z.int(), retries: z.int(), degradedMs: z.int().nullable(), isPublic: z.boolean(), nextCheckAt: instant.nullable(), lastBeatAt: instant.nullable(),
  }).nullable(),
  lastSeen: checkSeenSchema.nullable(),
  /** Whether its failure raises an alert: an imported record does so only while its last check is recent. */
  isFresh: z.boolean(),
  /** Who changed what about it, newest first. */
  changes: z.array(z.object({ at: instant, by: z.string(), action: z.string(), /** Names of the settings that are different since. */ fields: z.array(z.string()) })),
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
