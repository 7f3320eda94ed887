import { z } from "zod";

import { zoneSchema } from "../accounts/contract";
import { stateKindSchema } from "../tickets/contract";

export type { StateKind } from "../tickets/contract";

/** first_response: opened -> the desk's first word; next_response: the requester's word -> the desk's answer; resolution: opened -> resolved. */
export const clockKinds = ["first_response", "next_response", "resolution"] as const;
export const clockKindSchema = z.enum(clockKinds);
export type ClockKind = z.infer<typeof clockKindSchema>;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, "A time such as 09:00; 24:00 ends a day.");
const interval = z.tuple([time, time]).refine(([from, to]) => from < to, "An interval ends after it begins; one over midnight is two.");
const isDisjoint = (intervals: readonly (readonly [string, string])[]): boolean => intervals.toSorted((a, b) => a[0].localeCompare(b[0])).every(([from], index, all) => index === 0 || (all[index - 1]?.[1] ?? "") <= from);
const dayIntervals = z.array(interval).max(8).refine(isDisjoint, "The intervals of a day must not overlap.");

export const holidaySchema = z.object({
  on: z.iso.date(),
  name: z.string().trim().min(1).max(80),
  /** Open all the same at these times; empty = the whole day off. */
  open: dayIntervals.default([]),
});
export type Holiday = z.output<typeof holidaySchema>;

const isUnique = (holidays: readonly { on: string }[]): boolean => new Set(holidays.map(({ on }) => on)).size === holidays.length;

/** What a calendar says: open intervals by weekday (1 Monday to 7 Sunday) on the wall clock of a zone. */
export const calendarDefinition = z.object({
  name: z.string().trim().min(1).max(80),
  zone: zoneSchema,
  week: z.object({ "1": dayIntervals, "2": dayIntervals, "3": dayIntervals, "4": dayIntervals, "5": dayIntervals, "6": dayIntervals, "7": dayIntervals })
    .refine((week) => Object.values(week).some((day) => day.length > 0), "A calendar is open at some time of the week."),
  holidays: z.array(holidaySchema).max(400).refine(isUnique, "A day is named once.").default([]),
});
export type CalendarDefinition = z.output<typeof calendarDefinition>;

/** Ten years: longer is a slip of the keyboard. */
const targetMs = z.number().int().min(60_000).max(10 * 366 * 86_400_000).nullable();
const condition = z.string().trim().min(1).max(200).nullable().default(null);

/** What a policy says. A null condition fits every ticket; a null target promises nothing. Targets are business time of the calendar, in ms. */
export const policyDefinition = z.object({
  name: z.string().trim().min(1).max(80),
  customerId: condition, serviceId: condition, customerTier: condition, priority: condition, category: condition, level: condition,
  calendarId: z.string().min(1).max(60),
  firstResponseMs: targetMs.default(null),
  nextResponseMs: targetMs.default(null),
  resolutionMs: targetMs.default(null),
  /** Clocks stand while the ticket waits for somebody outside. */
  pausesWaiting: z.boolean().default(true),
  /** A warning at this share of the target. */
  warnPercent: z.number().int().min(1).max(99).default(75),
});
export type PolicyDefinition = z.output<typeof policyDefinition>;

export const clockStates = ["running", "paused", "met", "breached"] as const;
export const clockStateSchema = z.enum(clockStates);
export type ClockStateName = z.infer<typeof clockStateSchema>;

const id = z.string().trim().min(1).max(60);
const instant = z.iso.datetime({ offset: true });
const nothing = z.object({});
const version = z.number().int().min(1);

/** From when on it holds; not in the future. Time before it counts as it did. Default: now. */
const holdsFrom = instant.optional();
const slug = z.string().trim().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Lower-case letters, digits and hyphens.").max(60);

export const calendarView = calendarDefinition.extend({
  id: z.string(), slug: z.string(), version,
  /** Policies in force that count by it. */
  policies: z.number().int(),
  isOpenNow: z.boolean(),
  /** When it opens or closes next; null = not within ten years. */
  changesAt: z.iso.datetime().nullable(),
});
export type CalendarView = z.infer<typeof calendarView>;
export const listCalendarsInput = nothing;
export const listCalendarsOutput = z.object({ items: z.array(calendarView), nextCursor: z.string().nullable() });

export const createCalendarInput = calendarDefinition.extend({ slug: slug.optional(), holdsFrom });
export const updateCalendarInput = calendarDefinition.extend({ id, version, holdsFrom });
export const ruleChangedOutput = z.object({ id: z.string(), version });

export const policyView = policyDefinition.extend({
  id: z.string(), version,
  calendarName: z.string(), customerName: z.string().nullable(), serviceName: z.string().nullable(),
  /** From when its first version holds. */
  since: z.iso.datetime(),
  /** Clocks that run or stand under it now, and how many of them are late. */
  openClocks: z.number().int(), lateClocks: z.number().int(),
});
export type PolicyView = z.infer<typeof policyView>;
export const listPoliciesInput = nothing;
/** In the order in which they are asked: the most specific first. */
export const listPoliciesOutput = z.object({ items: z.array(policyView), nextCursor: z.string().nullable() });

export const createPolicyInput = policyDefinition.extend({ holdsFrom });
export const updatePolicyInput = policyDefinition.extend({ id, version, holdsFrom });
export const retirePolicyInput = z.object({ id, version });

/** A ticket that is not there: what would be promised for it. */
export const previewInput = z.object({
  customerId: condition, serviceId: condition, customerTier: condition, priority: condition, category: condition, level: condition,
  openedAt: instant.optional(),
});
export type PreviewInput = z.output<typeof previewInput>;
const dueSchema = z.object({ kind: clockKindSchema, targetMs: z.number(), dueAt: z.iso.datetime().nullable(), warnAt: z.iso.datetime().nullable() });
/** Null: no policy fits, so nothing is promised. */
export const previewOutput = z.object({ openedAt: z.iso.datetime(), promise: z.object({ policyId: z.string(), policy: z.string(), calendarId: z.string(), calendar: z.string(), zone: z.string(), due: z.array(dueSchema) }).nullable() });
export type Preview = z.infer<typeof previewOutput>;

export const explainInput = z.object({ number: z.string().trim().min(1).max(100) });
const segmentSchema = z.object({
  seq: z.number().int(), from: z.iso.datetime(), to: z.iso.datetime(), label: z.string(), stateKind: stateKindSchema,
  reason: z.enum(["counting", "paused", "over", "unpromised"]),
  policy: z.string().nullable(), calendar: z.string().nullable(),
  /** Wall-clock length, and the business time that counted. */
  wallMs: z.number(), countedMs: z.number(),
});
export const explainedClock = z.object({
  kind: clockKindSchema, state: clockStateSchema, policyId: z.string(), policy: z.string(), calendar: z.string(), zone: z.string(),
  targetMs: z.number(), elapsedMs: z.number(), remainingMs: z.number(),
  startedAt: z.iso.datetime(), dueAt: z.iso.datetime().nullable(), warnAt: z.iso.datetime().nullable(), stoppedAt: z.iso.datetime().nullable(), breachedAt: z.iso.datetime().nullable(),
  /** Answers owed before this one, and how many of them came late. */
  earlier: z.object({ count: z.number().int(), breached: z.number().int() }),
  segments: z.array(segmentSchema),
});
export type ExplainedClock = z.infer<typeof explainedClock>;
export const explainOutput = z.object({ number: z.string(), at: z.iso.datetime(), clocks: z.array(explainedClock) });
export type ExplainedTicket = z.infer<typeof explainOutput>;

/** Rebuilds every clock from its log and says how many were not what they should be. */
export const checkClocksInput = nothing;
export const checkClocksOutput = z.object({ tickets: z.number().int(), clocks: z.number().int(), different: z.number().int(), examples: z.array(z.string()) });

const choice = z.object({ id: z.string(), name: z.string() });
/** What conditions and escalation can name. */
export const choicesOutput = z.object({ customers: z.array(choice), services: z.array(choice), categories: z.array(z.string()), teams: z.array(choice), people: z.array(choice) });
export type SlaChoices = z.infer<typeof choicesOutput>;

const reference = z.object({ slug: z.string(), name: z.string() });

export const dueFilters = ["all", "late", "soon", "paused"] as const;
export const listDueInput = z.object({
  /** late = past its due time; soon = past its warning; paused = stands. */
  show: z.enum(dueFilters).default("all"),
  kind: clockKindSchema.optional(),
  /** A team's slug. */
  team: z.string().max(100).optional(),
  priority: z.string().max(10).optional(),
  limit: z.number().int().min(1).max(200).default(50),
  cursor: z.string().max(60).optional(),
});
export type ListDueInput = z.output<typeof listDueInput>;

export const dueRow = z.object({
  number: z.string(), subject: z.string(), priority: z.string().nullable(), team: reference.nullable(), customer: z.string().nullable(), assignee: z.string().nullable(),
  kind: clockKindSchema, state: clockStateSchema, policy: z.string().nullable(), dueAt: z.iso.datetime().nullable(), elapsedMs: z.number(), targetMs: z.number(),
  /** Of the tickets of this priority that took at least as long, how many broke this target; null = too few to say. 1 for a late one. */
  breachChance: z.number().min(0).max(1).nullable(),
  sample: z.number().int(),
});
export type DueRow = z.infer<typeof dueRow>;
const horizon = z.object({ label: z.string(), until: z.iso.datetime(), due: z.number().int(), expectedBreaches: z.number().nullable() });
export const listDueOutput = z.object({
  items: z.array(dueRow), nextCursor: z.string().nullable(), total: z.number().int(),
  counts: z.object({ open: z.number().int(), late: z.number().int(), soon: z.number().int(), paused: z.number().int() }),
  /** What falls due by when, and how many of it will probably be late at the pace of the last half year. */
  forecast: z.array(horizon),
});
export type DueList = z.infer<typeof listDueOutput>;

export const reportGroups = ["policy", "team", "priority", "customer", "tier", "service", "category", "month"] as const;
export const slaReportInput = z.object({
  /** Half-open; default: the last 30 days. A promise counts when it was kept, or when it was broken. */
  from: instant.optional(), to: instant.optional(),
  by: z.enum(reportGroups).default("policy"),
  kind: clockKindSchema.default("resolution"),
});
const complianceRow = z.object({
  key: z.string(), label: z.string(), met: z.number().int(), breached: z.number().int(),
  /** Kept, of those that were either; null without any. */
  rate: z.number().nullable(),
  p50Ms: z.number().nullable(), p90Ms: z.number().nullable(),
});
export type ComplianceRow = z.infer<typeof complianceRow>;
const ageRow = z.object({ key: z.string(), label: z.string(), buckets: z.array(z.number().int()), total: z.number().int(), oldestMs: z.number().nullable() });
export type AgeRow = z.infer<typeof ageRow>;
/** Wall-clock age of open tickets: up to these many days, and older. */
export const ageDays = [1, 3, 7, 30] as const;
export const slaReportOutput = z.object({ from: z.iso.datetime(), to: z.iso.datetime(), by: z.enum(reportGroups), kind: clockKindSchema, rows: z.array(complianceRow), total: complianceRow, ageing: z.array(ageRow) });
export type SlaReport = z.infer<typeof slaReportOutput>;

const agreementException = z.object({ cause: z.string(), tickets: z.number().int(), examples: z.array(z.string()) });
export const agreementOutput = z.object({
  /** Imported tickets that came with their history. */
  tickets: z.number().int(),
  /** There are more; the newest were compared. */
  isLimited: z.boolean(),
  subjects: z.array(z.object({ subject: z.enum(["state", "handovers", "reopenings", "sla"]), compared: z.number().int(), equal: z.number().int(), exceptions: z.array(agreementException), leftOut: z.array(agreementException) })),
});
export type SlaAgreement = z.infer<typeof agreementOutput>;

export const supportLevels = ["l1", "l2", "l3"] as const;
const level = z.enum(supportLevels);
const minutes = z.number().int().min(1).max(30 * 24 * 60);

/** An empty list fits every ticket. */
export const escalationConditions = z.object({
  priorities: z.array(z.string().max(10)).max(10).default([]), categories: z.array(z.string().max(200)).max(50).default([]), customerTiers: z.array(z.string().max(30)).max(10).default([]),
  teamIds: z.array(z.string().max(60)).max(50).default([]), levels: z.array(level).max(3).default([]),
});
export type EscalationConditions = z.output<typeof escalationConditions>;

/** When: a share of a clock's target has passed; the desk has been silent; nobody has taken it. To: a level or team takes it over; a person or whoever is on call is told. */
export const escalationStep = z.object({
  when: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("clock"), clock: clockKindSchema, percent: z.number().int().min(1).max(1000) }),
    z.object({ kind: z.literal("silence"), minutes }),
    z.object({ kind: z.literal("unassigned"), minutes }),
  ]),
  to: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("level"), level }),
    z.object({ kind: z.literal("team"), teamId: z.string().min(1).max(60) }),
    z.object({ kind: z.literal("person"), userId: z.string().min(1).max(60) }),
    /** Null = of the ticket's own team. */
    z.object({ kind: z.literal("on_call"), teamId: z.string().min(1).max(60).nullable() }),
  ]),
});
export type EscalationStep = z.output<typeof escalationStep>;

export const escalationDefinition = z.object({
  name: z.string().trim().min(1).max(80),
  conditions: escalationConditions.default({ priorities: [], categories: [], customerTiers: [], teamIds: [], levels: [] }),
  steps: z.array(escalationStep).max(12),
  /** Handed on more often than this, a ticket has bounced. */
  bounceLimit: z.number().int().min(1).max(50).default(3),
  /** Who must take it then; null = nobody. */
  lastResortId: z.string().max(60).nullable().default(null),
  /** The first policy that fits holds. */
  position: z.number().int().min(0).max(1000).default(0),
});
export type EscalationDefinition = z.output<typeof escalationDefinition>;

export const escalationView = escalationDefinition.extend({ id: z.string(), version, lastResort: z.string().nullable(), texts: z.array(z.object({ when: z.string(), to: z.string() })) });
export type EscalationView = z.infer<typeof escalationView>;
export const levelView = z.object({ id: level, name: z.string(), entry: z.string(), duties: z.string(), teamIds: z.array(z.string()), teams: z.array(z.string()), version: z.number().int(), openTickets: z.number().int() });
export type LevelView = z.infer<typeof levelView>;
export const takenStep = z.object({ id: z.string(), ticket: z.string(), subject: z.string(), kind: z.enum(["functional", "hierarchical", "bounce"]), policy: z.string().nullable(), fromLevel: z.string().nullable(), toLevel: z.string().nullable(), target: z.string(), reason: z.string(), actor: z.string(), at: z.iso.datetime(), acknowledgedAt: z.iso.datetime().nullable(), acknowledgedBy: z.string().nullable() });
export type TakenStep = z.infer<typeof takenStep>;
export const bouncedTicket = z.object({ number: z.string(), subject: z.string(), team: z.string().nullable(), assignee: z.string().nullable(), handovers: z.number().int() });
export const escalationOutput = z.object({ levels: z.array(levelView), policies: z.array(escalationView), taken: z.array(takenStep), bounced: z.array(bouncedTicket) });
export type EscalationOverview = z.infer<typeof escalationOutput>;
export const updateEscalationInput = escalationDefinition.extend({ id, version });
export const retireEscalationInput = z.object({ id, version });
export const setLevelInput = z.object({ id: level, version: z.number().int().min(0), name: z.string().trim().min(1).max(80), entry: z.string().trim().max(1000).default(""), duties: z.string().trim().max(1000).default(""), teamIds: z.array(z.string().max(60)).max(50).default([]) });
export const acknowledgeStepInput = z.object({ id });
export const acknowledgedOutput = z.object({ id: z.string(), acknowledgedAt: z.iso.datetime() });
export const ticketStepsInput = z.object({ number: z.string().trim().min(1).max(100) });
export const ticketStepsOutput = z.object({ items: z.array(takenStep), nextCursor: z.string().nullable() });
