import { compileCalendar, RuleBook, type Calendar, type EscalationRule } from "#core/sla";
import type { CalendarDefinition, EscalationConditions, EscalationDefinition, PolicyDefinition } from "#contract/sla";
import type { TeamSlug } from "./organisation";
import { dayMs, hourMs, minuteMs, type Timeline } from "./rhythm";
import type { Json, Row, TableName } from "./rows";
import type { Priority } from "./ticket-log";

const wholeDay: [string, string][] = [["00:00", "24:00"]];
const work: [string, string][] = [["09:00", "12:30"], ["13:30", "18:00"]];
const friday: [string, string][] = [["09:00", "12:30"], ["13:30", "16:30"]];

const always: CalendarDefinition = { name: "Around the clock", zone: "UTC", week: { "1": wholeDay, "2": wholeDay, "3": wholeDay, "4": wholeDay, "5": wholeDay, "6": wholeDay, "7": wholeDay }, holidays: [] };

/** The same days every year, so that the calendar holds at any end of the demo's year. */
const holidaysOf = (year: number): CalendarDefinition["holidays"] => [
  { on: `${year}-01-01`, name: "New Year's Day", open: [] }, { on: `${year}-05-01`, name: "Labour Day", open: [] }, { on: `${year}-10-03`, name: "German Unity Day", open: [] },
  { on: `${year}-12-24`, name: "Christmas Eve", open: [["09:00", "12:30"]] }, { on: `${year}-12-25`, name: "Christmas Day", open: [] }, { on: `${year}-12-26`, name: "Boxing Day", open: [] },
];

function berlin({ fromMs, untilMs }: Timeline): CalendarDefinition {
  const [first, last] = [new Date(fromMs).getUTCFullYear(), new Date(untilMs + 370 * dayMs).getUTCFullYear()];
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return { name: "Berlin office", zone: "Europe/Berlin", week: { "1": work, "2": work, "3": work, "4": work, "5": friday, "6": [], "7": [] }, holidays: years.flatMap(holidaysOf) };
}

type CalendarName = "always" | "berlin";
const promises: Readonly<Record<Priority, { calendar: CalendarName; firstMs: number; nextMs: number; resolutionMs: number }>> = {
  p1: { calendar: "always", firstMs: 30 * minuteMs, nextMs: hourMs, resolutionMs: 4 * hourMs },
  p2: { calendar: "always", firstMs: hourMs, nextMs: 2 * hourMs, resolutionMs: 10 * hourMs },
  p3: { calendar: "berlin", firstMs: 4 * hourMs, nextMs: 8 * hourMs, resolutionMs: 24 * hourMs },
  p4: { calendar: "berlin", firstMs: 8 * hourMs, nextMs: 16 * hourMs, resolutionMs: 40 * hourMs },
};

export interface DemoPromise {
  resolutionMs: number;
  calendar: Calendar;
}
export type DemoPromises = Readonly<Record<Priority, DemoPromise>>;

/** When a ticket of each priority has to be resolved, in working time that is not spent waiting for the requester. */
export function promisesOf(timeline: Timeline): DemoPromises {
  const calendars = { always: compileCalendar(always), berlin: compileCalendar(berlin(timeline)) };
  const of = (priority: Priority): DemoPromise => ({ resolutionMs: promises[priority].resolutionMs, calendar: calendars[promises[priority].calendar] });
  return { p1: of("p1"), p2: of("p2"), p3: of("p3"), p4: of("p4") };
}

const calendarId = (name: CalendarName): string => `cal_demo_${name}`;

function policyOf(name: string, priority: Priority, patch: Partial<PolicyDefinition> = {}): PolicyDefinition {
  const { calendar, firstMs, nextMs, resolutionMs } = promises[priority];
  return { name, customerId: null, serviceId: null, customerTier: null, priority, category: null, level: null, calendarId: calendarId(calendar), firstResponseMs: firstMs, nextResponseMs: nextMs, resolutionMs, pausesWaiting: true, warnPercent: 75, ...patch };
}

const policies: readonly [id: string, definition: PolicyDefinition][] = [
  ["sla_demo_enterprise_p1", policyOf("Enterprise, P1", "p1", { customerTier: "enterprise", firstResponseMs: 15 * minuteMs, nextResponseMs: 30 * minuteMs })],
  ["sla_demo_enterprise_p2", policyOf("Enterprise, P2", "p2", { customerTier: "enterprise", firstResponseMs: 30 * minuteMs, nextResponseMs: hourMs })],
  ...(["p1", "p2", "p3", "p4"] as const).map((priority): [string, PolicyDefinition] => [`sla_demo_${priority}`, policyOf(`Standard, ${priority.toUpperCase()}`, priority)]),
];

const levels: readonly { id: string; name: string; entry: string; duties: string; teams: readonly TeamSlug[] }[] = [
  { id: "l1", name: "First line", entry: "Every ticket begins here.", duties: "Answer, sort, solve what the runbooks cover, and ask for what is missing before handing on.", teams: ["service-desk", "night-desk"] },
  { id: "l2", name: "Second line", entry: "The first line has tried the runbook, or half of the time has passed.", duties: "Reproduce, work around, and write the runbook that was missing.", teams: ["support"] },
  { id: "l3", name: "Owning teams", entry: "The cause lies in a service and cannot be worked around.", duties: "Fix the cause and tell the second line when it is out.", teams: ["sre", "platform", "payments", "identity", "discovery", "data", "mobile", "web"] },
];
export const teamId = (slug: TeamSlug): string => `team_demo_${slug}`;
/** The level that a team works on. */
export const levelOf = (team: TeamSlug): string => levels.find(({ teams }) => teams.includes(team))?.id ?? "l3";
/** What a level is called, and which of its teams takes a ticket over. */
export const levelNames: Readonly<Record<string, { name: string; team: TeamSlug } | undefined>> = Object.fromEntries(levels.map(({ id, name, teams: [team = "support"] }) => [id, { name, team }]));

const none: EscalationConditions = { priorities: [], categories: [], customerTiers: [], teamIds: [], levels: [] };
const escalations: readonly [id: string, definition: EscalationDefinition][] = [
  ["esp_demo_urgent", { name: "Urgent tickets", conditions: { ...none, priorities: ["p1", "p2"] }, bounceLimit: 3, lastResortId: "usr_demo_operator", position: 0, steps: [
    { when: { kind: "unassigned", minutes: 45 }, to: { kind: "on_call", teamId: teamId("sre") } }, { when: { kind: "clock", clock: "resolution", percent: 50 }, to: { kind: "level", level: "l2" } },
    { when: { kind: "clock", clock: "resolution", percent: 80 }, to: { kind: "on_call", teamId: teamId("sre") } }, { when: { kind: "clock", clock: "resolution", percent: 100 }, to: { kind: "person", userId: "usr_demo_operator" } },
  ] }],
  ["esp_demo_rest", { name: "Everything else", conditions: none, bounceLimit: 4, lastResortId: "usr_demo_support", position: 1, steps: [{ when: { kind: "clock", clock: "resolution", percent: 75 }, to: { kind: "level", level: "l2" } }, { when: { kind: "clock", clock: "resolution", percent: 100 }, to: { kind: "person", userId: "usr_demo_support" } }] }],
];

/** The rules by which the demo's tickets are escalated, as the product reads them from the rows. */
export function escalationRulesOf(timeline: Timeline): { book: RuleBook; policies: readonly EscalationRule[] } {
  const since = <T>(id: string, definition: T) => ({ id, versions: [{ fromMs: timeline.fromMs - dayMs, definition }], retiredAtMs: null });
  const book = new RuleBook(policies.map(([id, definition]) => since(id, definition)), [since(calendarId("always"), always), since(calendarId("berlin"), berlin(timeline))]);
  return { book, policies: escalations.toSorted(([, a], [, b]) => a.position - b.position).map(([id, definition]) => ({ id, ...definition })) };
}

/** Calendars, policies, and that both have held since before the demo's year began. */
export function serviceLevelRows(timeline: Timeline): [TableName, Row[]][] {
  const from = new Date(timeline.fromMs - dayMs).toISOString();
  const calendars: [CalendarName, CalendarDefinition][] = [["always", always], ["berlin", berlin(timeline)]];
  const made = { is_demo: true, version: 1, created_at: from };
  const history = (type: string, id: string, definition: object): Row => ({ subject_type: type, subject_id: id, version: 1, definition: definition as Json, valid_from: from });
  return [
    ["business_calendar", calendars.map(([name, { name: title, zone, week, holidays }]) => ({ id: calendarId(name), slug: `demo-${name}`, name: title, zone, week: week as Json, holidays: holidays as Json, ...made }))],
    ["sla_policy", policies.map(([id, policy]) => ({
      id, name: policy.name, customer_tier: policy.customerTier, priority: policy.priority, calendar_id: policy.calendarId, first_response_ms: policy.firstResponseMs, next_response_ms: policy.nextResponseMs, resolution_ms: policy.resolutionMs,
      pauses_waiting: policy.pausesWaiting, warn_percent: policy.warnPercent, ...made,
    }))],
    ["support_level", levels.map(({ id, name, entry, duties, teams }) => ({ id, name, entry, duties, team_ids: teams.map(teamId), ...made }))],
    ["escalation_policy", escalations.map(([id, { name, conditions, steps, bounceLimit, lastResortId, position }]) => ({ id, name, conditions: conditions as unknown as Json, steps: steps as unknown as Json, bounce_limit: bounceLimit, last_resort_id: lastResortId, position, ...made }))],
    ["sla_history", [...calendars.map(([name, definition]) => history("calendar", calendarId(name), definition)), ...policies.map(([id, definition]) => history("policy", id, definition))]],
  ];
}
