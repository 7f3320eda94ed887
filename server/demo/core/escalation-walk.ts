import { onCallAt, type RotaRule } from "#core/alerts";
import { addBusinessMs, dueSteps, readLog, ruleFor, ticketClocks, type DueStep, type EscalatedTicket, type EscalationRule, type RuleBook } from "#core/sla";
import { accounts } from "./accounts";
import { teamOf, type DemoCustomer, type ServiceSlug, type TeamSlug } from "./organisation";
import { onCallPeople } from "./rotas";
import { levelNames, levelOf, teamId, type DemoPromises } from "./service-levels";
import type { LoggedEvent, TicketState } from "./ticket-log";

/** What a step of escalation came to, as the log and the list of steps tell it. */
export interface DemoEscalation {
  key: string;
  policyId: string;
  kind: DueStep["kind"];
  reason: string;
  target: string;
  targetUserId: string | null;
  fromLevel: string;
  toLevel: string | null;
  patch: Partial<TicketState>;
}

export interface EscalationRules {
  promises: DemoPromises;
  book: RuleBook;
  policies: readonly EscalationRule[];
  rotas: readonly { team: TeamSlug; rule: RotaRule }[];
}

/** What the rules ask of a ticket besides its log. */
export interface EscalatedRequest {
  customer: DemoCustomer | null;
  service: ServiceSlug;
  topic: { category: string };
}

interface Walked {
  state: TicketState;
  events: readonly LoggedEvent[];
  /** What of the promise had been used up at an instant. */
  runningMs: number;
  atMs: number;
}

const minuteMs = 60_000;
/** The rounds of escalation see a handover a moment later. */
const roundMs = minuteMs;
const nameOf = (userId: string): string => [...accounts.map(({ role, name }) => ({ id: `usr_demo_${role}`, name })), ...onCallPeople].find(({ id }) => id === userId)?.name ?? "";

const unassignedAtMs = (events: readonly LoggedEvent[]): number | null => {
  const held = events.findLastIndex(({ assignee }) => assignee !== null);
  return held === -1 ? null : (events[held + 1]?.atMs ?? null);
};

/** The rules of escalation along the log of one ticket. The product's own rules decide; here is only worked out when to ask them. */
export class EscalationWalk {
  private readonly taken = new Set<string>();
  /** Asked for and found not due. */
  private readonly refused = new Set<string>();

  constructor(private readonly rules: EscalationRules, private readonly request: EscalatedRequest) {}

  private ticketOf({ state, events }: Walked): Omit<EscalatedTicket, "clocks"> {
    return {
      priority: state.priority, category: this.request.topic.category, customerTier: this.request.customer?.tier ?? null, teamId: teamId(state.team), level: levelOf(state.team), isAssigned: state.assignee !== null,
      stateKind: events.at(-1)?.stateKind ?? "open", openedAtMs: events[0]?.atMs ?? 0, unassignedAtMs: unassignedAtMs(events), lastAgentAtMs: null, reassignmentCount: events.filter(({ kind }) => kind === "reassigned").length,
    };
  }

  /** The first instant at which a step can be due, and what is asked then, while nothing else happens. */
  next(walked: Walked): { atMs: number; names: string[] } | null {
    const ticket = this.ticketOf(walked);
    const rule = ticket.stateKind === "open" ? ruleFor(this.rules.policies, ticket) : null;
    if (!rule) return null;
    const { calendar, resolutionMs } = this.rules.promises[walked.state.priority];
    const sinceMs = ticket.unassignedAtMs ?? ticket.openedAtMs;
    const found: { atMs: number; name: string }[] = [];
    const add = (atMs: number | null, name: string) => void (atMs !== null && !this.taken.has(name) && !this.refused.has(name) && found.push({ atMs: Math.max(atMs, walked.atMs), name }));
    rule.steps.forEach(({ when, to }, index) => {
      if (to.kind === "level" && (ticket.level ?? "") >= to.level) return;
      if (when.kind === "clock") add(addBusinessMs(calendar, walked.atMs, Math.max(0, Math.round((resolutionMs * when.percent) / 100) - walked.runningMs)), `${rule.id}.${index}.clock.${ticket.openedAtMs}`);
      if (when.kind === "unassigned" && !ticket.isAssigned) add(addBusinessMs(calendar, sinceMs, when.minutes * minuteMs), `${rule.id}.${index}.unassigned${sinceMs > ticket.openedAtMs ? `.${sinceMs}` : ""}`);
    });
    if (ticket.reassignmentCount > rule.bounceLimit) add(walked.atMs + roundMs, `${rule.id}.bounce`);
    const atMs = Math.min(...found.map((each) => each.atMs));
    return found.length === 0 ? null : { atMs, names: found.filter((each) => each.atMs === atMs).map(({ name }) => name) };
  }

  /** The steps that the product's rules find due at an instant; each is taken once. */
  due(walked: Walked, names: readonly string[]): DemoEscalation[] {
    const { events, atMs } = walked;
    const ticket = this.ticketOf(walked);
    const rule = ruleFor(this.rules.policies, ticket);
    const { customer, service, topic } = this.request;
    const log = readLog({
      isImported: false, customerId: customer && `cus_demo_${customer.slug}`, serviceId: `svc_demo_${service}`, customerTier: customer?.tier ?? null, category: topic.category, level: ticket.level, firstResponseAt: null, words: [],
      events: events.map(({ atMs: ms, ...event }) => ({ ...event, at: new Date(ms).toISOString() })),
    });
    const steps = rule ? dueSteps(rule, { ...ticket, clocks: ticketClocks(log, this.rules.book, atMs) }, { taken: this.taken, nowMs: atMs }) : [];
    for (const name of names) this.refused.add(name);
    for (const { key } of steps) this.taken.add(key);
    return steps.flatMap((step) => (rule ? [{ key: step.key, policyId: rule.id, kind: step.kind, reason: step.reason, fromLevel: levelOf(walked.state.team), ...this.moveOf(step, walked) }] : []));
  }

  private moveOf({ kind, to }: DueStep, { state, atMs }: Walked): Pick<DemoEscalation, "target" | "targetUserId" | "toLevel" | "patch"> {
    const tells = { toLevel: null, patch: {} };
    if (to.kind === "level") return { target: `${levelNames[to.level]?.name ?? to.level}, ${teamOf(levelNames[to.level]?.team ?? state.team).name}`, targetUserId: null, toLevel: to.level, patch: { team: levelNames[to.level]?.team ?? state.team, assignee: null } };
    if (to.kind === "person") return { ...tells, target: nameOf(to.userId), targetUserId: to.userId, patch: kind === "bounce" ? { assignee: nameOf(to.userId) } : {} };
    const asked = "teamId" in to && to.teamId !== null ? to.teamId : teamId(state.team);
    const rota = this.rules.rotas.find(({ team }) => teamId(team) === asked)?.rule;
    const called = rota ? (onCallAt(rota, [], atMs)?.userId ?? null) : null;
    return { ...tells, target: called === null ? "nobody on call: nobody" : `${nameOf(called)}, on call`, targetUserId: called };
  }
}
