import { z } from "zod";
import { customerTiers } from "../catalog/contract";

export const maintenanceLimits = { title: 160, text: 4_000, services: 30, page: 200, defaultPage: 50, calendarDays: 400, calendarWindows: 6_000, preview: 10, slots: 6, slotDays: 100, seriesDays: 400, seriesWindows: 500, noticeDays: 60, windowDays: 31 } as const;

export const windowStatuses = ["draft", "requested", "approved", "announced", "in_progress", "verifying", "completed", "cancelled", "failed", "rolled_back"] as const;
export type WindowStatus = (typeof windowStatuses)[number];
export const windowKinds = ["standard", "normal", "emergency"] as const;
export type WindowKind = (typeof windowKinds)[number];
export const risks = ["low", "medium", "high"] as const;
export type Risk = (typeof risks)[number];
export const impacts = ["none", "degraded", "outage"] as const;
export type Impact = (typeof impacts)[number];
export const editScopes = ["this", "following", "all"] as const;

const instant = z.iso.datetime();
const slug = z.string().trim().min(1).max(80);
const number = z.coerce.number().int().positive();
const line = z.string().trim().min(1, "Give it a title.").max(maintenanceLimits.title);
const text = z.string().trim().max(maintenanceLimits.text);
const reason = z.string().trim().min(3, "Say why.").max(500);
const version = z.number().int();
const reference = z.object({ slug: z.string(), name: z.string() });
const local = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, "must read like 2026-03-01T02:30");
const minute = 60_000;
const durationMs = z.number().int().min(minute, "It lasts a minute at least.").max(maintenanceLimits.windowDays * 1_440 * minute, `It lasts ${maintenanceLimits.windowDays} days at most.`);
const zone = z.string().min(1).max(60).refine((name) => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}, "is not a time zone");

const workFields = {
  title: line,
  description: text.default(""),
  kind: z.enum(windowKinds).default("normal"),
  risk: z.enum(risks).default("medium"),
  impact: z.enum(impacts).default("degraded"),
  services: z.array(slug).min(1, "Choose a service.").max(maintenanceLimits.services),
  team: slug.nullable().default(null),
  /** How long before the start those affected are promised to know. */
  noticeMs: z.number().int().min(0).max(maintenanceLimits.noticeDays * 86_400_000).default(0),
  isAutomatic: z.boolean().default(false),
  isPublic: z.boolean().default(false),
};

const timeFields = {
  /** Local time in `zone`. One that daylight saving skips is read with the offset before. */
  startsLocal: local,
  zone,
  durationMs,
};

export const repeatsSchema = z.object({ rrule: z.string().trim().min(1).max(400), exdates: z.array(local).max(400).default([]), rdates: z.array(local).max(400).default([]) });

/** Why less notice than promised is acceptable. */
const lateReason = z.string().trim().min(3, "Say why.").max(500);
export const createWindowInput = z.object({ ...workFields, ...timeFields, repeats: repeatsSchema.optional(), lateNotice: lateReason.optional() });
export type CreateWindow = z.output<typeof createWindowInput>;
export const createdOutput = z.object({ number: z.number().int(), version, series: z.string().nullable(), windows: z.number().int() });
export const changedOutput = z.object({ number: z.number().int(), version, status: z.enum(windowStatuses) });

/** Fields that are left out stay. Moving or widening work that was approved asks for approval again. */
export const updateWindowInput = z.object({
  number, version,
  title: line.optional(), description: text.optional(), kind: z.enum(windowKinds).optional(), risk: z.enum(risks).optional(), impact: z.enum(impacts).optional(),
  services: z.array(slug).min(1, "Choose a service.").max(maintenanceLimits.services).optional(), team: slug.nullable().optional(), noticeMs: workFields.noticeMs.unwrap().optional(), isAutomatic: z.boolean().optional(), isPublic: z.boolean().optional(),
  startsLocal: local.optional(), zone: zone.optional(), durationMs: durationMs.optional(),
  /** The rule from there on, with the days left out and added: for "following" and "all" only. Left out = as it was. */
  repeats: repeatsSchema.optional(),
  /** Needed where one window is moved too close to be announced in time. */
  lateNotice: lateReason.optional(),
  /** Of work that repeats: which occurrences change. */
  scope: z.enum(editScopes).default("this"),
});
export type UpdateWindow = z.output<typeof updateWindowInput>;

export const changeStatusInput = z.object({
  number, version,
  to: z.enum(windowStatuses).exclude(["approved"]),
  note: text.default(""),
  /** Why less notice than promised is accepted: needed to request or announce work that is too close. */
  lateNotice: reason.optional(),
});
export const decideInput = z.object({
  number, version, decision: z.enum(["approved", "rejected", "withdrawn"]), comment: text.default(""),
  /** "series": the word counts for every occurrence of the repetition that waits, but for those that were changed on their own. Never for a withdrawal. */
  scope: z.enum(["this", "series"]).default("this"),
});
export const breakGlassInput = z.object({ number, version, reason });
export const reviewInput = z.object({ number, approvalId: z.string().max(80), note: reason });
export const addNoteInput = z.object({ number, text: z.string().trim().min(1).max(maintenanceLimits.text) });
export const noteOutput = z.object({ number: z.number().int(), seq: z.number().int() });

export const windowRowSchema = z.object({
  number: z.number().int(), title: z.string(), kind: z.enum(windowKinds), risk: z.enum(risks), impact: z.enum(impacts), status: z.enum(windowStatuses),
  startsAt: instant, endsAt: instant, zone: z.string(), services: z.array(reference), team: reference.nullable(), series: z.string().nullable(), isOverride: z.boolean(),
  startedAt: instant.nullable(), endedAt: instant.nullable(), overrunMs: z.number(), isAutomatic: z.boolean(), isPublic: z.boolean(), isDemo: z.boolean(), version,
});
export type WindowRow = z.infer<typeof windowRowSchema>;

export const listWindowsInput = z.object({
  q: z.string().trim().max(100).optional(),
  /** planned = not begun and not cancelled; active = being carried out. */
  status: z.enum([...windowStatuses, "planned", "active"]).optional(),
  service: slug.optional(), from: instant.optional(), to: instant.optional(),
  sort: z.enum(["starts", "-starts"]).default("-starts"),
  limit: z.coerce.number().int().min(1).max(maintenanceLimits.page).default(maintenanceLimits.defaultPage),
  cursor: z.string().max(100).optional(),
});
export type ListWindows = z.output<typeof listWindowsInput>;
export const listWindowsOutput = z.object({ items: z.array(windowRowSchema), nextCursor: z.string().nullable(), total: z.number().int() });

export const calendarInput = z.object({ from: instant, to: instant, q: z.string().trim().max(100).optional(), service: slug.optional(), status: z.enum(["planned", "done", "open"]).optional(),
  /** Only windows that something stands in the way of. */
  only: z.literal("conflicts").optional(),
  /** At most so many windows of each day of the zone, with how many there are; left out = all of them. */
  perDay: z.coerce.number().int().min(1).max(500).optional(),
  /** Windows in all: from the day on that reaches so many, later days are only counted. Left out = all of them. */
  most: z.coerce.number().int().min(1).max(maintenanceLimits.calendarWindows).optional(), zone: zone.default("UTC"),
});
export type CalendarInput = z.output<typeof calendarInput>;
export const calendarFreezeSchema = z.object({ id: z.string(), title: z.string(), kind: z.enum(["hard", "soft"]), reason: z.string(), from: instant, to: instant.nullable(), services: z.array(reference), source: z.enum(["calendar", "budget", "external"]) });
export type CalendarFreeze = z.infer<typeof calendarFreezeSchema>;
export const calendarWindowSchema = windowRowSchema.pick({ number: true, title: true, status: true, kind: true, startsAt: true, endsAt: true, zone: true, series: true }).extend({ services: z.array(z.string()), conflicts: z.number().int() });
export type CalendarWindow = z.infer<typeof calendarWindowSchema>;
export const deadlineKinds = ["action", "postmortem", "review", "update", "sla"] as const;
export type DeadlineKind = (typeof deadlineKinds)[number];
export const deadlineSchema = z.object({ kind: z.enum(deadlineKinds), at: instant, title: z.string(), href: z.string() });
export const calendarOutput = z.object({ windows: z.array(calendarWindowSchema), freezes: z.array(calendarFreezeSchema), deadlines: z.array(deadlineSchema), /** Time that calendars of others show as taken. */ busy: z.array(z.object({ title: z.string(), from: instant, to: instant })), /** How many windows begin on each day that has some. */ days: z.array(z.object({ date: z.string(), windows: z.number().int() })), isCut: z.boolean(), conflicts: z.number().int() });
export type Calendar = z.infer<typeof calendarOutput>;

/** Work that goes on now, and that begins within a day: what a page about a service has to say of it. */
export const currentInput = z.object({ service: slug.optional() });
export const currentWindowSchema = windowRowSchema.pick({ number: true, title: true, status: true, impact: true, startsAt: true, endsAt: true, zone: true, services: true, overrunMs: true }).extend({
  isUnderWay: z.boolean(),
  /** Alerts of its services are silent. */
  isSilent: z.boolean(),
  /** Slugs of the monitors of its services. */
  monitors: z.array(z.string()),
});
export type CurrentWindow = z.infer<typeof currentWindowSchema>;
export const currentOutput = z.object({ items: z.array(currentWindowSchema), nextCursor: z.null() });

export const conflictSchema = z.object({ kind: z.enum(["overlap", "hard_freeze", "soft_freeze", "incident", "no_cover", "notice", "external", "past", "deadline"]), weight: z.enum(["blocks", "warns"]), text: z.string(), href: z.string().nullable() });
export type ConflictView = z.infer<typeof conflictSchema>;
const policySchema = z.object({ required: z.number().int(), needsAdmin: z.boolean(), reviewAfter: z.boolean(), reason: z.string(), eligible: z.array(z.string()), couldBe: z.array(z.string()), isEnough: z.boolean() });

/** What the work puts at stake. Null is no data: no SLO of the services, or no history. */
export const impactSchema = z.object({
  customers: z.number().int(), dependents: z.array(z.string()), durationMinutes: z.number(), expectedMinutes: z.number().nullable(),
  budgets: z.array(z.object({ slug: z.string(), name: z.string(), leftMinutes: z.number().nullable(), ifUnapproved: z.number().nullable(), ifApproved: z.number().nullable() })),
  /** Tickets that opened in past windows of these services, on average, and over how many windows. */
  ticketsPerWindow: z.number().nullable(), pastWindows: z.number().int(),
});

const draftFields = { services: z.array(slug).max(maintenanceLimits.services).default([]), kind: workFields.kind, risk: workFields.risk, impact: workFields.impact, noticeMs: workFields.noticeMs };
export const previewInput = z.object({ ...draftFields, ...timeFields, repeats: repeatsSchema.optional(), /** The window that is being edited, which does not conflict with itself. */ number: z.number().int().positive().optional() });
export const previewOutput = z.object({
  faults: z.array(z.object({ field: z.string(), message: z.string() })),
  startsAt: instant.nullable(), endsAt: instant.nullable(),
  conflicts: z.array(conflictSchema),
  occurrences: z.array(z.object({ local: z.string(), startsAt: instant, endsAt: instant })),
  policy: policySchema, impact: impactSchema,
  /** Subscribers of the services, who are told of the work and of each change of it: how many, and the first few. */
  told: z.object({ count: z.number().int(), names: z.array(z.string()) }),
});
export type Preview = z.infer<typeof previewOutput>;

export const slotsInput = z.object({ ...draftFields, services: z.array(slug).min(1).max(maintenanceLimits.services), zone, durationMs, earliest: instant, latest: instant, number: z.number().int().positive().optional() })
  .refine(({ earliest, latest }) => earliest < latest, { message: "The latest end comes after the earliest start.", path: ["latest"] })
  .refine(({ earliest, latest }) => Date.parse(latest) - Date.parse(earliest) <= maintenanceLimits.slotDays * 86_400_000, { message: `At most ${maintenanceLimits.slotDays} days are searched.`, path: ["latest"] });
export const slotSchema = z.object({ startsAt: instant, endsAt: instant, startsLocal: z.string(), expectedMinutes: z.number().nullable(), score: z.number(), reasons: z.array(z.object({ isGood: z.boolean(), text: z.string() })) });
export const slotsOutput = z.object({
  slots: z.array(slotSchema), searched: z.number().int(), days: z.number().int(), ruledOut: z.array(z.object({ reason: z.string(), count: z.number().int() })),
  missed: z.object({ startsAt: instant, expectedMinutes: z.number().nullable(), reason: z.string() }).nullable(),
});
export type Slots = z.infer<typeof slotsOutput>;

/** A window by number, or the next one whose title or service the words fit ("saturday database"). */
export const adviseInput = z.object({ number: z.coerce.number().int().positive().optional(), words: z.string().trim().max(200).optional() });
export const adviseOutput = z.object({ window: windowRowSchema, verdict: z.enum(["keep", "consider", "move"]), summary: z.string(), conflicts: z.array(conflictSchema), impact: impactSchema, slots: z.array(slotSchema), others: z.array(z.object({ number: z.number().int(), title: z.string(), startsAt: instant })) });

export const windowDetailSchema = z.object({
  row: windowRowSchema, description: z.string(), requestedBy: z.string().nullable(), requestedAt: instant.nullable(), approvedAt: instant.nullable(), announcedAt: instant.nullable(), noticeMs: z.number(), lateNotice: z.string().nullable(), closingNote: z.string(),
  startsLocal: z.string(), durationMs: z.number(),
  repeats: z.object({ id: z.string(), rrule: z.string(), exdates: z.array(z.string()), rdates: z.array(z.string()), occurrence: z.string().nullable(), next: z.array(z.object({ local: z.string(), startsAt: instant })), endedAt: instant.nullable(), /** Other occurrences that wait for approval, as the series plans them. */ waiting: z.number().int() }).nullable(),
  services: z.array(reference.extend({ tier: z.number().int() })),
  next: z.array(z.enum(windowStatuses)),
  policy: policySchema,
  standing: z.object({ state: z.enum(["open", "approved", "rejected"]), given: z.number().int(), missing: z.number().int() }),
  /** Whether the reader may decide, and what the reader said last. */
  mine: z.object({ mayDecide: z.boolean(), decision: z.enum(["approved", "rejected", "withdrawn"]).nullable() }),
  approvals: z.array(z.object({ id: z.string(), actorName: z.string(), decision: z.string(), comment: z.string(), at: instant, isBreakGlass: z.boolean(), reviewedBy: z.string().nullable(), reviewedAt: instant.nullable(), reviewNote: z.string(), /** It went ahead without an approver, nobody has looked at it, and the reader may: whoever did it may not. */ mayReview: z.boolean() })),
  timeline: z.array(z.object({ seq: z.number().int(), at: instant, kind: z.string(), actorName: z.string(), text: z.string() })),
  conflicts: z.array(conflictSchema), impact: impactSchema,
  exclusions: z.array(z.object({ slo: reference, from: instant, to: instant })),
  /** Incidents of its services that began while it went on or within four hours after. */
  incidents: z.array(z.object({ number: z.number().int(), title: z.string(), severity: z.string(), startedAt: instant })),
  /** Whose approval was withdrawn while the work was under way, and when: it is charged from then on. */
  withdrawn: z.object({ by: z.string(), at: instant }).nullable(),
});
export type WindowDetail = z.infer<typeof windowDetailSchema>;
export const windowNumberInput = z.object({ number });

const freezeFields = { title: line, kind: z.enum(["hard", "soft"]), reason: text.default(""), services: z.array(slug).max(maintenanceLimits.services).default([]), zone };
export const createFreezeInput = z.object({ ...freezeFields, startsLocal: local, /** Left out: until it is lifted. */ endsLocal: local.optional(), repeats: z.object({ rrule: z.string().trim().min(1).max(400), durationMs: z.number().int().min(minute).max(maintenanceLimits.windowDays * 1_440 * minute) }).optional() });
/** The whole freeze anew: what is left out (the end, the repetition, services) goes. One that was lifted stays as it was. */
export const updateFreezeInput = createFreezeInput.extend({ id: z.string().max(80), version });
export const freezeOutput = z.object({ id: z.string(), version });
export const liftFreezeInput = z.object({ id: z.string().max(80), version, reason });
export const exemptInput = z.object({ id: z.string().max(80), number, reason });
export const freezeRowSchema = z.object({
  id: z.string(), title: z.string(), kind: z.enum(["hard", "soft"]), reason: z.string(), startsAt: instant, endsAt: instant.nullable(), rrule: z.string().nullable(), zone: z.string(), services: z.array(reference), openedBy: z.string(), liftedAt: instant.nullable(), liftedBy: z.string().nullable(),
  /** As it was planned, local in its zone; the length is that of each repetition. */
  startsLocal: z.string(), endsLocal: z.string().nullable(), durationMs: z.number().nullable(),
  /** The time at which it holds now, or next; without an end it goes on. */
  span: z.object({ from: instant, to: instant.nullable() }).nullable(),
  /** Planned windows that it stands in the way of, exempt ones left out. */
  windows: z.array(z.number().int()),
  /** The SLO whose budget holds it: there it is overridden. */
  slo: z.object({ slug: z.string(), name: z.string() }).nullable(),
  source: z.enum(["calendar", "budget"]), state: z.enum(["active", "planned", "over"]), exceptions: z.array(z.object({ number: z.number().int().nullable(), reason: z.string(), actorName: z.string(), at: instant })), version,
});
export type FreezeRow = z.infer<typeof freezeRowSchema>;
export const listFreezesInput = z.object({ state: z.enum(["current", "all"]).default("current") });
export const listFreezesOutput = z.object({ items: z.array(freezeRowSchema), nextCursor: z.null() });

// Telling people ---------------------------------------------------------------------------------------------------

export const noticeAudiences = ["customer", "team", "internal"] as const;
export type NoticeAudience = (typeof noticeAudiences)[number];
export const noticeMoments = ["announced", "t7d", "t24h", "t1h", "start", "end", "reschedule", "cancel", "overrun"] as const;
export type NoticeMoment = (typeof noticeMoments)[number];

const emailTarget = z.object({ kind: z.literal("email"), to: z.email("reads like ops@example.com").max(254) });
const webhookTarget = z.object({ kind: z.literal("webhook"), url: z.url({ protocol: /^https?$/, error: "is an address that begins with https://" }).max(2_000), /** Messages are signed with it (HMAC-SHA256 over time and body). */ key: z.string().trim().min(8).max(200).optional() });
export const noticeTargetSchema = z.discriminatedUnion("kind", [emailTarget, webhookTarget]);
export type NoticeTarget = z.output<typeof noticeTargetSchema>;
const subscriptionFields = {
  name: z.string().trim().min(1, "Give it a name.").max(120), audience: z.enum(noticeAudiences).default("customer"),
  /** Null = every service; with a customer, every service that the customer uses. */
  service: slug.nullable().default(null), customer: slug.nullable().default(null),
  /** The zone of the times in its messages; null = that of the person at the address, or else the window's. */
  zone: zone.nullable().default(null),
};
const subscriptionId = z.string().min(1).max(80);
export const subscribeInput = z.object({ ...subscriptionFields, target: noticeTargetSchema });
export const updateSubscriptionInput = z.object({ ...subscriptionFields, id: subscriptionId, version, /** Left out, it stays. */ target: noticeTargetSchema.optional() });
export const subscriptionInput = z.object({ id: subscriptionId });
export const subscriptionChangedOutput = z.object({ id: z.string(), version });
export const testSubscriptionOutput = z.object({ status: z.enum(["sent", "kept", "failed"]), error: z.string().nullable() });
export const subscriptionRowSchema = z.object({
  id: z.string(), name: z.string(), audience: z.enum(noticeAudiences), kind: z.enum(["email", "webhook"]), /** The address, or the host of a webhook; hidden from whoever may not plan work. */ leadsTo: z.string().nullable(), service: reference.nullable(), customer: reference.nullable(), zone: z.string().nullable(), isDemo: z.boolean(), version,
  last: z.object({ status: z.string(), at: instant, error: z.string().nullable() }).nullable(),
});
export type SubscriptionRow = z.infer<typeof subscriptionRowSchema>;
export const listSubscriptionsInput = z.object({ service: slug.optional(), audience: z.enum(noticeAudiences).optional(), limit: z.coerce.number().int().min(1).max(maintenanceLimits.page).default(100), cursor: z.string().max(100).optional() });
export const listSubscriptionsOutput = z.object({ items: z.array(subscriptionRowSchema), nextCursor: z.string().nullable(), total: z.number().int() });

/** Null in both = the words of the product. Placeholders stand as {{name}}; a line of placeholders that have nothing to say is left out. */
const templateText = { title: z.string().trim().min(1, "Give it a title.").max(250).nullable(), body: z.string().trim().min(1, "Say something.").max(3_000).nullable() };
export const setNoticeTemplateInput = z.object({ audience: z.enum(noticeAudiences), /** The one that was seen; 0 = none was written yet. */ version, ...templateText });
export const noticeTemplateSchema = z.object({ audience: z.enum(noticeAudiences), version, isOwn: z.boolean(), title: z.string(), body: z.string(), placeholders: z.array(z.string()), history: z.array(z.object({ version, ...templateText, actorName: z.string(), at: instant })) });
export type NoticeTemplateView = z.infer<typeof noticeTemplateSchema>;
export const noticeTemplatesOutput = z.object({ items: z.array(noticeTemplateSchema), nextCursor: z.null() });
export const previewNoticeInput = z.object({ audience: z.enum(noticeAudiences), moment: z.enum(noticeMoments).default("announced"), zone: zone.default("UTC"), title: z.string().max(250), body: z.string().max(3_000) });
export const previewNoticeOutput = z.object({ title: z.string(), body: z.string(), faults: z.array(z.string()) });

export const noticeRowSchema = z.object({ id: z.string(), moment: z.enum(noticeMoments), title: z.string(), kind: z.string(), /** Hidden from whoever may not plan work. */ recipient: z.string().nullable(), status: z.string(), attempts: z.number().int(), error: z.string().nullable(), at: instant, sentAt: instant.nullable(), retryAt: instant.nullable() });
export type NoticeRow = z.infer<typeof noticeRowSchema>;
export const listNoticesOutput = z.object({ items: z.array(noticeRowSchema), nextCursor: z.null(), /** Messages to others than those listed: the list shows the last 200. */ total: z.number().int(), subscribers: z.number().int() });

const promiseHours = z.number().min(0).max(maintenanceLimits.noticeDays * 24);
/** Hours before planned work at which people are promised to know, by the tier of the customer and by that of the service; left out = nothing is promised. */
export const noticePromisesSchema = z.object({ customers: z.partialRecord(z.enum(customerTiers), promiseHours), services: z.partialRecord(z.enum(["1", "2", "3", "4"]), promiseHours) });
export type NoticePromiseHours = z.output<typeof noticePromisesSchema>;
export const lateNoticeInput = z.object({ services: z.array(slug).max(maintenanceLimits.services), startsLocal: local, zone, noticeMs: workFields.noticeMs, impact: workFields.impact, number: z.number().int().positive().optional() });
export const lateNoticeOutput = z.object({ /** How long before the start they know; null = the time cannot be read. */ givenMs: z.number().nullable(), late: z.array(z.object({ name: z.string(), promisedMs: z.number(), because: z.string() })), total: z.number().int(), affected: z.number().int(), /** Less than the window or anybody's tier promises: a reason is asked for. */ isUnmet: z.boolean() });

// Calendars of other programs --------------------------------------------------------------------------------------

export const feedKinds = ["user", "team", "service"] as const;
export type FeedKind = (typeof feedKinds)[number];
/** A person's own feed needs no subject. */
export const createFeedInput = z.object({ kind: z.enum(feedKinds), subject: slug.optional() }).refine(({ kind, subject }) => kind === "user" || subject !== undefined, { message: "Name the team or service.", path: ["subject"] });
/** The address is shown this once: only its digest is kept. */
export const createdFeedOutput = z.object({ id: z.string(), url: z.string() });
export const feedInput = z.object({ id: z.string().min(1).max(80) });
export const feedRowSchema = z.object({ id: z.string(), kind: z.enum(feedKinds), /** Null when the team or service was removed. */ subject: z.string().nullable(), owner: z.string(), isOwn: z.boolean(), createdAt: instant, usedAt: instant.nullable() });
export type FeedRow = z.infer<typeof feedRowSchema>;
export const listFeedsOutput = z.object({ items: z.array(feedRowSchema), nextCursor: z.null() });

export const calendarModes = ["busy", "soft", "hard"] as const;
export type CalendarMode = (typeof calendarModes)[number];
export const externalLimits = { textBytes: 900_000, calendars: 50, events: 5_000 } as const;
const calendarSource = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("url"), url: z.string().trim().max(2_000).transform((url) => url.replace(/^webcals?:\/\//i, "https://")).pipe(z.url({ protocol: /^https?$/, error: "is an address that begins with https://" })) }),
  z.object({ kind: z.literal("file"), text: z.string().min(1, "The file is empty.").max(externalLimits.textBytes, "The file is larger than 900 kB.") }),
]);
export type CalendarSource = z.output<typeof calendarSource>;
const calendarFields = { name: z.string().trim().min(1, "Give it a name.").max(120), /** busy = shown; soft, hard = as a change freeze that warns or blocks. */ mode: z.enum(calendarModes).default("busy"), /** For times that name no zone of their own, and for whole days. */ zone };
export const addCalendarInput = z.object({ ...calendarFields, source: calendarSource });
export const updateCalendarInput = z.object({ ...calendarFields, id: z.string().min(1).max(80), version, /** Left out, it stays. */ source: calendarSource.optional() });
export const calendarIdInput = z.object({ id: z.string().min(1).max(80) });
export const calendarChangedOutput = z.object({ id: z.string(), version, events: z.number().int(), /** What went wrong, or was left out. */ error: z.string().nullable() });
export const externalCalendarSchema = z.object({
  id: z.string(), name: z.string(), mode: z.enum(calendarModes), zone: z.string(), /** The host; null = a file. */ host: z.string().nullable(), state: z.enum(["read", "incomplete", "failed", "waiting"]), error: z.string().nullable(), fetchedAt: instant.nullable(), attemptedAt: instant.nullable(),
  events: z.number().int(), next: z.object({ title: z.string(), from: instant, to: instant }).nullable(), version,
});
export type ExternalCalendarRow = z.infer<typeof externalCalendarSchema>;
export const listExternalOutput = z.object({ items: z.array(externalCalendarSchema), nextCursor: z.null() });
