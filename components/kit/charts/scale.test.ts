import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scaleOf } from "@/components/kit/charts/scale";
import { lineLabelPosition } from "./plot-parts";

const HOUR = 3_600_000;

describe("grid lines", () => {
  it.each([
    ["start at zero for counts", [3, 14, 11], "number", [0, 5, 10, 15]],
    ["are whole for small whole counts", [1, 2], "number", [0, 1, 2]],
    ["go below zero where values do", [-50, 100], "number", [-50, 0, 50, 100]],
    ["stand at hours for durations", [5 * HOUR, 2 * HOUR], "duration", [0, 2 * HOUR, 4 * HOUR, 6 * HOUR]],
    ["stay near the values for high ratios", [0.996, 0.999, 1], "ratio", [0.996, 0.997, 0.998, 0.999, 1]],
    ["start at zero for low ratios", [0.1, 0.4], "ratio", [0, 0.1, 0.2, 0.3, 0.4]],
    ["exist without any value", [], "number", [0, 1]],
    ["exist when all is zero", [0, 0], "number", [0, 1]],
    ["show 100 % when all is met", [1, 1], "ratio", [0, 0.25, 0.5, 0.75, 1]],
  ] as const)("%s", (...[, values, kind, ticks]) => expect(scaleOf(values, kind).ticks).toEqual(ticks));

  it("have room for the word of a target above it, or below it at the upper end", () => {
    const scale = scaleOf([0.02, 0.09], "ratio", [0.1]);
    expect(lineLabelPosition(0.1, scale)).toBe("insideTopLeft");
    expect(lineLabelPosition(0.05, scale)).toBe("insideBottomLeft");
  });

  it("include a target", () => expect(scaleOf([40, 60], "number", [90]).max).toBeGreaterThanOrEqual(90));

  it("are few, rising, and cover every value", () => {
    const value = fc.oneof(fc.integer(), fc.integer({ min: -1_000, max: 1_000 }).map((thousandths) => thousandths / 1_000));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 30 }), fc.constantFrom("number", "duration", "bytes", "ratio"), (values, kind) => {
        const scale = scaleOf(values, kind);
        const slack = (scale.max - scale.min) * 1e-6;
        expect(scale.ticks.length).toBeLessThanOrEqual(7);
        expect(Math.min(...values)).toBeGreaterThanOrEqual(scale.min - slack);
        expect(Math.max(...values)).toBeLessThanOrEqual(scale.max + slack);
        expect(scale.ticks.every((tick, index) => index === 0 || tick > (scale.ticks[index - 1] ?? 0))).toBe(true);
      }),
    );
  });
});
