import type { Metadata } from "next";
import type { z } from "zod";
import { DescriptionList } from "@/components/kit/description-list";
import { Page, PageHeader } from "@/components/kit/page-header";
import { SummaryStrip } from "@/components/kit/summary-strip";
import { Timestamp } from "@/components/kit/timestamp";
import { TopBar } from "@/components/shell/top-bar";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { formatBytes, formatCount, formatDuration, formatNumber, formatRatio } from "@/lib/format";
import { operations } from "@/server/api/operations";
import { pageCall, pageContext } from "@/server/api/page";

export const metadata: Metadata = { title: "Answer cache" };

type Statistics = z.output<typeof operations.query.cacheStatistics.output>;

const strip = ({ process, recorded, shared }: Statistics) => [
  { label: "Answered from the cache", value: formatRatio(recorded.hitRatio), detail: `all processes: ${formatNumber(recorded.hits)} of ${formatCount(recorded.hits + recorded.misses, "answer")}` },
  { label: "In this process", value: formatRatio(process.hitRatio), detail: `${formatNumber(process.hits)} hits, ${formatNumber(process.joins)} joined, ${formatNumber(process.misses)} computed` },
  { label: "Held", value: formatNumber(process.entries), unit: `of ${formatNumber(process.entriesLimit)}`, detail: `${formatBytes(process.bytes)} of ${formatBytes(process.bytesLimit)}` },
  { label: "Shared cache", value: shared.isConfigured ? formatNumber(shared.hits) : "not configured", detail: shared.isConfigured ? "answers found there by this process" : "each process keeps its own" },
];

export default async function AnswersPage() {
  const { actor, now } = await pageContext();
  const statistics = await pageCall(operations.query.cacheStatistics, {});
  const { process, warming, recorded } = statistics;
  const at = (iso: string | null, none: string) => <Timestamp iso={iso} now={now} zone={actor.zone} none={none} />;
  return (
    <>
      <TopBar crumbs={[{ label: "Administration" }, { label: "Health", href: "/health" }, { label: "Answer cache" }]} />
      <Page>
        <PageHeader title="Answer cache" description="Equal questions over equal data share one answer, for readers with equal rights. A change of the data makes a new answer at once." />
        <SummaryStrip label="Answer cache" items={strip(statistics)} />
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <Card aria-labelledby="process">
            <CardHeader title="This process" titleId="process" detail={`number ${process.pid}`} />
            <CardBody>
              <DescriptionList
                className="grid-cols-[11rem_minmax(0,1fr)]"
                items={[
                  { term: "Running since", description: at(process.startedAt, "unknown") },
                  { term: "Found in the shared cache", description: formatNumber(process.sharedHits) },
                  { term: "Being computed now", description: formatNumber(process.computing) },
                  { term: "An answer is kept for", description: formatDuration(process.ttlMs) },
                  { term: "Memory", description: `${formatBytes(process.memory.heapUsedBytes)} heap, ${formatBytes(process.memory.residentBytes)} resident` },
                  { term: "All processes, since", description: at(recorded.since, "unknown") },
                ]}
              />
            </CardBody>
          </Card>
          <Card aria-labelledby="warming">
            <CardHeader title="Computed ahead" titleId="warming" detail="frequent questions, after a change of the data" />
            <CardBody>
              <DescriptionList
                className="grid-cols-[11rem_minmax(0,1fr)]"
                items={[
                  { term: "Last time", description: at(warming.lastAt, "not yet") },
                  { term: "Took", description: formatDuration(warming.lastMs) },
                  { term: "Answers then", description: warming.lastWarmed === null ? "none yet" : formatNumber(warming.lastWarmed) },
                  { term: "Answers in all", description: `${formatNumber(warming.warmed)} in ${formatCount(warming.runs, "run")}` },
                  { term: "Of these, asked for", description: formatNumber(warming.warmedHits) },
                ]}
              />
            </CardBody>
          </Card>
        </div>
      </Page>
    </>
  );
}
