import fc from "fast-check";
import { expect, it } from "vitest";
import { spreadLabels } from "@/components/kit/charts/spread-labels";

const box = { top: 8, bottom: 168, height: 16 };

it("leaves labels where they are when they do not touch", () => expect(spreadLabels([100, 20, 60], box)).toEqual([100, 20, 60]));
it("pushes touching labels apart and keeps their order", () => expect(spreadLabels([50, 48, 52], box)).toEqual([64, 48, 80]));
it("keeps labels inside the plot", () => expect(spreadLabels([170, 169], box)).toEqual([168, 152]));
it("never lets two of a few overlap, wherever they wish to be", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -50, max: 250, noNaN: true }), { minLength: 2, maxLength: 7 }), (wishes) => {
      const sorted = spreadLabels(wishes, box).sort((a, b) => a - b);
      expect(sorted.every((at, index) => index === 0 || at - (sorted[index - 1] ?? 0) > box.height - 1e-6)).toBe(true);
      expect(sorted[0]).toBeGreaterThanOrEqual(box.top - 1e-6);
      expect(sorted.at(-1)).toBeLessThanOrEqual(box.bottom + 1e-6);
    }),
  );
});
