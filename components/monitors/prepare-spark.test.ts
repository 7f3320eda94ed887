import { describe, expect, it } from "vitest";
import { prepareSpark } from "./prepare-spark";

const box = { width: 22, height: 12, edge: 1 };

describe("a small line of response times", () => {
  it("begins at zero, so that a small change looks small", () => {
    expect(prepareSpark([100, 50, 0], box)).toEqual(["1.0,1.0 11.0,6.0 21.0,11.0"]);
  });
  it("breaks where nothing was measured, and keeps a single measurement visible", () => {
    expect(prepareSpark([100, null, 100], box)).toEqual(["1.0,1.0 1.0,1.0", "21.0,1.0 21.0,1.0"]);
  });
  it("draws nothing without a measurement, and lies at the bottom when everything took no time", () => {
    expect([prepareSpark([], box), prepareSpark([null], box), prepareSpark([0, 0], box)]).toEqual([[], [], ["1.0,11.0 21.0,11.0"]]);
  });
});
