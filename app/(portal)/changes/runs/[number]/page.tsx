import type { Metadata } from "next";
import Link from "next/link";
import type { RunDetail } from "#contract/changes";
import { linkClass, planName, purposeWords, runName, type Reader } from "@/components/changes/change-words";
import { WindowItem } from "@/components/changes/plan-cards";
import { RunActions } from "@/components/changes/run-actions";
import { RunLog } from "@/components/changes/run-log";
import { RunState } from "@/components/changes/run-state";
import { RunSteps } from "@/components/changes/run-steps";
import { Banner } from "@/components/kit/banner";
import { DescriptionList } from "@/components/kit/description-list";
import { Page, PageHeader } from "@/components/kit/page-header";
import { TopBar } from "@/components/shell/top-bar";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import { formatCount, formatDateTime, formatDuration } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { changesOperations } from "@/server/changes";

export const metadata: Metadata = { title: "Run of a change" };

function Held({ detail }: { detail: RunDetail }) {
  if (detail.held !== null) return <Banner tone="warn" isLive title="The run stands.">{detail.held}</Banner>;
  if (!detail.needsRunner || detail.runners.length > 0) return null;
  return <Banner tone="warn" isLive title="No runner is alive.">The next step is one for a machine. Start a runner with its allow-list (npm run -s cli -- runner --allow FILE), or do the step by hand and say so below.</Banner>;
}

function About({ detail, reader }: { detail: RunDetail; reader: Reader }) {
  const { row, window, variables, runners, rehearsalAgeMs } = detail;
  return (
    <Card>
      <CardHeader title="About" />
      <CardBody>
        <DescriptionList
          items={[
            { term: "Plan", description: <><Link href={`/changes/plans/${row.plan.number}`} className={linkClass}>{planName(row.plan.number)}</Link> <span className="text-xs text-fg-3">as it was in version {row.planVersion}</span></> },
            { term: "Service", description: row.service === null ? null : <Link href={`/services/${row.service.slug}`} className={linkClass}>{row.service.name}</Link> },
            { term: "Window", description: window === null ? null : <WindowItem window={window} zone={reader.zone} /> },
            { term: "Started by", description: row.startedBy },
            { term: "Began", description: row.startedAt === null ? null : formatDateTime(row.startedAt, reader.zone, "seconds") },
            { term: row.endedAt === null ? "Lasting" : "Lasted", description: row.startedAt === null ? null : formatDuration(Date.parse(row.endedAt ?? reader.now) - Date.parse(row.startedAt)) },
            { term: "A failure", description: detail.rollsBack ? "rolls back by itself" : "stops and asks" },
            { term: "Rehearsed", description: rehearsalAgeMs === null ? <span className="text-fg-3">never</span> : `${formatDuration(rehearsalAgeMs)} ago` },
            { term: "Runners", description: runners.length === 0 ? <span className="text-fg-3">none alive</span> : <span className="wrap-anywhere">{formatCount(runners.length, "alive", "alive")}: {runners.join(", ")}{detail.leaseOwner === null ? "" : `; ${detail.leaseOwner} has this run`}</span> },
            ...variables.map(({ name, value }) => ({ term: name, description: <code className="font-mono text-xs">{value}</code> })),
          ]}
        />
      </CardBody>
    </Card>
  );
}

export default async function RunPage({ params }: { params: Promise<{ number: string }> }) {
  const { number } = await params;
  const { actor, now } = await pageContext();
  const detail = await pageCall(changesOperations.run, { number: Number(number) });
  const { row } = detail;
  const reader = { now, zone: actor.zone };
  return (
    <>
      <TopBar crumbs={[{ label: "Change" }, { label: "Plans", href: "/changes" }, { label: planName(row.plan.number), href: `/changes/plans/${row.plan.number}` }, { label: runName(row.number) }]} />
      <Page>
        <PageHeader
          className="max-sm:*:basis-full"
          title={row.plan.title}
          aside={<><RunState run={row} />{row.purpose === "change" ? null : <Badge>{purposeWords[row.purpose]}</Badge>}</>}
          description={`${runName(row.number)}, ${row.currentStep === null ? `${row.done} of ${row.steps} steps` : `step ${row.done + 1} of ${row.steps}: ${row.currentStep}`}`}
          actions={<RunActions detail={{ number: row.number, actions: detail.actions, isGated: detail.isGated, isEmergency: detail.isEmergency }} />}
        />
        <Progress ratio={row.steps === 0 ? 1 : row.done / row.steps} label="Steps that are over" />
        <Held detail={detail} />
        {detail.description === "" ? null : <p className="max-w-224 text-base whitespace-pre-line wrap-anywhere">{detail.description}</p>}
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)] xl:items-start">
          <RunSteps detail={detail} reader={reader} />
          <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4"><About detail={detail} reader={reader} /><RunLog detail={detail} reader={reader} canWrite={actor.permissions.has("maintenance.write")} /></div>
        </div>
      </Page>
    </>
  );
}
