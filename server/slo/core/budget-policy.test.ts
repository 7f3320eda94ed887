import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextFreezes, policyFault, usualPolicy, type PolicyState } from "./budget-policy";

const state = (remaining: number | null, open: readonly string[] = [], over: Partial<PolicyState> = {}): PolicyState => ({ policy: usualPolicy, remaining, hysteresis: 0.02, open: new Set(open), isActive: true, ...over });
const acts = (remaining: number | null, open: readonly string[] = [], over: Partial<PolicyState> = {}) => {
  const { opened, closed } = nextFreezes(state(remaining, open, over));
  return { opened: opened.map(({ act }) => act), closed };
};

describe("an error budget policy", () => {
  it.each([
    ["well above half: nothing", 0.51, [], [], []],
    ["at half exactly: a warning", 0.5, [], ["warn"], []],
    ["at a quarter: warning and soft freeze at once, when it fell past both", 0.25, [], ["warn", "soft"], []],
    ["nothing left: all three", 0, [], ["warn", "soft", "hard"], []],
    ["overspent: all three", -3, [], ["warn", "soft", "hard"], []],
    ["what is open stays open", 0.2, ["warn", "soft"], [], []],
    ["on the line after a recovery: still open", 0.27, ["warn", "soft"], [], []],
    ["beyond threshold and hysteresis: closed", 0.271, ["warn", "soft"], [], ["soft"]],
    ["a new calendar window: everything closes", 1, ["warn", "soft", "hard"], [], ["warn", "soft", "hard"]],
    ["a hard freeze closes only beyond its own hysteresis", 0.02, ["warn", "soft", "hard"], [], []],
    ["no data: nothing opens, nothing closes", null, ["soft"], [], []],
  ])("%s", (_, remaining, open, opened, closed) => {
    expect(acts(remaining, open)).toEqual({ opened, closed });
  });

  it("closes what its policy no longer names, with or without data, and everything of an SLO that is paused", () => {
    expect(acts(-1, ["warn", "hard"], { policy: [] })).toEqual({ opened: [], closed: ["warn", "hard"] });
    expect(acts(null, ["hard"], { policy: [] })).toEqual({ opened: [], closed: ["hard"] });
    expect(acts(-1, ["hard"], { isActive: false })).toEqual({ opened: [], closed: ["hard"] });
  });

  it("never opens and closes the same thing, and is at rest after one round on the same value", () => {
    fc.assert(fc.property(fc.double({ min: -2, max: 1, noNaN: true }), fc.subarray(["warn", "soft", "hard"]), (remaining, open) => {
      const first = acts(remaining, open);
      expect(first.opened.filter((act) => first.closed.includes(act))).toEqual([]);
      const after = [...open.filter((act) => !first.closed.includes(act)), ...first.opened];
      expect(acts(remaining, after)).toEqual({ opened: [], closed: [] });
    }));
  });

  it("is refused when a step stands twice or a harder one comes first", () => {
    expect(policyFault(usualPolicy)).toBeNull();
    expect(policyFault([])).toBeNull();
    expect(policyFault([{ act: "soft", remaining: 0.2 }, { act: "soft", remaining: 0.1 }])).toBe("Name each step once.");
    expect(policyFault([{ act: "hard", remaining: 0.3 }, { act: "soft", remaining: 0.2 }])).toContain("the less is left");
  });
});
