import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agentsNeeded, erlangB, meanWaitMinutes, occupancy, serviceLevel, waitingProbability } from "./erlang";

/** The same probability from the states of the queue, summed directly: P(0) from the series, then the share of states with all servers busy. */
function waitingFromStates(servers: number, load: number): number {
  let term = 1;
  let below = 1;
  for (let n = 1; n < servers; n += 1) {
    term *= load / n;
    below += term;
  }
  const full = (term * load) / servers / (1 - load / servers);
  return full / (below + full);
}

describe("Erlang's formulas", () => {
  it.each([
    [1, 0.5, 0.5, "one server: the wait is the load"],
    [2, 1, 1 / 3, "two servers, one erlang: a third waits"],
    [3, 2, 4 / 9, "three servers, two erlangs: four in nine wait"],
  ])("%d servers and %d erlangs: %d", (servers, load, expected) => expect(waitingProbability(servers, load)).toBeCloseTo(expected, 12));

  it("agree with a hand-worked desk: 30 calls an hour of 4 minutes, 3 agents", () => {
    // load 2; C = 4/9; share within 1 minute = 1 - 4/9 * e^(-1/4); mean wait = 4/9 * 4 min.
    const desk = { arrivalsPerHour: 30, handleMinutes: 4, agents: 3 };
    expect(serviceLevel(desk, 1)).toBeCloseTo(1 - (4 / 9) * Math.exp(-0.25), 12);
    expect(meanWaitMinutes(desk)).toBeCloseTo(16 / 9, 12);
    expect(occupancy(desk)).toBeCloseTo(2 / 3, 12);
  });

  it("turn away as Erlang B says: two servers, one erlang, one in five", () => expect(erlangB(2, 1)).toBeCloseTo(0.2, 12));
  it("nobody waits where nothing arrives", () => expect([waitingProbability(1, 0), serviceLevel({ arrivalsPerHour: 0, handleMinutes: 5, agents: 1 }, 0)]).toEqual([0, 1]));
  it("everybody waits without end where the work exceeds the agents", () => {
    const drowned = { arrivalsPerHour: 60, handleMinutes: 2, agents: 2 };
    expect([waitingProbability(2, 2), serviceLevel(drowned, 60), meanWaitMinutes(drowned)]).toEqual([1, 0, null]);
  });

  it("agree with the sum over the states of the queue", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 80 }), fc.double({ min: 0.001, max: 0.999, noNaN: true }), (servers, share) => {
      const load = servers * share;
      expect(waitingProbability(servers, load)).toBeCloseTo(waitingFromStates(servers, load), 9);
    }));
  });
  it("more agents never wait more, and a longer promise is never kept less", () => {
    fc.assert(fc.property(fc.double({ min: 0.1, max: 500, noNaN: true }), fc.double({ min: 0.5, max: 60, noNaN: true }), fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 120, noNaN: true }), (arrivalsPerHour, handleMinutes, agents, within) => {
      const queue = { arrivalsPerHour, handleMinutes, agents };
      expect(serviceLevel({ ...queue, agents: agents + 1 }, within)).toBeGreaterThanOrEqual(serviceLevel(queue, within) - 1e-12);
      expect(serviceLevel(queue, within + 5)).toBeGreaterThanOrEqual(serviceLevel(queue, within) - 1e-12);
    }));
  });
});

describe("agents needed", () => {
  it("are the fewest that keep the promise", () => {
    fc.assert(fc.property(fc.double({ min: 0.1, max: 300, noNaN: true }), fc.double({ min: 0.5, max: 40, noNaN: true }), fc.double({ min: 0.5, max: 0.99, noNaN: true }), fc.double({ min: 0, max: 60, noNaN: true }), (arrivalsPerHour, handleMinutes, share, withinMinutes) => {
      const agents = agentsNeeded({ arrivalsPerHour, handleMinutes }, { share, withinMinutes });
      expect(agents).not.toBeNull();
      expect(serviceLevel({ arrivalsPerHour, handleMinutes, agents: agents ?? 0 }, withinMinutes)).toBeGreaterThanOrEqual(share);
      if ((agents ?? 0) > 1) expect(serviceLevel({ arrivalsPerHour, handleMinutes, agents: (agents ?? 0) - 1 }, withinMinutes)).toBeLessThan(share);
    }));
  });
  it("a known case: 100 calls an hour of 3 minutes, 80 % within 20 seconds: 8", () => {
    // 5 erlangs. With 7 agents C = 0.3241, 80.4 % would need 0.605 of it: 1 - 0.3241 * e^(-2*(1/3)/3) = 0.7405; with 8, C = 0.1673, 0.8801.
    expect(agentsNeeded({ arrivalsPerHour: 100, handleMinutes: 3 }, { share: 0.8, withinMinutes: 1 / 3 })).toBe(8);
    expect(waitingProbability(7, 5)).toBeCloseTo(0.3241, 4);
    expect(waitingProbability(8, 5)).toBeCloseTo(0.1673, 4);
  });
  it("none where the load is beyond any desk", () => expect(agentsNeeded({ arrivalsPerHour: 1_000_000, handleMinutes: 60 }, { share: 0.8, withinMinutes: 1 })).toBeNull());
});
