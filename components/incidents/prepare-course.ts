import type { z } from "zod";
import type { incidentCourseOutput, IncidentRow } from "#contract/incidents";
import { scaleOf, type Scale } from "@/components/kit/charts/scale";
import { formatDateTime, formatDuration, formatRatio } from "@/lib/format";

export type Course = NonNullable<z.infer<typeof incidentCourseOutput>["course"]>;

export interface CourseInput {
  course: Course;
  row: Pick<IncidentRow, "startedAt" | "mitigatedAt" | "resolvedAt">;
  declaredAt: string;
  zone: string;
}

export interface CourseChart {
  title: string;
  unit: string;
  rows: { atMs: number; bad: number | null }[];
  fromMs: number;
  toMs: number;
  scale: Scale;
  ticks: { atMs: number; text: string }[];
  /** Where the incident began, was declared, mitigated and resolved. Labels that would lie on each other stand on lines of their own. */
  marks: { atMs: number; text: string; line: number; isAtEnd: boolean }[];
  budget: { value: number; label: string };
  last: { atMs: number; bad: number; text: string } | null;
  summary: string;
}

const ms = (iso: string): number => Date.parse(iso);
const dayMs = 86_400_000;
const unitWords: Readonly<Record<string, string>> = { milliseconds: "time", minutes: "minutes" };

/** Small shares need their digits: 0.04 % is not 0.0 %. */
export const shareText = (share: number | null): string => formatRatio(share, { digits: share !== null && share > 0 && share < 0.01 ? 2 : 1 });

/** Width of a label on a phone, as a share of the chart. */
const labelShare = 0.36;

/** Labels stand to the right of their line, or to the left where they would leave the chart; those that would lie on each other get lines of their own. */
function marksOf({ row, declaredAt, zone }: CourseInput, { fromMs, toMs }: { fromMs: number; toMs: number }): CourseChart["marks"] {
  const named = [["Began", row.startedAt], ["Declared", declaredAt], ["Mitigated", row.mitigatedAt], ["Resolved", row.resolvedAt]] as const;
  const found = named.flatMap(([word, at]) => (at === null || ms(at) < fromMs || ms(at) > toMs ? [] : [{ atMs: ms(at), text: `${word} ${formatDateTime(at, zone, "time")}` }])).sort((a, b) => a.atMs - b.atMs);
  const widthMs = labelShare * (toMs - fromMs);
  const ends: number[] = [];
  return found.map((mark) => {
    const isAtEnd = mark.atMs + widthMs > toMs;
    const startMs = isAtEnd ? mark.atMs - widthMs : mark.atMs;
    const free = ends.findIndex((end) => startMs >= end);
    const line = free === -1 ? ends.length : free;
    ends[line] = startMs + widthMs;
    return { ...mark, line, isAtEnd };
  });
}

function summaryOf(points: Course["points"], zone: string): string {
  const known = points.flatMap(({ at, bad }) => (bad === null ? [] : [{ at, bad }]));
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return "no data";
  const worst = known.reduce((most, point) => (point.bad > most.bad ? point : most), first);
  return `from ${shareText(first.bad)} to ${shareText(last.bad)}, at most ${shareText(worst.bad)} at ${formatDateTime(worst.at, zone)}`;
}

/** Everything that the chart of an incident's SLI has to know before it draws. Pure. */
export function prepareCourse(input: CourseInput): CourseChart {
  const { course, zone } = input;
  const rows = course.points.map(({ at, bad }) => ({ atMs: ms(at), bad }));
  const [fromMs, lastMs] = [rows[0]?.atMs ?? 0, rows.at(-1)?.atMs ?? 0];
  const toMs = lastMs + course.stepMs;
  const style = toMs - fromMs > dayMs ? "day" : "time";
  const known = rows.flatMap(({ atMs, bad }) => (bad === null ? [] : [{ atMs, bad, text: shareText(bad) }]));
  const budget = 1 - course.target;
  return {
    title: course.service === null ? course.name : `${course.service.name} ${course.name}`,
    unit: `share of bad ${unitWords[course.unit] ?? course.unit}, in steps of ${formatDuration(course.stepMs)}`,
    rows, fromMs, toMs, scale: scaleOf(known.map(({ bad }) => bad), "ratio", [0, budget]),
    ticks: Array.from({ length: 5 }, (_, index) => fromMs + ((toMs - fromMs) * index) / 4).map((atMs) => ({ atMs, text: formatDateTime(new Date(atMs).toISOString(), zone, style) })),
    marks: marksOf(input, { fromMs, toMs }),
    budget: { value: budget, label: `sustainable ${formatRatio(budget, { digits: budget < 0.01 ? 2 : 1 })}` },
    last: known.at(-1) ?? null,
    summary: summaryOf(course.points, zone),
  };
}

/** The same figures as rows of a table, the newest first. */
export const courseRows = ({ points }: Course, zone: string): { key: string; name: string; cells: string[] }[] => points.toReversed().map(({ at, bad }) => ({ key: at, name: formatDateTime(at, zone), cells: [shareText(bad)] }));
