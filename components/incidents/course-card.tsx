"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { useMemo } from "react";
import { courseRows, prepareCourse, type CourseChart, type CourseInput } from "@/components/incidents/prepare-course";
import { ChartCard } from "@/components/kit/charts/chart-card";
import { ChartTable } from "@/components/kit/charts/chart-table";

const CoursePlot = dynamic(() => import("@/components/incidents/course-plot").then((module) => module.CoursePlot), { ssr: false });

const height = 210;

/** Written only when it is shown. */
const CourseTable = ({ chart, course, zone }: Pick<CourseInput, "course" | "zone"> & { chart: CourseChart }) => <ChartTable caption={`${chart.title}, ${chart.unit}`} first="From" columns={["Bad"]} rows={courseRows(course, zone)} />;

/** How the SLI that the incident hit most went before, during and after it. */
export function CourseCard({ course, row, declaredAt, zone }: CourseInput) {
  const chart = useMemo(() => prepareCourse({ course, row, declaredAt, zone }), [course, row, declaredAt, zone]);
  return (
    <ChartCard
      title={chart.title}
      unit={chart.unit}
      chart={<div role="img" aria-label={`${chart.title}, ${chart.unit}: ${chart.summary}.`} style={{ height }}><CoursePlot chart={chart} height={height} zone={zone} /></div>}
      table={<CourseTable chart={chart} course={course} zone={zone} />}
      footer={<span>Of the SLOs of the affected services the one that suffered most: <Link href={`/slos/${course.slug}`} className="text-link underline underline-offset-3">{chart.title}</Link>. A gap is no data.</span>}
    />
  );
}
