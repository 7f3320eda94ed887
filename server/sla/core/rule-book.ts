import type { CalendarDefinition, PolicyDefinition } from "../contract";
import { dayNumber, type Calendar, type DayInterval } from "./business-time";
import type { Terms } from "./clock";

/** What a ticket is, as far as policies ask. Null = unknown, which fits only a policy that does not ask. */
export interface TicketFacts {
  customerId: string | null;
  serviceId: string | null;
  customerTier: string | null;
  priority: string | null;
  category: string | null;
  level: string | null;
}

/** Weightiest first: a policy that names the customer goes before one that names the service, and so on. */
export const specificity = ["customerId", "serviceId", "customerTier", "priority", "category", "level"] as const satisfies readonly (keyof TicketFacts)[];

export interface Versioned<T> {
  id: string;
  versions: readonly { fromMs: number; definition: T }[];
  /** From here on it holds for nothing; null = it still holds. */
  retiredAtMs: number | null;
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const toIntervals = (pairs: readonly (readonly [string, string])[]): DayInterval[] => pairs.map(([from, to]) => ({ fromMinute: minuteOf(from), toMinute: minuteOf(to) })).toSorted((a, b) => a.fromMinute - b.fromMinute);

/** A calendar as it is written down, made ready to count with. Days that do not exist are left out; the contract lets none in. */
export function compileCalendar({ zone, week, holidays }: CalendarDefinition): Calendar {
  const exceptions = holidays.flatMap(({ on, open }) => {
    const day = dayNumber(on);
    return day === null ? [] : [[day, toIntervals(open)] as const];
  });
  return { zone, week: (["1", "2", "3", "4", "5", "6", "7"] as const).map((day) => toIntervals(week[day])), exceptions: new Map(exceptions) };
}

const fits = (policy: PolicyDefinition, facts: TicketFacts): boolean => specificity.every((field) => policy[field] === null || policy[field] === facts[field]);

/** One digit per condition, so that the order of texts is the order of specificity. */
export const specificityKey = (policy: Pick<PolicyDefinition, (typeof specificity)[number]>): string => specificity.map((field) => (policy[field] === null ? "0" : "1")).join("");

/** The most specific policy that fits; among equals the one that stands first. Null when none fits. */
export function selectPolicy<T extends PolicyDefinition>(policies: readonly T[], facts: TicketFacts): T | null {
  let best: T | null = null;
  for (const policy of policies) if (fits(policy, facts) && (best === null || specificityKey(policy) > specificityKey(best))) best = policy;
  return best;
}

/** Answers kept by a book that lives as long as the process. */
const mostRemembered = 10_000;

type Edition = Versioned<PolicyDefinition>["versions"][number];
const inForce = <T>(subject: Versioned<T>, atMs: number): T | null => (subject.retiredAtMs !== null && atMs >= subject.retiredAtMs ? null : (subject.versions.findLast(({ fromMs }) => fromMs <= atMs)?.definition ?? null));

/**
 * Every policy and calendar with what it said from when on: answers what was promised for a ticket at any instant. A policy promises
 * nothing before its first version; a calendar that a policy names counts from the beginning of time as its first version did.
 */
export class RuleBook {
  /** Instants at which something changed, ascending. */
  readonly changes: readonly number[];
  private readonly calendars: ReadonlyMap<string, Versioned<CalendarDefinition>>;
  private readonly compiled = new Map<CalendarDefinition, Calendar>();
  private readonly remembered = new Map<string, Terms | null>();

  constructor(private readonly policies: readonly Versioned<PolicyDefinition>[], calendars: readonly Versioned<CalendarDefinition>[]) {
    this.calendars = new Map(calendars.map((calendar) => [calendar.id, calendar]));
    const editions: readonly Pick<Edition, "fromMs">[] = [...policies, ...calendars].flatMap(({ versions }) => [...versions] as Pick<Edition, "fromMs">[]);
    const retired = policies.flatMap(({ retiredAtMs }) => retiredAtMs ?? []);
    this.changes = [...new Set([...editions.map(({ fromMs }) => fromMs), ...retired])].toSorted((a, b) => a - b);
  }

  termsAt(facts: TicketFacts, atMs: number): Terms | null {
    const key = JSON.stringify([this.changes.findLastIndex((change) => change <= atMs), ...specificity.map((field) => facts[field])]);
    const known = this.remembered.get(key);
    if (known !== undefined) return known;
    const terms = this.findTerms(facts, atMs);
    if (this.remembered.size >= mostRemembered) this.remembered.clear();
    this.remembered.set(key, terms);
    return terms;
  }

  /** The calendar by which a policy counts now, whether it has been retired or not; null for an unknown policy. */
  calendarOf(policyId: string): Calendar | null {
    const definition = this.policies.find(({ id }) => id === policyId)?.versions.at(-1)?.definition;
    const calendar = definition && this.calendarAt(definition.calendarId, Infinity);
    return calendar ? this.compile(calendar) : null;
  }

  private findTerms(facts: TicketFacts, atMs: number): Terms | null {
    const held = this.policies.flatMap((policy) => {
      const definition = inForce(policy, atMs);
      return definition ? [{ ...definition, id: policy.id }] : [];
    });
    const policy = selectPolicy(held, facts);
    const calendar = policy && this.calendarAt(policy.calendarId, atMs);
    if (!policy || !calendar) return null;
    return {
      policyId: policy.id, policyName: policy.name, calendarId: policy.calendarId, calendarName: calendar.name, calendar: this.compile(calendar),
      targets: { first_response: policy.firstResponseMs, next_response: policy.nextResponseMs, resolution: policy.resolutionMs },
      pausedIn: policy.pausesWaiting ? ["waiting"] : [], warnRatio: policy.warnPercent / 100,
    };
  }

  private calendarAt(id: string, atMs: number): CalendarDefinition | null {
    const versions = this.calendars.get(id)?.versions;
    return versions?.findLast(({ fromMs }) => fromMs <= atMs)?.definition ?? versions?.[0]?.definition ?? null;
  }

  private compile(definition: CalendarDefinition): Calendar {
    const calendar = this.compiled.get(definition) ?? compileCalendar(definition);
    this.compiled.set(definition, calendar);
    return calendar;
  }
}
