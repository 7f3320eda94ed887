import type { Metadata } from "next";
import { MessageSquareText } from "lucide-react";
import Link from "next/link";
import type { GoalProgress } from "#contract/catalog";
import { formatTarget } from "@/components/catalog/format-target";
import { GoalBar } from "@/components/catalog/goal-progress";
import { EditGoalSheet } from "@/components/catalog/goal-sheets";
import { goalBadge, progressText, unitOf, valueText, wayText } from "@/components/catalog/goal-words";
import { LineTrend } from "@/components/kit/charts/line-trend";
import { DescriptionList } from "@/components/kit/description-list";
import { Page, PageHeader } from "@/components/kit/page-header";
import { StatusBadge } from "@/components/kit/status-badge";
import { SummaryStrip } from "@/components/kit/summary-strip";
import { TopBar } from "@/components/shell/top-bar";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { formatDateTime, formatRatio, type ValueKind } from "@/lib/format";
import { operations } from "@/server/api/operations";
import { pageCall, pageContext } from "@/server/api/page";
import { loadGoalChoices } from "../load-goal-choices";

export const metadata: Metadata = { title: "Goal" };

const weeksMs = 26 * 7 * 86_400_000;
const day = (on: string | null): string => (on === null ? "no date" : formatDateTime(`${on}T00:00:00Z`, "UTC", "date"));
const kindOf = (unit: string): ValueKind => (unit === "ratio" ? "ratio" : unit === "ms" ? "duration" : "number");

/** The metric week by week over the last half year; nothing for one that only stands as it stands, or that is hidden. */
async function loadTrend({ metric, goal, at }: GoalProgress) {
  if (metric === null || metric.kind === "stock") return null;
  const to = new Date(Math.floor(Date.parse(at) / 3_600_000) * 3_600_000);
  const input = { metric: metric.id, from: new Date(to.getTime() - weeksMs).toISOString(), to: to.toISOString(), bucket: "week" as const, entities: goal.service === null ? [] : [`service:${goal.service.slug}`] };
  const table = await pageCall(operations.query.trend, input);
  return table.rows.flatMap((row) => {
    const [bucket, value] = [row[table.columns[0]?.key ?? ""], row[metric.id]];
    return typeof bucket === "string" ? [{ at: bucket, value: typeof value === "number" ? value : null }] : [];
  });
}

function Figures({ row }: { row: GoalProgress }) {
  return (
    <SummaryStrip
      label="Figures"
      items={[
        { label: "Now", value: valueText(row.value, row), detail: row.period ?? row.reason },
        { label: "Target", value: formatTarget(row.goal.target, unitOf(row)), detail: `due ${day(row.goal.dueOn)}` },
        { label: "Way done", value: progressText(row), detail: wayText(row) },
        { label: "Time passed", value: row.elapsed === null ? "no data" : formatRatio(row.elapsed, { digits: 0 }), detail: row.goal.startOn === null ? "it has no start" : `since ${day(row.goal.startOn)}` },
      ]}
    />
  );
}

function About({ row }: { row: GoalProgress }) {
  const { goal, metric } = row;
  return (
    <Card>
      <CardHeader title="How it is measured" />
      <CardBody className="grid gap-4">
        <GoalBar row={row} className="max-w-120" />
        <DescriptionList
          items={[
            { term: "Metric", description: metric?.label ?? goal.metric },
            { term: "Means", description: metric?.definition ?? row.reason },
            { term: "Taken over", description: row.period },
            { term: "Service", description: goal.service === null ? "all of them" : <Link href={`/services/${goal.service.slug}`} className="text-link hover:underline">{goal.service.name}</Link> },
            { term: "Better", description: metric === null ? null : metric.goodDirection === "up" ? "more" : metric.goodDirection === "down" ? "less" : "towards the target" },
            { term: "Owner", description: goal.ownerName === "" ? "no owner" : goal.ownerName },
            ...(row.reason === null ? [] : [{ term: "No value", description: row.reason }]),
          ]}
        />
        <p className="text-xs text-fg-3">On track: at least as much of the way is done as of the time has passed, an even pace assumed.</p>
      </CardBody>
    </Card>
  );
}

export default async function GoalPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { actor } = await pageContext();
  const row = await pageCall(operations.catalog.getGoalProgress, { id });
  const canAsk = actor.permissions.has("query.ask");
  const [points, choices] = await Promise.all([canAsk ? loadTrend(row) : null, actor.permissions.has("catalog.write") ? loadGoalChoices() : null]);
  const { goal, metric } = row;
  const question = metric === null ? null : `How did ${metric.label.toLowerCase()} develop per week${goal.service === null ? "" : ` for ${goal.service.name}`}?`;
  const actions = (
    <>
      {question === null || !canAsk ? null : <Button asChild size="sm" className="max-sm:hidden"><Link href={`/ask?q=${encodeURIComponent(question)}`}><MessageSquareText aria-hidden />Ask about this</Link></Button>}
      {choices === null ? null : <EditGoalSheet goal={goal} choices={choices} />}
    </>
  );
  return (
    <>
      <TopBar crumbs={[{ label: "Organisation" }, { label: "Goals", href: "/goals" }, { label: goal.title }]} actions={actions} />
      <Page>
        <PageHeader title={goal.title} aside={<StatusBadge {...goalBadge(row)} />} description={goal.ownerName === "" ? "It has no owner." : `Owned by ${goal.ownerName}.`} />
        <Figures row={row} />
        {points === null || metric === null || points.length === 0 ? null : (
          <LineTrend title={metric.label} unit={`per week, ${actor.zone}`} series={[{ id: metric.id, label: metric.label, points }]} kind={kindOf(metric.unit)} grain="week" zone={actor.zone} isLastIncomplete target={goal.target === null ? null : { value: goal.target, label: "target" }} />
        )}
        <About row={row} />
      </Page>
    </>
  );
}
