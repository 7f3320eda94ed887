import { CalendarDays, Plus } from "lucide-react";
import type { Metadata } from "next";
import { Banner } from "@/components/kit/banner";
import { Columns } from "@/components/kit/charts/columns";
import { LineTrend } from "@/components/kit/charts/line-trend";
import { RankedBars } from "@/components/kit/charts/ranked-bars";
import { Citation } from "@/components/kit/citation";
import { CopyButton } from "@/components/kit/copy-button";
import { DescriptionList } from "@/components/kit/description-list";
import { EmptyState } from "@/components/kit/empty-state";
import { Figure } from "@/components/kit/figure";
import { FilterBar } from "@/components/kit/filter-bar";
import { Markdown } from "@/components/kit/markdown";
import { Page, PageHeader } from "@/components/kit/page-header";
import { ProgressPanel } from "@/components/kit/progress-panel";
import { ReadingChip } from "@/components/kit/reading-chip";
import { ChartSkeleton, SummarySkeleton, TableSkeleton } from "@/components/kit/skeletons";
import { StatusBadge } from "@/components/kit/status-badge";
import { StatusMark } from "@/components/kit/status-mark";
import { SummaryStrip } from "@/components/kit/summary-strip";
import { Timestamp } from "@/components/kit/timestamp";
import type { PageParams, PageUrl } from "@/components/kit/with-params";
import { KeysButton } from "@/components/shell/keys-button";
import { TopBar } from "@/components/shell/top-bar";
import { Person } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Block } from "./block";
import { Buttons, Failure, Inputs, Layers, Refetch, SampleForm, Upload, Views } from "./controls";
import { COUNTS, NOW, PROSE, RANKED, TREND, ZONE } from "./sample";
import { SampleTable } from "./sample-table";

export const metadata: Metadata = { title: "Component kit" };

function Signs() {
  return (
    <>
      <Block title="Status: shape, word, colour" className="md:col-span-3">
        <div className="grid gap-2">
          {(["healthy", "at_risk", "exhausted", "maintenance", "no_data"] as const).map((status) => (
            <StatusBadge key={status} status={status} />
          ))}
        </div>
      </Block>
      <Block title="Badges, chips, citations, people" className="md:col-span-4">
        <div className="flex flex-wrap gap-1.5">
          <Badge tone="critical">
            <StatusMark tone="critical" className="size-3" />
            SEV1
          </Badge>
          <Badge tone="warn">
            <StatusMark tone="warn" className="size-3" />
            SEV2
          </Badge>
          <Badge>tier 1</Badge>
          <Badge tone="outline">Open</Badge>
        </div>
        <div className="flex flex-wrap gap-1.5">
          <ReadingChip connective="Team" value="payments" />
          <ReadingChip connective="in" value="Q3 2026" isAssumed />
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <Citation id="INC-2047" href="/design" title="Search slow" />
          <Citation id="SLO-014" />
          <Figure value="118.0" unit="min" href="/design" className="text-sm" />
          <Person name="Aiko Tanaka" />
          <Timestamp iso="2026-09-16T06:42:00Z" now={NOW} zone={ZONE} />
          <CopyButton text="INC-2047" label="id" />
        </div>
      </Block>
      <Block title="Tabs and segments" className="md:col-span-5">
        <Views />
      </Block>
    </>
  );
}

function Charts() {
  return (
    <>
      <div className="min-w-0 md:col-span-6">
        <LineTrend title="Load" unit="requests a second, by service" series={TREND} kind="number" grain="hour" zone="UTC" isLastIncomplete target={{ value: 90, label: "limit 90" }} syncId="gallery" />
      </div>
      <div className="min-w-0 md:col-span-6">
        <Columns title="Tickets opened" unit="a day" label="opened" points={COUNTS} kind="number" grain="day" zone="UTC" isLastIncomplete />
      </div>
      <div className="min-w-0 md:col-span-4">
        <RankedBars title="Tickets by service" unit="tickets" subject="Service" items={RANKED} kind="number" />
      </div>
    </>
  );
}

function Feedback() {
  return (
    <>
      <Block title="Empty" className="md:col-span-4">
        <EmptyState kind="none" title="No windows yet" icon={<CalendarDays aria-hidden />} className="py-4" action={<Button size="sm"><Plus aria-hidden />New window</Button>}>
          Plan the first one and everyone affected is told.
        </EmptyState>
      </Block>
      <Block title="Error" className="md:col-span-4">
        <Failure />
      </Block>
      <Block title="Progress and refetch" className="md:col-span-4">
        <ProgressPanel title="Importing tickets" done={412} total={594} state="running" action={<Button variant="link" size="sm">Cancel</Button>} />
        <ProgressPanel title="Importing monitors" done={14} total={14} state="succeeded" detail="12 created, 2 unchanged" />
        <Refetch />
      </Block>
      <Block title="Banners" className="md:col-span-8">
        <Banner>This table counts a ticket once, by its last group.</Banner>
        <Banner tone="info" title="Demo organisation.">Its figures are made up.</Banner>
        <Banner tone="warn" title="7 tickets breach by 16:00" action={<Button size="sm">See who</Button>}>with the 3 people on shift.</Banner>
        <Banner tone="critical" title="Imports stopped.">The disk is full.</Banner>
      </Block>
      <Block title="Prose" className="md:col-span-4">
        <Markdown shift={2}>{PROSE}</Markdown>
      </Block>
      <div className="grid content-start gap-4 md:col-span-12 md:grid-cols-2">
        <div className="grid content-start gap-4">
          <SummarySkeleton label="summary" items={3} />
          <TableSkeleton label="tickets" rows={2} columns={4} />
        </div>
        <ChartSkeleton label="chart" height={88} />
      </div>
    </>
  );
}

export default async function DesignPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const url: PageUrl = { pathname: "/design", params: await searchParams };
  return (
    <>
      <TopBar crumbs={[{ label: "Design" }, { label: "Component kit" }]} actions={<KeysButton />} />
      <div>
        <Page>
          <PageHeader title="Component kit" description="Every part once, with made-up figures." aside={<Badge>sample data</Badge>} />
          <SummaryStrip
            label="Summary"
            items={[
              { label: "Services on course", value: <Figure value="8" href="/design" />, unit: "of 11 measured", detail: "reporting has no data" },
              { label: "Incident minutes, 30 d", value: "214", unit: "min", detail: "37 fewer than the 30 d before" },
              { label: "SLA met, 30 d", value: "96.8", unit: "%", detail: "of 412 tickets; target 97\u00a0%", tone: "warn" },
              { label: "Open tickets", value: "148", detail: "12 more than yesterday" },
            ]}
          />
          <FilterBar search={{ placeholder: "Filter objectives" }} filters={[{ param: "status", label: "Status", options: [{ value: "healthy", label: "Healthy" }, { value: "at_risk", label: "At risk" }] }, { param: "team", label: "Team", options: [{ value: "payments", label: "payments" }] }]} />
          <SampleTable url={url} />
          <div className="grid grid-cols-[minmax(0,1fr)] gap-4 md:grid-cols-12">
            <Block title="Buttons" className="md:col-span-4"><Buttons /></Block>
            <Block title="Inputs" className="md:col-span-5"><Inputs /></Block>
            <Block title="Layers" className="md:col-span-3"><Layers /></Block>
            <Signs />
            <Charts />
            <Block title="Form" className="md:col-span-4"><SampleForm /></Block>
            <Block title="Upload and facts" className="md:col-span-4">
              <Upload />
              <DescriptionList items={[{ term: "Customer", description: "northwind" }, { term: "Service", description: "search" }, { term: "Assignee", description: <Person name={null} /> }]} />
            </Block>
            <Feedback />
          </div>
        </Page>
      </div>
    </>
  );
}
