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
  /** The desk's last word; null = it has not spoken yet. */
  lastAgentAtMs: number | null;
  reassignmentCount: number;
  clocks: readonly Clock[];
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
  return !ticket.isAssigned && passedMs(ticket, ticket.openedAtMs, nowMs) >= when.minutes * minuteMs ? { cause: "unassigned", reason: `Nobody has taken it for ${when.minutes} minutes of working time` } : null;
}

/** A level that the ticket has reached, or a group that has it already, is no step. */
const isThere = (to: EscalationStep["to"], ticket: EscalatedTicket): boolean => (to.kind === "level" && ticket.level !== null && ticket.level >= to.level) || (to.kind === "team" && ticket.teamId === to.teamId);

/**
 * Steps that are due and were not taken for the same cause. Levels and teams take the ticket over (functional); people are told and
 * the ticket stays (hierarchical). A ticket that was handed on more often than the limit has bounced: its owner of last resort takes
 * it, once. Nothing is due for a ticket that is over.
 */
export function dueSteps(rule: EscalationRule, ticket: EscalatedTicket, { taken, nowMs }: { taken: ReadonlySet<string>; nowMs: number }): DueStep[] {
  if (ticket.stateKind !== "open" && ticket.stateKind !== "waiting") return [];
  const steps = rule.steps.flatMap((step, index): DueStep[] => {
    const due = causeOf(step, ticket, nowMs);
    const key = `${rule.id}.${index}.${due?.cause ?? ""}`;
    if (!due || taken.has(key) || isThere(step.to, ticket)) return [];
    return [{ key, kind: step.to.kind === "level" || step.to.kind === "team" ? "functional" : "hierarchical", to: step.to, reason: due.reason }];
  });
  const bounceKey = `${rule.id}.bounce`;
  if (ticket.reassignmentCount <= rule.bounceLimit || rule.lastResortId === null || taken.has(bounceKey)) return steps;
  return [...steps, { key: bounceKey, kind: "bounce", to: { kind: "person", userId: rule.lastResortId }, reason: `It was handed on ${ticket.reassignmentCount} times` }];
}
