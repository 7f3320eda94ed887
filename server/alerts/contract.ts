import { z } from "zod";

export const alertLimits = { page: 200, defaultPage: 50, title: 200, text: 4_000, labels: 60, label: 500, batch: 20_000, silenceDays: 90, matchers: 20, members: 50, overrides: 100, turns: 26 } as const;

export const alertStatuses = ["firing", "ended"] as const;
export const alertSeverities = ["page", "ticket"] as const;
export type AlertSeverity = (typeof alertSeverities)[number];

const instant = z.iso.datetime();
/** Other systems write nanoseconds and offsets. */
const anyInstant = z.string().max(60).refine((text) => !Number.isNaN(Date.parse(text)), "is not a time");
const number = z.coerce.number().int().positive();
const slug = z.string().trim().min(1).max(80);
const line = z.string().trim().min(1).max(alertLimits.title);
const reference = z.object({ slug: z.string(), name: z.string() });
const labels = z.record(z.string().min(1).max(200), z.string().max(alertLimits.text)).refine((all) => Object.keys(all).length <= alertLimits.labels, `has more than ${alertLimits.labels} entries`);
const version = z.number().int();

export const matcherSchema = z.object({ name: z.string().trim().min(1).max(100), operator: z.enum(["=", "!=", "=~", "!~"]), value: z.string().max(200) });
export type MatcherInput = z.infer<typeof matcherSchema>;

// Receiving ---------------------------------------------------------------------------------------------------------

/** Alertmanager's webhook, version 4. Of an alert that fires, `endsAt` is the year 1: no end. */
export const alertmanagerInput = z.object({
  version: z.literal("4"),
  receiver: z.string().max(500).default(""),
  status: z.string().max(20).default(""),
  externalURL: z.string().max(2_000).default(""),
  /** Alerts that Alertmanager left out of this message (its `max_alerts`). */
  truncatedAlerts: z.number().int().min(0).default(0),
  alerts: z.array(z.object({
    status: z.enum(["firing", "resolved"]),
    labels,
    annotations: labels.default({}),
    startsAt: anyInstant,
    endsAt: anyInstant.optional(),
    generatorURL: z.string().max(2_000).default(""),
    fingerprint: z.string().max(100).optional(),
  })).max(alertLimits.batch),
});
export type AlertmanagerMessage = z.output<typeof alertmanagerInput>;

/** Alerts of any other system. Equal labels, or an equal fingerprint, are the same alert. */
export const receiveInput = z.object({
  alerts: z.array(z.object({
    title: line,
    description: z.string().max(alertLimits.text).default(""),
    isFiring: z.boolean().default(true),
    /** page, critical, P1 and the like page somebody; every other word does not. */
    severity: z.string().max(40).optional(),
    labels: labels.default({}),
    annotations: labels.default({}),
    fingerprint: z.string().min(1).max(100).optional(),
    href: z.url({ protocol: /^https?$/ }).max(2_000).optional(),
    startedAt: instant.optional(),
    endedAt: instant.optional(),
  })).min(1).max(alertLimits.batch),
});
export const receiveOutput = z.object({ received: z.number().int(), began: z.number().int(), seen: z.number().int(), ended: z.number().int(), ignored: z.number().int(), silenced: z.number().int() });
export type ReceiveReport = z.infer<typeof receiveOutput>;

// Reading -----------------------------------------------------------------------------------------------------------

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

const turnSchema = z.object({ person: z.string(), userId: z.string(), from: instant, to: instant, isOverride: z.boolean() });

export const deliverySchema = z.object({
  id: z.string(), kind: z.string(), channel: z.string().nullable(), recipient: z.string(), title: z.string(), status: z.enum(["waiting", "sent", "kept", "failed", "given_up"]), attempts: z.number().int(), error: z.string().nullable(),
  createdAt: instant, sentAt: instant.nullable(), readAt: instant.nullable(),
});
export type AlertDelivery = z.infer<typeof deliverySchema>;

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

// Acting ------------------------------------------------------------------------------------------------------------

/** Acknowledging stops the escalation of the alert's whole group. */
export const acknowledgeInput = z.object({ number, note: z.string().trim().max(alertLimits.text).default("") });
export const acknowledgeOutput = z.object({ number: z.number().int(), acknowledged: z.number().int() });
export const noteInput = z.object({ number, text: z.string().trim().min(1).max(alertLimits.text) });
export const noteOutput = z.object({ number: z.number().int(), seq: z.number().int() });

export const createSilenceInput = z.object({
  matchers: z.array(matcherSchema).min(1, "A silence without a matcher would silence everything.").max(alertLimits.matchers),
  comment: z.string().trim().min(1, "Say why.").max(500),
  startsAt: instant.optional(),
  endsAt: instant,
});
/** Until when it lasts, later or sooner, and why. */
export const updateSilenceInput = z.object({ id: z.string().max(80), endsAt: instant, comment: z.string().trim().min(1, "Say why.").max(500).optional() });
export const previewSilenceInput = z.object({ matchers: z.array(matcherSchema).max(alertLimits.matchers) });
/** What fires now and would be silent. */
export const previewSilenceOutput = z.object({ silences: z.number().int(), firing: z.number().int(), items: z.array(z.object({ number: z.number().int(), title: z.string() })), nextCursor: z.null() });
export const endSilenceInput = z.object({ id: z.string().max(80) });
export const silenceSchema = z.object({ id: z.string(), matchers: z.array(matcherSchema), comment: z.string(), ownerName: z.string(), startsAt: instant, endsAt: instant, endedBy: z.string().nullable(), state: z.enum(["active", "planned", "over"]), silences: z.number().int() });
export type SilenceRow = z.infer<typeof silenceSchema>;
export const silenceOutput = z.object({ id: z.string(), silences: z.number().int() });
export const listSilencesInput = z.object({ state: z.enum(["current", "all"]).default("current") });
export const listSilencesOutput = z.object({ items: z.array(silenceSchema), nextCursor: z.null() });

// On call -----------------------------------------------------------------------------------------------------------

const zone = z.string().min(1).max(60).refine((name) => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}, "is not a time zone");

export const setRotaInput = z.object({
  team: slug,
  /** 0 for a team without a rota. */
  version,
  zone,
  /** Local date and time at which the first person's turn began. */
  startsLocal: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, "must read like 2026-01-05T09:00"),
  turnDays: z.number().int().min(1).max(60),
  /** User ids in the order of their turns. */
  members: z.array(z.string().max(80)).min(1, "Somebody has to be on call.").max(alertLimits.members),
});
export const removeRotaInput = z.object({ team: slug });
export const addOverrideInput = z.object({ team: slug, userId: z.string().max(80), from: instant, to: instant, reason: z.string().trim().max(200).default("") });
export const removeOverrideInput = z.object({ team: slug, id: z.string().max(80) });
export const rotaChangedOutput = z.object({ team: z.string() });

export const rotaSchema = z.object({
  team: reference, zone: z.string(), startsLocal: z.string(), turnDays: z.number().int(), members: z.array(z.object({ userId: z.string(), name: z.string() })), version,
  now: turnSchema.nullable(),
  /** From now on, one after the other. */
  turns: z.array(turnSchema),
  overrides: z.array(z.object({ id: z.string(), person: z.string(), from: instant, to: instant, reason: z.string() })),
});
export type RotaView = z.infer<typeof rotaSchema>;
export const listRotasInput = z.object({ team: slug.optional(), turns: z.coerce.number().int().min(1).max(alertLimits.turns).default(6) });
export const listRotasOutput = z.object({
  items: z.array(rotaSchema), nextCursor: z.null(),
  /** Teams without a rota: nobody of them is woken first. */
  without: z.array(reference),
  /** People who can be on call. */
  people: z.array(z.object({ userId: z.string(), name: z.string() })),
});

// Telling -----------------------------------------------------------------------------------------------------------

export const channelTemplates = ["generic", "slack", "ntfy", "pushover"] as const;
const channelSlug = z.string().trim().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "only lower-case letters, digits and hyphens").max(60);
const secretText = z.string().trim().min(1).max(500);
const webAddress = z.url({ protocol: /^https?$/ }).max(2_000);

/** Where a channel leads. Addresses of webhooks are kept sealed: most of them are a password. */
export const channelTargetSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("email"), to: z.array(z.email()).min(1).max(20) }),
  /** The installed pages of the channel's team; without a team, of those who operate the portal. */
  z.object({ kind: z.literal("push") }),
  z.object({
    kind: z.literal("webhook"), template: z.enum(channelTemplates), url: webAddress,
    /** generic: signs each message. ntfy: access token. pushover: application token. */
    key: secretText.optional(),
    /** pushover: user or group key. */
    user: secretText.optional(),
  }),
]);
export type ChannelTarget = z.infer<typeof channelTargetSchema>;

const channelFields = {
  name: line, team: slug.nullable().default(null),
  /** page = only alerts that page; ticket = all. */
  severity: z.enum(alertSeverities).default("ticket"),
  matchers: z.array(matcherSchema).max(alertLimits.matchers).default([]), isEnabled: z.boolean().default(true),
};
export const createChannelInput = z.object({ slug: channelSlug, ...channelFields, target: channelTargetSchema });
/** A target that is left out stays as it is. */
export const updateChannelInput = z.object({ slug: channelSlug, version, ...channelFields, target: channelTargetSchema.optional() });
export const channelBySlugInput = z.object({ slug: channelSlug });
export const channelChangedOutput = z.object({ slug: z.string(), version });
export const testChannelOutput = z.object({ status: z.enum(["sent", "kept", "failed"]), error: z.string().nullable() });
export const channelSchema = z.object({
  slug: z.string(), name: z.string(), kind: z.string(), template: z.string().nullable(),
  /** Addresses, or the host of a webhook; never the whole address. */
  leadsTo: z.string(),
  team: reference.nullable(), severity: z.enum(alertSeverities), matchers: z.array(matcherSchema), isEnabled: z.boolean(), version,
  last: z.object({ status: z.string(), at: instant, error: z.string().nullable() }).nullable(),
});
export type ChannelRow = z.infer<typeof channelSchema>;
export const listChannelsOutput = z.object({ items: z.array(channelSchema), nextCursor: z.null() });
export const listDeliveriesInput = z.object({ channel: channelSlug.optional(), status: z.enum(["waiting", "sent", "kept", "failed", "given_up"]).optional(), limit: z.coerce.number().int().min(1).max(200).default(50), cursor: z.string().max(80).optional() });
export const listDeliveriesOutput = z.object({ items: z.array(deliverySchema), nextCursor: z.string().nullable(), total: z.number().int() });

/** What a browser gives out when it subscribes; only with its keys can a message be read. */
export const subscribePushInput = z.object({
  endpoint: webAddress,
  keys: z.object({ p256dh: z.string().regex(/^[\w-]{86,88}$/, "is not a public key"), auth: z.string().regex(/^[\w-]{21,24}$/, "is not a shared secret") }),
});
export const pushEndpointInput = z.object({ endpoint: z.string().max(2_000) });
export const pushChangedOutput = z.object({ devices: z.number().int() });
export const pushStateOutput = z.object({
  /** The key that a browser subscribes with. */
  publicKey: z.string(),
  /** Your browsers by the address that their push service gave them, and since when. */
  items: z.array(z.object({ id: z.string(), endpoint: z.string(), createdAt: instant })), nextCursor: z.null(),
});
export type PushState = z.infer<typeof pushStateOutput>;

export const inboxInput = z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) });
export const inboxOutput = z.object({ items: z.array(z.object({ id: z.string(), title: z.string(), body: z.string(), alert: z.number().int().nullable(), at: instant, readAt: instant.nullable() })), nextCursor: z.null(), unread: z.number().int() });
export const markReadInput = z.object({ ids: z.array(z.string().max(80)).max(200).optional() });
export const markReadOutput = z.object({ read: z.number().int() });

// Rules -------------------------------------------------------------------------------------------------------------

/** When a metric of the portal is an alert. */
const ruleFields = {
  name: line,
  metric: z.string().trim().min(1).max(80),
  /** The side of the threshold that is bad; the threshold itself is still good. */
  comparison: z.enum(["above", "below"]),
  /** In the metric's own unit: ratios from 0 to 1, durations in milliseconds. */
  threshold: z.number(),
  /** How far back a flow is measured; a stock is measured as of now. */
  windowMinutes: z.number().int().min(5).max(43_200).default(60),
  /** Only the rows of a service; null = all. */
  service: slug.nullable().default(null),
  team: slug.nullable().default(null),
  runbook: z.string().trim().max(120).nullable().default(null),
  severity: z.enum(alertSeverities).default("ticket"),
  isEnabled: z.boolean().default(true),
};
export const createRuleInput = z.object({ slug: channelSlug, ...ruleFields });
export const updateRuleInput = z.object({ slug: channelSlug, version, ...ruleFields });
export const ruleBySlugInput = z.object({ slug: channelSlug });
export const ruleChangedOutput = z.object({ slug: z.string(), version });
export const ruleSchema = z.object({
  slug: z.string(), name: z.string(), metric: z.string(), metricLabel: z.string(), unit: z.string(), comparison: z.enum(["above", "below"]), threshold: z.number(), windowMinutes: z.number().int(), service: reference.nullable(), team: reference.nullable(),
  runbook: z.string().nullable(), severity: z.enum(alertSeverities), isEnabled: z.boolean(), version,
  /** The alert that fires because of it. */
  firing: z.number().int().nullable(),
});
export type RuleRow = z.infer<typeof ruleSchema>;
export const listRulesOutput = z.object({ items: z.array(ruleSchema), nextCursor: z.null(), metrics: z.array(z.object({ id: z.string(), label: z.string(), unit: z.string(), badSide: z.enum(["above", "below"]).nullable() })) });
