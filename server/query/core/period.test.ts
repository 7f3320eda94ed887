import { describe, expect, it } from "vitest";
import type { QueryPlan } from "../contract";
import { boundedBucket, bucketFor, minuteAfter, previousPeriod, resolvePeriod, wholeRecord, withinCoverage } from "./period";

const now = "2026-08-19T10:00:00.000Z";
const plan = (time: QueryPlan["time"]): QueryPlan => ({ intent: "metric_lookup", subject: null, metrics: [], stats: [], dimensions: [], time, compareTo: null, entities: [], filters: [], order: "desc", orderBy: "value", mine: false, secondaryIntents: [], frameworks: [], limit: null, persona: "none", scope: "in" });
const flow = { kind: "flow" as const };

describe("the period of an answer", () => {
  it("is the last 30 days when none is named and they hold data", () => {
    const coverage = { from: "2026-01-01T00:00:00.000Z", to: "2026-08-18T00:00:00.000Z" };
    expect(resolvePeriod(plan(null), flow, { now, zone: "UTC", coverage })).toMatchObject({ from: "2026-07-20T10:00:00.000Z", to: now, basis: "default" });
  });

  it("is the whole record, in whole days of the reader's zone, when the last 30 days hold none", () => {
    const coverage = { from: "2016-02-29T23:30:00.000Z", to: "2016-03-02T22:59:00.000Z" };
    expect(resolvePeriod(plan(null), flow, { now, zone: "Europe/Berlin", coverage })).toEqual({ from: "2016-02-29T23:00:00.000Z", to: "2016-03-02T23:00:00.000Z", label: "1 Mar 2016 to 2 Mar 2016", basis: "whole_record" });
  });

  it("is never widened when it was asked for", () => {
    const coverage = { from: "2016-02-29T00:00:00.000Z", to: "2016-03-02T00:00:00.000Z" };
    const time = { from: "2026-07-01T00:00:00.000Z", to: "2026-08-01T00:00:00.000Z", label: "last month", explicit: true, zone: "UTC" };
    expect(resolvePeriod(plan(time), flow, { now, zone: "UTC", coverage })).toEqual({ from: time.from, to: time.to, label: "last month", basis: "asked" });
  });

  it("begins with the data when it was asked for as the whole record", () => {
    const coverage = { from: "2026-08-11T11:06:25.000Z", to: "2026-08-18T23:00:00.000Z" };
    const time = { from: "1970-01-01T00:00:00.000Z", to: now, label: "the whole record", explicit: true, zone: "UTC" };
    expect(resolvePeriod(plan(time), flow, { now, zone: "UTC", coverage })).toMatchObject({ from: "2026-08-11T00:00:00.000Z", to: "2026-08-19T00:00:00.000Z", basis: "asked" });
  });

  it("of a stock is now", () => {
    expect(resolvePeriod(plan(null), { kind: "stock" }, { now, zone: "UTC", coverage: { from: "2016-01-01T00:00:00.000Z", to: "2016-02-01T00:00:00.000Z" } })).toMatchObject({ to: now, label: "now" });
  });
});

describe("days without data", () => {
  it("after the data's end are not drawn", () => {
    const coverage = { from: "2026-08-01T05:00:00.000Z", to: "2026-08-10T05:00:00.000Z" };
    expect(withinCoverage({ from: "2026-07-20T10:00:00.000Z", to: now }, coverage, "UTC")).toEqual({ from: "2026-08-01T00:00:00.000Z", to: "2026-08-11T00:00:00.000Z" });
  });

  it("before the data's begin give nothing to compare with", () => {
    const period = { from: "2026-08-01T00:00:00.000Z", to: "2026-08-11T00:00:00.000Z" };
    expect(previousPeriod(period, { from: "2026-07-25T00:00:00.000Z", to: now })).toBeNull();
    expect(previousPeriod(period, { from: "2026-07-01T00:00:00.000Z", to: now })).toEqual({ from: "2026-07-22T00:00:00.000Z", to: period.from });
  });
});

describe("days across the change of clocks", () => {
  it("begin and end at local midnight, so that one of them has 23 hours", () => {
    const { from, to } = wholeRecord({ from: "2026-03-29T08:00:00.000Z", to: "2026-03-29T09:00:00.000Z" }, "Europe/Berlin");
    expect([from, to]).toEqual(["2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"]);
  });
});

describe("points", () => {
  it("are days for a month, weeks for a year, months beyond, and never too many", () => {
    const to = "2026-09-01T00:00:00.000Z";
    expect([bucketFor({ from: "2026-08-01T00:00:00.000Z", to }), bucketFor({ from: "2025-09-01T00:00:00.000Z", to }), bucketFor({ from: "2020-01-01T00:00:00.000Z", to })]).toEqual(["day", "week", "month"]);
    expect(boundedBucket("hour", { from: "2020-01-01T00:00:00.000Z", to })).toBe("week");
  });

  it("in time stand still inside a minute", () => {
    expect(minuteAfter("2026-08-19T10:00:00.000Z")).toBe("2026-08-19T10:00:00.000Z");
    expect(minuteAfter("2026-08-19T10:00:00.001Z")).toBe("2026-08-19T10:01:00.000Z");
  });
});
