import { describe, expect, it } from "vitest";
import { draftUpdate } from "./draft-update";
import type { IncidentDetail } from "./incident-cards";
import { courseRows, prepareCourse, type Course } from "./prepare-course";
import { entriesIn } from "./timeline-kinds";

const at = (minutes: number): string => new Date(Date.parse("2026-08-19T10:00:00.000Z") + minutes * 60_000).toISOString();
const course: Course = { slug: "search-latency", name: "latency", service: { slug: "search", name: "Search" }, target: 0.99, unit: "requests", stepMs: 60_000, points: [{ at: at(0), bad: 0.004 }, { at: at(1), bad: 0.6 }, { at: at(2), bad: null }, { at: at(100), bad: 0 }] };
const row = { startedAt: at(1), mitigatedAt: at(60), resolvedAt: null };
const chart = prepareCourse({ course, row, declaredAt: at(3), zone: "UTC" });

describe("the chart of an incident's SLI", () => {
  it("says what is drawn, in what steps, and against which share", () => {
    expect([chart.title, chart.unit, chart.budget.label]).toEqual(["Search latency", "share of bad requests, in steps of 1 min", "sustainable 1.0\u00a0%"]);
    expect(chart.summary).toBe("from 0.40\u00a0% to 0\u00a0%, at most 60.0\u00a0% at 19 Aug 2026, 10:01");
  });

  it("keeps a gap where nothing was measured, in the line and in the table", () => {
    expect(chart.rows[2]?.bad).toBeNull();
    expect(courseRows(course, "UTC")[1]?.cells).toEqual(["no data"]);
  });

  it("marks what happened; labels that would lie on each other have lines of their own", () => {
    expect(chart.marks.map(({ text, line, isAtEnd }) => [text, line, isAtEnd])).toEqual([["Began 10:01", 0, false], ["Declared 10:03", 1, false], ["Mitigated 11:00", 0, false]]);
    expect(prepareCourse({ course, row: { ...row, mitigatedAt: at(30) }, declaredAt: at(3), zone: "UTC" }).marks.map(({ line }) => line)).toEqual([0, 1, 2]);
    expect(prepareCourse({ course, row: { ...row, mitigatedAt: at(95), resolvedAt: at(900) }, declaredAt: at(3), zone: "UTC" }).marks.at(-1)).toMatchObject({ text: "Mitigated 11:35", isAtEnd: true });
  });
});

describe("a drafted update", () => {
  const incident = { row: { title: "Search is slow", startedAt: at(0), mitigatedAt: null }, services: [{ name: "search" }, { name: "catalog" }, { name: "web" }], nextUpdate: { everyMinutes: 30 } } as unknown as IncidentDetail;
  const reader = { now: at(10), zone: "Europe/Berlin" };
  it("says what is on record and nothing else", () => expect(draftUpdate(incident, reader)).toBe("Search is slow. Affected: search, catalog and web. It began at 12:00 and we are working on it. We tell you more by 12:40."));
  it("says since when it has not shown", () => expect(draftUpdate({ ...incident, services: [], row: { ...incident.row, mitigatedAt: at(5) } }, reader)).toBe("Search is slow. It has not shown since 12:05; we watch it before we call it resolved. We tell you more by 12:40."));
});

it("a view of the timeline holds its kinds, the newest first", () => {
  const timeline = ["declared", "alert", "message", "note", "update", "task"].map((kind, seq) => ({ kind, seq })) as unknown as IncidentDetail["timeline"];
  const kinds = (view: Parameters<typeof entriesIn>[1]): string[] => entriesIn(timeline, view).map(({ kind }) => kind);
  expect([kinds("all"), kinds("messages"), kinds("notes"), kinds("states"), kinds("alerts")]).toEqual([["task", "update", "note", "message", "alert", "declared"], ["update", "message"], ["note"], ["declared"], ["alert"]]);
});
