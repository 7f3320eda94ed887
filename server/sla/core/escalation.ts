import type { ClockKind, EscalationConditions, EscalationStep } from "../contract";
import { businessMs, minuteMs } from "./business-time";
import { reachedAt, type Clock } from "./clock";

export interface EscalatedTicket {
  priority: string | null;
  category: string | null;
  customerTier: string | null;
  teamId: string | null;
  level: string | null;
  isAssigned: boolean;
  stateKind: string;
  openedAtMs: number;
  /** Since when nobody has had it; null = since it was opened, or somebody has it. */
  unassignedAtMs: number | null;
  /** The desk's last word; null = it has not spoken yet. */
  lastAgentAtMs: number | null;
  reassignmentCount: number;
  clocks: readonly Clock[];
}

/** A clock as it was last stored: what had elapsed when it was computed. */
export interface StoredClock {
  kind: ClockKind;
  /** It stands, and goes on only with an event, after which it is computed anew. */
  isPaused: boolean;
  startedAtMs: number;
  elapsedMs: number;
  targetMs: number;
  computedAtMs: number;
}

export interface EscalationRule {
  id: string;
  conditions: EscalationConditions;
  steps: readonly EscalationStep[];
  bounceLimit: number;
  lastResortId: string | null;
}

export interface DueStep {
  /** Names one step for one cause: it is taken once, however often it is found due. */
  key: string;
  kind: "functional" | "hierarchical" | "bounce";
  to: EscalationStep["to"] | { kind: "person"; userId: string };
  reason: string;
}

const names = (list: readonly string[], value: string | null): boolean => list.length === 0 || (value !== null && list.includes(value));

/** The first rule whose conditions fit; an empty list of conditions fits everything. */
export const ruleFor = (rules: readonly EscalationRule[], ticket: Pick<EscalatedTicket, "priority" | "category" | "customerTier" | "teamId" | "level">): EscalationRule | null =>
  rules.find(({ conditions }) => names(conditions.priorities, ticket.priority) && names(conditions.categories, ticket.category) && names(conditions.customerTiers, ticket.customerTier) && names(conditions.teamIds, ticket.teamId) && names(conditions.levels, ticket.level)) ?? null;

const kindWords: Record<ClockKind, string> = { first_response: "first response", next_response: "next response", resolution: "resolution" };

/** Business time by the calendar of the ticket's own promise; without one, the wall clock. */
function passedMs(ticket: EscalatedTicket, fromMs: number, nowMs: number): number {
  const calendar = ticket.clocks[0]?.terms.calendar;
  return calendar ? businessMs(calendar, fromMs, nowMs) : nowMs - fromMs;
}

/** A ticket that was given back or handed on waits anew for somebody to take it. */
const unassignedCause = ({ openedAtMs, unassignedAtMs }: Pick<EscalatedTicket, "openedAtMs" | "unassignedAtMs">): string => (unassignedAtMs === null || unassignedAtMs <= openedAtMs ? "unassigned" : `unassigned.${unassignedAtMs}`);

/** The cause for which a step is due now, and why in words; null when it is not. */
function causeOf({ when }: EscalationStep, ticket: EscalatedTicket, nowMs: number): { cause: string; reason: string } | null {
  if (when.kind === "clock") {
    const clock = ticket.clocks.find(({ kind, stoppedAtMs }) => kind === when.clock && stoppedAtMs === null);
    const atMs = clock ? reachedAt(clock, Math.round((clock.targetMs * when.percent) / 100)) : null;
    return clock && atMs !== null && atMs <= nowMs ? { cause: `clock.${clock.startedAtMs}`, reason: `${when.percent} % of the time for the ${kindWords[when.clock]} has passed` } : null;
  }
  if (ticket.stateKind !== "open") return null;
  if (when.kind === "silence") {
    const sinceMs = ticket.lastAgentAtMs ?? ticket.openedAtMs;
    return passedMs(ticket, sinceMs, nowMs) >= when.minutes * minuteMs ? { cause: `silence.${sinceMs}`, reason: `The desk has not written for ${when.minutes} minutes of working time` } : null;
  }
  return !ticket.isAssigned && passedMs(ticket, ticket.unassignedAtMs ?? ticket.openedAtMs, nowMs) >= when.minutes * minuteMs ? { cause: unassignedCause(ticket), reason: `Nobody has taken it for ${when.minutes} minutes of working time` } : null;
}

const keyOf = (rule: Pick<EscalationRule, "id">, index: number, cause: string): string => `${rule.id}.${index}.${cause}`;
const bounceKeyOf = (rule: Pick<EscalationRule, "id">): string => `${rule.id}.bounce`;
const hasBounced = (rule: EscalationRule, { reassignmentCount }: Pick<EscalatedTicket, "reassignmentCount">, taken: ReadonlySet<string>): boolean => reassignmentCount > rule.bounceLimit && rule.lastResortId !== null && !taken.has(bounceKeyOf(rule));

/** A level that the ticket has reached, or a group that has it already, is no step. */
const isThere = (to: EscalationStep["to"], ticket: Pick<EscalatedTicket, "level" | "teamId">): boolean => (to.kind === "level" && ticket.level !== null && ticket.level >= to.level) || (to.kind === "team" && ticket.teamId === to.teamId);

/**
 * Steps that are due and were not taken for the same cause. Levels and teams take the ticket over (functional); people are told and
 * the ticket stays (hierarchical). A ticket that was handed on more often than the limit has bounced: its owner of last resort takes
 * it, once. Nothing is due for a ticket that is over.
 */
export function dueSteps(rule: EscalationRule, ticket: EscalatedTicket, { taken, nowMs }: { taken: ReadonlySet<string>; nowMs: number }): DueStep[] {
  if (ticket.stateKind !== "open" && ticket.stateKind !== "waiting") return [];
  const steps = rule.steps.flatMap((step, index): DueStep[] => {
    const due = causeOf(step, ticket, nowMs);
    const key = keyOf(rule, index, due?.cause ?? "");
    if (!due || taken.has(key) || isThere(step.to, ticket)) return [];
    return [{ key, kind: step.to.kind === "level" || step.to.kind === "team" ? "functional" : "hierarchical", to: step.to, reason: due.reason }];
  });
  if (!hasBounced(rule, ticket, taken) || rule.lastResortId === null) return steps;
  return [...steps, { key: bounceKeyOf(rule), kind: "bounce", to: { kind: "person", userId: rule.lastResortId }, reason: `It was handed on ${ticket.reassignmentCount} times` }];
}

/** The cause that a step would have, if its time can have come at all: no calendar counts faster than the wall clock. */
function possibleCause({ when }: EscalationStep, ticket: Omit<EscalatedTicket, "clocks">, { clocks, nowMs }: { clocks: readonly StoredClock[]; nowMs: number }): string | null {
  if (when.kind === "clock") {
    const clock = clocks.find(({ kind }) => kind === when.clock);
    const mostMs = clock ? clock.elapsedMs + (clock.isPaused ? 0 : Math.max(0, nowMs - clock.computedAtMs)) : 0;
    return clock && mostMs >= Math.round((clock.targetMs * when.percent) / 100) ? `clock.${clock.startedAtMs}` : null;
  }
  const sinceMs = (when.kind === "silence" ? ticket.lastAgentAtMs : ticket.unassignedAtMs) ?? ticket.openedAtMs;
  if (ticket.stateKind !== "open" || nowMs - sinceMs < when.minutes * minuteMs) return null;
  return when.kind === "silence" ? `silence.${sinceMs}` : ticket.isAssigned ? null : unassignedCause(ticket);
}

/**
 * Whether a step can be due, by what is stored beside the ticket and without its log. Never false for a ticket of which `dueSteps`
 * names a step, as long as its stored clocks are those of its log; so only the logs of these few are read in a round.
 */
export function mayBeDue(rule: EscalationRule, ticket: Omit<EscalatedTicket, "clocks">, { clocks, taken, nowMs }: { clocks: readonly StoredClock[]; taken: ReadonlySet<string>; nowMs: number }): boolean {
  if (ticket.stateKind !== "open" && ticket.stateKind !== "waiting") return false;
  return hasBounced(rule, ticket, taken) || rule.steps.some((step, index) => {
    const cause = possibleCause(step, ticket, { clocks, nowMs });
    return cause !== null && !taken.has(keyOf(rule, index, cause)) && !isThere(step.to, ticket);
  });
}
