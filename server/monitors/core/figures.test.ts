import { describe, expect, it } from "vitest";
import { chooseWindow, claimOf, dayMs, fillLatencyBuckets, latencyBucketMs, monitorSlug, nameKey, parseHistoryEntry, parseSummaryEntry, sortMonitors } from ".";

const now = Date.parse("2026-11-20T00:00:00Z");

describe("the window of the figures", () => {
  const old = { firstCheckMs: now - 200 * dayMs, lastCheckMs: now - 90 * dayMs };
  it("is the whole record, with its last check, when nothing is newer than 30 days", () => {
    expect(chooseWindow(undefined, old, now)).toEqual({ id: "all", fromMs: old.firstCheckMs, toMs: old.lastCheckMs + 1 });
  });
  it("is the last 30 days when something was checked in them", () => {
    expect(chooseWindow(undefined, { ...old, lastCheckMs: now - 30 * dayMs }, now)).toEqual({ id: "30d", fromMs: now - 30 * dayMs, toMs: now });
  });
  it("is what was asked for, and empty without any data", () => {
    expect(chooseWindow("24h", old, now)).toEqual({ id: "24h", fromMs: now - dayMs, toMs: now });
    expect(chooseWindow(undefined, { firstCheckMs: null, lastCheckMs: null }, now)).toEqual({ id: "all", fromMs: now, toMs: now });
  });
});

describe("latency buckets", () => {
  it.each([
    ["a day of checks each minute", { spanMs: dayMs, samples: 1440, expected: 15 * 60_000 }],
    ["two days of checks each hour", { spanMs: 2 * dayMs, samples: 48, expected: 3_600_000 }],
    ["ten days with few checks", { spanMs: 10 * dayMs, samples: 26, expected: dayMs }],
    ["a week with many checks, named by day", { spanMs: 7 * dayMs, samples: 20_000, expected: dayMs }],
    ["a year", { spanMs: 365 * dayMs, samples: 500_000, expected: 7 * dayMs }],
    ["nothing measured", { spanMs: dayMs, samples: 0, expected: dayMs }],
    ["a century", { spanMs: 36_500 * dayMs, samples: 10_000_000, expected: 28 * dayMs }],
  ])("for %s", (_, { spanMs, samples, expected }) => expect(latencyBucketMs(spanMs, samples, 200)).toBe(expected));
  it("show a gap where nothing was measured", () => {
    const bucket = (atMs: number) => ({ atMs, p50Ms: 5, p95Ms: 9, samples: 2 });
    expect(fillLatencyBuckets([bucket(0), bucket(20)], 10)).toEqual([bucket(0), { atMs: 10, p50Ms: null, p95Ms: null, samples: 0 }, bucket(20)]);
    expect(fillLatencyBuckets([], 10)).toEqual([]);
  });
});

describe("names", () => {
  it.each([["Manual (dev)", "manual-dev"], ["GitHub", "github"], ["Café Ünïted", "cafe-united"], ["日本", "site"], ["Outages", "outages-2"], ["Shop", "shop-3"]])("gives %s the address %s", (name, slug) => {
    expect(monitorSlug(name, new Set(["shop", "shop-2"]))).toBe(slug);
  });
  it("sees that a file name means a site", () => expect(nameKey("my-sql-playground")).toBe(nameKey("MySQL Playground")));
});

describe("sorting monitors", () => {
  const monitor = (slug: string, availability: number | null) => ({ slug, name: slug.toUpperCase(), availability, outages: 0, latencyP95Ms: null });
  const all = [monitor("c", null), monitor("b", 0.9), monitor("a", 0.9), monitor("d", 0.5)];
  const slugs = (sort: "availability" | "-availability" | "outages", after: { key: number | null; slug: string } | null = null) => sortMonitors(all, sort, after).map((one) => one.slug).join("");
  it("puts no data last in both directions and breaks ties by slug", () => expect([slugs("availability"), slugs("-availability"), slugs("outages")]).toEqual(["dabc", "abdc", "abcd"]));
  it("goes on behind a place, also behind one without a figure", () => expect([slugs("availability", { key: 0.9, slug: "a" }), slugs("-availability", { key: null, slug: "c" }), slugs("-availability", { key: 0.5, slug: "d" })]).toEqual(["bc", "", "c"]));
});

describe("what the source says", () => {
  const summary = parseSummaryEntry({ name: "Shop", url: "https://shop.example", slug: "shop", status: "up", uptime: "99.62%", uptimeDay: "n/a", time: 1002, timeDay: -1, dailyMinutesDown: { "2026-08-18": 36 } });
  it("turns percentages into ratios and what it cannot read into no data", () => {
    expect(summary).toMatchObject({ ok: true, value: { uptimeRatio: { all: 0.9962, day: null, week: null }, latencyMs: { all: 1002, day: null }, minutesDownByDay: { "2026-08-18": 36 } } });
  });
  it("refuses an entry without a name and one whose minutes are no numbers", () => {
    expect([parseSummaryEntry({ url: "x" }).ok, parseSummaryEntry({ name: "Shop", dailyMinutesDown: { "2026-08-18": "many" } }).ok, parseSummaryEntry(null).ok]).toEqual([false, false, false]);
  });
  it("joins both files, and is silent when both are", () => {
    const history = parseHistoryEntry({ url: "https://shop.example", status: "down", code: 502, startTime: "2026-08-11T11:06:25.238Z", lastUpdated: "soon", generator: "Upptime <https://example.org>" });
    if (!summary.ok || !history.ok) throw new Error("both are well formed");
    expect(claimOf(summary.value, history.value, null)).toMatchObject({ generator: "Upptime", status: "down", httpStatus: 502, startedAt: "2026-08-11T11:06:25.238Z", updatedAt: null, uptimeRatio: { all: 0.9962 } });
    expect(claimOf(null, history.value, null)).toMatchObject({ uptimeRatio: { all: null }, minutesDownByDay: null });
    expect(claimOf(null, null, null)).toBeNull();
  });
  it("keeps what a file that is missing now said before", () => {
    const before = summary.ok ? claimOf(summary.value, null, null) : null;
    expect(claimOf(null, { url: "", status: "down", httpStatus: null, startedAt: null, updatedAt: null, generator: null }, before)).toEqual({ ...before, status: "down" });
    expect(claimOf(null, null, before)).toBe(before);
  });
});
