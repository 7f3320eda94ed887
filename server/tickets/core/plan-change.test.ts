import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultState, refuseStates, standardStates, workingState } from "./default-states";
import { planChange, type DeskPatch, type DeskTicket, type PlannedChange } from "./plan-change";
import { projectEvents, type ProjectableEvent } from "./project-events";

const ana = { id: "usr_1", name: "Ana" };
const desk = { id: "team_1", name: "Service desk" };
const search = { id: "team_2", name: "Search" };
const fresh: DeskTicket = {
  subject: "Search is slow", description: "", state: "New", stateKind: "open", impact: "medium", urgency: "medium", priority: "p3", level: "l1", category: null, tags: [], requester: "Hanna", requesterEmail: null,
  customer: null, service: null, team: desk, assignee: ana, snoozedUntil: null, resolvedAt: null, closedAt: null, reassignmentCount: 0, reopenCount: 0,
};
const t1 = "2026-08-19T10:00:00.000Z";
const t2 = "2026-08-19T11:00:00.000Z";

function plan(before: DeskTicket, patch: DeskPatch, at = t1): PlannedChange {
  const planned = planChange(before, patch, at);
  if (planned === null) throw new Error("nothing changed");
  return planned;
}
const resolved = { state: "Resolved", stateKind: "resolved" } as const;
const closed = { state: "Closed", stateKind: "closed" } as const;

describe("a change of a ticket", () => {
  it("that changes nothing is none", () => expect(planChange(fresh, { subject: fresh.subject, tags: [] }, t1)).toBeNull());

  it("of impact or urgency moves the priority", () => {
    const { after, kind, changes } = plan(fresh, { impact: "high", urgency: "high" });
    expect([after.priority, kind, changes.priority]).toEqual(["p1", "priority", ["p3", "p1"]]);
  });

  it("that makes impact unknown keeps the priority", () => expect(plan(fresh, { impact: null }).after.priority).toBe("p3"));

  it("of the group is a handover and takes it from its assignee", () => {
    const { after, kind, fromTeamId, changes } = plan(fresh, { team: search });
    expect({ kind, fromTeamId, assignee: after.assignee, handovers: after.reassignmentCount }).toEqual({ kind: "reassigned", fromTeamId: "team_1", assignee: null, handovers: 1 });
    expect(changes).toEqual({ group: ["Service desk", "Search"], assignee: ["Ana", null] });
  });

  it("to a first group is an assignment, no handover", () => expect(plan({ ...fresh, team: null }, { team: search }).kind).toBe("assigned"));

  it("to resolved keeps the time; closing later keeps it too; reopening clears both and counts", () => {
    const one = plan(fresh, resolved, t1).after;
    const two = plan(one, closed, t2).after;
    const three = plan(two, { state: "Active", stateKind: "open" }, t2);
    expect([one.resolvedAt, one.closedAt]).toEqual([t1, null]);
    expect([two.resolvedAt, two.closedAt]).toEqual([t1, t2]);
    expect([three.after.resolvedAt, three.after.closedAt, three.after.reopenCount, three.isReopening]).toEqual([null, null, 1, true]);
  });

  it("of the state wakes a snoozed ticket", () => expect(plan({ ...fresh, snoozedUntil: t2 }, { state: "Active" }).after.snoozedUntil).toBeNull());

  it("cuts a long text in the history, and still sees a change behind the cut", () => {
    const long = "x".repeat(200);
    expect(plan({ ...fresh, description: long }, { description: `${long}y` }).changes.description?.[1]).toHaveLength(83);
  });

  it("is told by events from which the same ticket is projected, whatever is done in whatever order", () => {
    const patches = fc.constantFrom<DeskPatch>({ team: search }, { team: desk }, { team: null }, { assignee: ana }, { assignee: null }, resolved, closed, { state: "Active", stateKind: "open" }, { state: "Waiting", stateKind: "waiting" }, { impact: "high" }, { urgency: "low" }, { tags: ["a"] });
    fc.assert(fc.property(fc.array(patches, { maxLength: 12 }), (steps) => {
      let ticket = fresh;
      const told = (kind: ProjectableEvent["kind"], at: string, isReopening: boolean): ProjectableEvent => ({ at, kind, state: ticket.state, stateKind: ticket.stateKind, teamId: ticket.team?.id ?? null, assignee: ticket.assignee?.name ?? null, priority: ticket.priority, isReopening, author: null });
      const events = [told("opened", t1, false)];
      steps.forEach((patch, index) => {
        const at = new Date(Date.parse(t2) + index * 1000).toISOString();
        const planned = planChange(ticket, patch, at);
        if (planned === null) return;
        ticket = planned.after;
        events.push(told(planned.kind, at, planned.isReopening));
      });
      const { state, stateKind, priority, resolvedAt, closedAt, reassignmentCount, reopenCount } = ticket;
      expect(projectEvents(events)).toMatchObject({ state, stateKind, priority, resolvedAt, closedAt, reassignmentCount, reopenCount, teamId: ticket.team?.id ?? null, assignee: ticket.assignee?.name ?? null });
    }), { numRuns: 100 });
  });
});

describe("the states of a desk", () => {
  it("are usable as they come", () => {
    expect(refuseStates(standardStates)).toBeNull();
    expect([defaultState(standardStates, "waiting").name, workingState(standardStates).name]).toEqual(["Awaiting User Info", "Active"]);
  });
  it("need one default of each kind", () => expect(refuseStates(standardStates.filter(({ kind }) => kind !== "waiting"))).toBe("Exactly one state that means waiting has to be the default; there is none."));
  it("differ by name", () => expect(refuseStates([...standardStates, { name: "NEW", kind: "open", isDefault: false }])).toBe('Two states are called "new".'));
});
