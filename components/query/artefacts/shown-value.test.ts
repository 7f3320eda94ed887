import { describe, expect, it } from "vitest";
import { fromShown, toShown } from "./shown-value";

const ratio = { unit: "ratio", min: 0.5, max: 0.95 } as const;

describe("an assumption's field", () => {
  it("shows a ratio as percent, without rests of arithmetic", () => expect([toShown(0.8, "ratio"), toShown(0.07, "ratio"), toShown(12, "minutes")]).toEqual([80, 7, 12]));
  it("reads percent back as a ratio", () => expect(fromShown("75", ratio)).toBe(0.75));
  it("keeps the value inside its bounds", () => expect([fromShown("10", ratio), fromShown("500", ratio)]).toEqual([0.5, 0.95]));
  it("takes nothing for what is no number", () => expect([fromShown("", ratio), fromShown("abc", ratio)]).toEqual([null, null]));
});
