import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escalationConditions, type EscalationStep, type PolicyDefinition } from "../contract";
import { dueSteps, mayBeDue, RuleBook, ruleFor, ticketClocks, type EscalatedTicket, type EscalationRule, type StoredClock, type TicketLog } from ".";

const hour = 3_600_000;
const at = (iso: string): number => Date.parse(iso);
const work: [string, string][] = [["09:00", "17:00"]];
const office = { name: "Office", zone: "UTC", week: { "1": work, "2": work, "3": work, "4": work, "5": work, "6": [], "7": [] }, holidays: [] };
const policy: PolicyDefinition = { name: "All", customerId: null, serviceId: null, customerTier: null, priority: null, category: null, level: null, calendarId: "c", firstResponseMs: null, nextResponseMs: null, resolutionMs: 8 * hour, pausesWaiting: true, warnPercent: 75 };
const versions = <T>(definition: T) => [{ fromMs: 0, definition }];
const rules = new RuleBook([{ id: "p", versions: versions(policy), retiredAtMs: null }], [{ id: "c", versions: versions(office), retiredAtMs: null }]);
// A Monday.
const openedAtMs = at("2026-11-23T09:00Z");
const facts = { customerId: null, serviceId: null, customerTier: null, priority: "p3", category: null, level: null };

function ticket(now: string, patch: Partial<EscalatedTicket> = {}): EscalatedTicket {
  const clocks = ticketClocks({ entries: [{ seq: 1, atMs: openedAtMs, stateKind: "open", facts, label: "" }], utterances: [], hasConversation: false }, rules, at(now));
  return { priority: "p3", category: null, customerTier: null, teamId: "desk", level: "l1", isAssigned: false, stateKind: "open", openedAtMs, unassignedAtMs: null, lastAgentAtMs: null, reassignmentCount: 0, clocks, ...patch };
}
const conditions = escalationConditions.parse({});
const rule = (steps: EscalationStep[], patch: Partial<EscalationRule> = {}): EscalationRule => ({ id: "e", conditions, steps, bounceLimit: 3, lastResortId: null, ...patch });
const toL2: EscalationStep = { when: { kind: "clock", clock: "resolution", percent: 50 }, to: { kind: "level", level: "l2" } };
const due = (steps: EscalationStep[], now: string, { patch = {}, taken = new Set<string>(), over = {} }: { patch?: Partial<EscalatedTicket>; taken?: Set<string>; over?: Partial<EscalationRule> } = {}) => dueSteps(rule(steps, over), ticket(now, patch), { taken, nowMs: at(now) });

describe("which rule holds", () => {
  it("is the first that fits, and an unknown value fits only a rule that does not ask", () => {
    const list = [rule([], { id: "p1", conditions: { ...conditions, priorities: ["p1"] } }), rule([], { id: "l2", conditions: { ...conditions, levels: ["l2"] } }), rule([], { id: "rest" })];
    expect(ruleFor(list, ticket("2026-11-23T10:00Z"))?.id).toBe("rest");
    expect(ruleFor(list, ticket("2026-11-23T10:00Z", { priority: "p1", level: "l2" }))?.id).toBe("p1");
    expect(ruleFor(list.slice(0, 2), ticket("2026-11-23T10:00Z", { priority: null, level: null }))).toBeNull();
  });
});

describe("a step", () => {
  it.each([["before its share has passed", "2026-11-23T12:59Z", 0], ["at the very instant", "2026-11-23T13:00Z", 1], ["long after", "2026-11-24T16:00Z", 1]])("by the clock, %s", (_name, now, count) => expect(due([toL2], now)).toHaveLength(count));
  it("names why, and moves the ticket", () => expect(due([toL2], "2026-11-23T13:00Z")).toEqual([{ key: `e.0.clock.${openedAtMs}`, kind: "functional", to: toL2.to, reason: "50 % of the time for the resolution has passed" }]));
  it("is taken once for its cause", () => expect(due([toL2], "2026-11-23T16:00Z", { taken: new Set([`e.0.clock.${openedAtMs}`]) })).toEqual([]));
  it("is none when the ticket is there already, or over", () => {
    expect(due([toL2], "2026-11-23T16:00Z", { patch: { level: "l3" } })).toEqual([]);
    expect(due([toL2], "2026-11-23T16:00Z", { patch: { stateKind: "resolved" } })).toEqual([]);
    expect(due([{ ...toL2, to: { kind: "team", teamId: "desk" } }], "2026-11-23T16:00Z")).toEqual([]);
  });
  it("by silence counts working time since the desk's last word, and not while the ticket waits", () => {
    const step: EscalationStep = { when: { kind: "silence", minutes: 120 }, to: { kind: "on_call", teamId: null } };
    expect(due([step], "2026-11-23T10:59Z")).toEqual([]);
    expect(due([step], "2026-11-23T11:00Z")).toMatchObject([{ kind: "hierarchical" }]);
    expect(due([step], "2026-11-24T09:30Z", { patch: { lastAgentAtMs: at("2026-11-23T16:00Z") } })).toEqual([]);
    expect(due([step], "2026-11-24T10:00Z", { patch: { lastAgentAtMs: at("2026-11-23T16:00Z") } })).toHaveLength(1);
    expect(due([step], "2026-11-23T16:00Z", { patch: { stateKind: "waiting" } })).toEqual([]);
  });
  it("for a ticket that nobody takes is none once somebody has", () => {
    const step: EscalationStep = { when: { kind: "unassigned", minutes: 60 }, to: { kind: "person", userId: "lead" } };
    expect(due([step], "2026-11-23T10:00Z")).toMatchObject([{ key: "e.0.unassigned", to: { userId: "lead" } }]);
    expect(due([step], "2026-11-23T10:00Z", { patch: { isAssigned: true } })).toEqual([]);
  });
  it("for a ticket that was handed on waits anew for somebody to take it", () => {
    const step: EscalationStep = { when: { kind: "unassigned", minutes: 60 }, to: { kind: "person", userId: "lead" } };
    const patch = { unassignedAtMs: at("2026-11-23T11:00Z") };
    expect(due([step], "2026-11-23T11:59Z", { patch })).toEqual([]);
    expect(due([step], "2026-11-23T12:00Z", { patch, taken: new Set(["e.0.unassigned"]) })).toMatchObject([{ key: `e.0.unassigned.${patch.unassignedAtMs}` }]);
  });
});

describe("a ticket that bounces", () => {
  const over = { lastResortId: "lead" };
  it.each([["at the limit it is still on its way", 3, 0], ["beyond it the owner of last resort takes it", 4, 1]])("%s", (_name, reassignmentCount, count) => expect(due([], "2026-11-23T10:00Z", { patch: { reassignmentCount }, over })).toHaveLength(count));
  it("is taken once, and by nobody when nobody is named", () => {
    expect(due([], "2026-11-23T10:00Z", { patch: { reassignmentCount: 9 }, over, taken: new Set(["e.bounce"]) })).toEqual([]);
    expect(due([], "2026-11-23T10:00Z", { patch: { reassignmentCount: 9 } })).toEqual([]);
  });
});

const minute = 60_000;
const stepOf = fc.record({
  when: fc.oneof(fc.record({ kind: fc.constant("clock" as const), clock: fc.constant("resolution" as const), percent: fc.integer({ min: 1, max: 150 }) }), fc.record({ kind: fc.constantFrom("silence" as const, "unassigned" as const), minutes: fc.integer({ min: 1, max: 900 }) })),
  to: fc.oneof(fc.record({ kind: fc.constant("level" as const), level: fc.constantFrom("l1" as const, "l2" as const) }), fc.constant({ kind: "on_call" as const, teamId: null })),
});
const storedAt = (log: TicketLog, ms: number): StoredClock[] => ticketClocks(log, rules, ms).filter(({ stoppedAtMs }) => stoppedAtMs === null).map(({ kind, state, startedAtMs, elapsedMs, targetMs }) => ({ kind, isPaused: state === "paused", startedAtMs, elapsedMs, targetMs, computedAtMs: ms }));

describe("a ticket whose log is not read", () => {
  it("has no step that is due, whenever its clocks were stored", () => {
    let [read, unread] = [0, 0];
    const scene = fc.record({ steps: fc.array(stepOf, { minLength: 1, maxLength: 3 }), moves: fc.array(fc.record({ after: fc.integer({ min: 1, max: 900 }), stateKind: fc.constantFrom("open" as const, "waiting" as const) }), { maxLength: 3 }), stored: fc.integer({ min: 0, max: 900 }), later: fc.integer({ min: 0, max: 4_000 }), spoke: fc.option(fc.integer({ min: 0, max: 900 })), isAssigned: fc.boolean(), reassignmentCount: fc.integer({ min: 0, max: 5 }), takes: fc.boolean() });
    fc.assert(fc.property(scene, ({ steps, moves, stored, later, spoke, takes, ...patch }) => {
      let lastMs = openedAtMs;
      const entries = [{ after: 0, stateKind: "open" as const }, ...moves].map(({ after, stateKind }, index) => ({ seq: index + 1, atMs: (lastMs += after * minute), stateKind, facts, label: "" }));
      const log: TicketLog = { entries, utterances: [], hasConversation: false };
      const nowMs = lastMs + (stored + later) * minute;
      const seen = { ...ticket("2026-11-23T09:00Z"), ...patch, stateKind: entries.at(-1)?.stateKind ?? "open", lastAgentAtMs: spoke === null ? null : openedAtMs + spoke * minute };
      const full = rule(steps, { lastResortId: "lead" });
      const first = dueSteps(full, { ...seen, clocks: ticketClocks(log, rules, nowMs) }, { taken: new Set(), nowMs });
      const taken = new Set(takes ? first.slice(0, 1).map(({ key }) => key) : []);
      const due = dueSteps(full, { ...seen, clocks: ticketClocks(log, rules, nowMs) }, { taken, nowMs });
      const isRead = mayBeDue(full, seen, { clocks: storedAt(log, lastMs + stored * minute), taken, nowMs });
      if (due.length > 0) expect(isRead).toBe(true);
      [read, unread] = isRead ? [read + 1, unread] : [read, unread + 1];
    }), { numRuns: 300 });
    expect([read > 30, unread > 30]).toEqual([true, true]);
  });
});
