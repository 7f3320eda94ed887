import { describe, expect, it } from "vitest";
import { bucketName, bucketTick, tickIndexes } from "@/components/kit/charts/bucket";

describe("labels on a time axis", () => {
  it.each([
    [0, []], [1, [0]], [2, [0, 1]], [5, [0, 1, 2, 3, 4]], [15, [0, 4, 8, 14]], [24, [0, 6, 12, 18, 23]], [90, [0, 24, 48, 72, 89]],
  ])("stand at the first, evenly, and at the last of %d buckets", (count, indexes) => expect(tickIndexes(count)).toEqual(indexes));
  it("are never more than six", () => {
    for (let count = 0; count < 3_000; count += 1) expect(tickIndexes(count).length).toBeLessThanOrEqual(6);
  });
});

describe("a bucket", () => {
  it("is named by its day in the viewer's zone", () => expect(bucketName("2026-09-15T22:00:00Z", "day", "Europe/Berlin")).toBe("16 Sep 2026"));
  it("is named as a week or month", () => {
    expect(bucketName("2026-09-14T00:00:00Z", "week", "UTC")).toBe("week of 14 Sep 2026");
    expect(bucketTick("2026-09-01T00:00:00Z", "month", "UTC")).toBe("Sep 2026");
  });
});
