import type { Metadata } from "next";
import Link from "next/link";
import type { RunbookRunDetail } from "#contract/runbooks";
import { Banner } from "@/components/kit/banner";
import { DescriptionList } from "@/components/kit/description-list";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Timestamp } from "@/components/kit/timestamp";
import { RunActions, RunNote } from "@/components/runbooks/run-actions";
import { RunState } from "@/components/runbooks/run-badges";
import { RunClock } from "@/components/runbooks/run-clock";
import { RunSteps } from "@/components/runbooks/run-steps";
import { linkClass, runName, type Reader } from "@/components/runbooks/run-words";
import { TopBar } from "@/components/shell/top-bar";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import { cn } from "@/lib/cn";
import { formatDateTime, formatDuration } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { runbooksOperations } from "@/server/runbooks";

export const metadata: Metadata = { title: "Run of a runbook" };

function Notices({ detail, zone }: { detail: RunbookRunDetail; zone: string }) {
  const failed = detail.steps.find(({ status }) => status === "failed");
  return (
    <>
      {detail.pausedAt === null ? null : <Banner tone="warn" isLive title="Paused.">Since {formatDateTime(detail.pausedAt, zone)}. Steps can still be done; the clock stands.</Banner>}
      {detail.pausedAt === null && detail.row.status === "paused" && failed ? <Banner tone="warn" isLive title="A step failed.">“{failed.title}”. Try it again, leave it out, or end the run.</Banner> : null}
      {detail.isOutdated ? <Banner tone="info" title="The runbook was changed since this run began.">The run keeps the steps that it had.</Banner> : null}
      {detail.needsRunner ? <Banner tone="info" isLive title="A runner has the next step.">If none is alive, do the call by hand and say so below.</Banner> : null}
    </>
  );
}

function About({ detail, reader }: { detail: RunbookRunDetail; reader: Reader }) {
  const { row, variables, pausedMs, note } = detail;
  return (
    <Card>
      <CardHeader title="About" />
      <CardBody>
        <DescriptionList
          items={[
            { term: "Runbook", description: <Link href={`/runbooks/${row.runbook.slug}`} className={linkClass}>{row.runbook.title}</Link> },
            { term: "For", description: row.subject === null ? null : <Link href={row.subject.href} className={linkClass}>{row.subject.title}</Link> },
            { term: "Started by", description: row.startedBy },
            { term: "Began", description: formatDateTime(row.startedAt, reader.zone, "seconds") },
            { term: row.endedAt === null ? "Lasting" : "Took", description: <><RunClock activeMs={row.activeMs} asOf={reader.now} isRunning={row.endedAt === null && detail.pausedAt === null} />{pausedMs > 0 ? <span className="text-xs text-fg-3">, without {formatDuration(pausedMs)} of pause</span> : null}</> },
            ...(note === "" ? [] : [{ term: "In the end", description: note }]),
            ...variables.map(({ name, value }) => ({ term: name, description: <code className="font-mono text-xs wrap-anywhere">{value}</code> })),
          ]}
        />
      </CardBody>
    </Card>
  );
}

const loud = ["failed", "unknown", "late"];

function Log({ detail, reader, canWrite }: { detail: RunbookRunDetail; reader: Reader; canWrite: boolean }) {
  return (
    <Card>
      <CardHeader title="Log" detail="newest first" />
      <CardBody className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {canWrite ? <RunNote number={detail.row.number} /> : null}
        <ol className="divide-y divide-line text-sm" aria-label="Log">
          {[...detail.log].reverse().map((entry) => (
            <li key={entry.seq} className="grid gap-0.5 py-2">
              <span className={cn("min-w-0 whitespace-pre-line wrap-anywhere", loud.includes(entry.kind) ? "font-medium text-fg" : "text-fg-2")}>{entry.text}</span>
              <span className="text-xs text-fg-3"><Timestamp iso={entry.at} now={reader.now} zone={reader.zone} show="seconds" />, {entry.actorName}</span>
            </li>
          ))}
        </ol>
      </CardBody>
    </Card>
  );
}

export default async function RunbookRunPage({ params }: { params: Promise<{ number: string }> }) {
  const { number } = await params;
  const { actor, now } = await pageContext();
  const detail = await pageCall(runbooksOperations.run, { number: Number(number) });
  const { row } = detail;
  const reader = { now, zone: actor.zone };
  return (
    <>
      <TopBar crumbs={[{ label: "Runbooks", href: "/runbooks" }, { label: row.runbook.title, href: `/runbooks/${row.runbook.slug}` }, { label: runName(row.number) }]} />
      <Page>
        <PageHeader className="max-sm:*:basis-full" title={row.runbook.title} aside={<RunState status={row.status} />} description={`${runName(row.number)}, ${row.currentStep === null ? `${row.done} of ${row.steps} steps` : `step ${row.done + 1} of ${row.steps}`}`} actions={<RunActions number={row.number} actions={detail.actions} />} />
        <Progress ratio={row.steps === 0 ? 1 : row.done / row.steps} label="Steps that are over" />
        <Notices detail={detail} zone={actor.zone} />
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)] xl:items-start">
          <RunSteps steps={detail.steps} row={row} reader={reader} />
          <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4"><About detail={detail} reader={reader} /><Log detail={detail} reader={reader} canWrite={actor.permissions.has("runbooks.run")} /></div>
        </div>
      </Page>
    </>
  );
}
