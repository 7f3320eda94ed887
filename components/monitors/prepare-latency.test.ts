import { describe, expect, it } from "vitest";
import { prepareLatency } from "./prepare-latency";

const points = [{ at: "2026-08-18T00:00:00.000Z", p50Ms: 120, p95Ms: 300, samples: 4 }, { at: "2026-08-19T00:00:00.000Z", p50Ms: null, p95Ms: null, samples: 0 }];

describe("preparing a latency chart", () => {
  it("keeps a bucket without a measurement as a gap", () => {
    expect(prepareLatency({ bucketMs: 86_400_000, points }, "Europe/Berlin").series.map((series) => series.points.map((point) => point.value))).toEqual([[120, null], [300, null]]);
  });
  it("names days in UTC, because that is how they were cut, and hours in the viewer's zone", () => {
    expect(prepareLatency({ bucketMs: 86_400_000, points }, "America/New_York")).toMatchObject({ grain: "day", zone: "UTC", bucket: "day (UTC)" });
    expect(prepareLatency({ bucketMs: 3_600_000, points }, "America/New_York")).toMatchObject({ grain: "hour", zone: "America/New_York", bucket: "hour" });
    expect(prepareLatency({ bucketMs: 300_000, points }, "UTC")).toMatchObject({ grain: "minute", bucket: "5 min" });
    expect(prepareLatency({ bucketMs: 7 * 86_400_000, points }, "UTC")).toMatchObject({ grain: "week", bucket: "7 days (UTC)" });
  });
});
