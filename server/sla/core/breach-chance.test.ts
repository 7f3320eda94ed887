import { describe, expect, it } from "vitest";
import { breachChance } from "./breach-chance";

const hundred = Array.from({ length: 100 }, (_, index) => index + 1);

describe("the chance of a breach", () => {
  it.each([
    ["before anything has elapsed it is the share of all that took longer", 0, 80, 0.2, 100],
    ["it grows with what has elapsed", 60, 80, 0.5, 40],
    ["at the target it is certain that more will elapse", 80, 80, 1, 20],
    ["beyond every finished one nothing is known", 99, 200, null, 1],
    ["after the target it has happened", 81, 80, 1, 19],
    ["a target that nothing ever broke", 0, 100, 0, 100],
  ])("%s", (_name, elapsedMs, targetMs, chance, sample) => expect(breachChance(hundred, { elapsedMs, targetMs })).toEqual({ chance, sample }));
  it("says nothing from too few", () => expect(breachChance([1, 2, 3], { elapsedMs: 0, targetMs: 2 })).toEqual({ chance: null, sample: 3 }));
});
