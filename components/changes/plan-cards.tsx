import Link from "next/link";
import type { PlanDetail, RunDetail } from "#contract/changes";
import { stepsWithoutWayBack, summaryOf } from "#core/changes";
import { kindWords, linkClass, runName, stageWords, type Reader } from "@/components/changes/change-words";
import { AddEvidence, LinkWindow, ReviewButton } from "@/components/changes/plan-actions";
import { ApprovalCard } from "@/components/kit/approval-card";
import { DescriptionList } from "@/components/kit/description-list";
import { StatusBadge } from "@/components/kit/status-badge";
import { Timestamp } from "@/components/kit/timestamp";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { formatCount, formatDateTime } from "@/lib/format";

interface CardProps {
  detail: PlanDetail;
  reader: Reader;
}

type Step = PlanDetail["stages"][number]["steps"][number];
const isBare = (step: Step): boolean => stepsWithoutWayBack([{ name: "test", steps: [step] }]).length > 0;

function StepItem({ step, place }: { step: Step; place: number }) {
  return (
    <li className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-2 py-2.5 text-sm">
      <span className="text-xs leading-5 text-fg-3 tabular-nums">{place}</span>
      <div className="grid min-w-0 gap-0.5">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1"><span className="font-medium wrap-anywhere">{step.title}</span><Badge>{kindWords[step.kind]}</Badge>{isBare(step) ? <Badge tone="warn">no way back</Badge> : null}</span>
        {step.kind === "manual" || step.kind === "approval" ? null : <span className="text-xs text-fg-3 wrap-anywhere">{summaryOf(step)}{"retries" in step && step.retries > 0 ? `, ${formatCount(step.retries, "retry", "retries")}` : ""}</span>}
        {"instructions" in step && step.instructions !== "" ? <span className="text-fg-2 whitespace-pre-line wrap-anywhere">{step.instructions}</span> : null}
        {step.rollback === null ? null : <span className="text-xs text-fg-3 wrap-anywhere">Back: {step.rollback.title} ({step.rollback.kind === "manual" ? "by hand" : summaryOf(step.rollback)})</span>}
      </div>
    </li>
  );
}

export function StagesCard({ detail }: { detail: PlanDetail }) {
  const starts = detail.stages.map((_stage, index) => detail.stages.slice(0, index).reduce((sum, { steps }) => sum + steps.length, 0));
  return (
    <Card>
      <CardHeader title="Steps" detail={detail.rollsBack ? "a failure rolls back by itself" : "a failure stops and asks"} />
      <CardBody className="grid grid-cols-[minmax(0,1fr)] gap-4 py-3">
        {detail.stages.map((stage, index) => (
          <section key={stage.name} aria-label={stageWords[stage.name]}>
            <h3 className="text-xs font-semibold text-fg-3">{stageWords[stage.name]}</h3>
            <ol className="divide-y divide-line">{stage.steps.map((step, place) => <StepItem key={`${stage.name}-${place}`} step={step} place={(starts[index] ?? 0) + place + 1} />)}</ol>
          </section>
        ))}
        {detail.variables.length === 0 ? null : <p className="text-xs text-fg-3">Variables: {detail.variables.map(({ name, value }) => `${name}${value === "" ? " (asked for)" : ` = ${value}`}`).join(", ")}</p>}
      </CardBody>
    </Card>
  );
}

const riskMark = { low: "ok", medium: "warn", high: "critical" } as const;

export function RiskCard({ detail }: { detail: PlanDetail }) {
  const { risk, dependents } = detail;
  const near = (hops: number) => dependents.filter((one) => one.hops === hops);
  const links = (list: typeof dependents) => (list.length === 0 ? null : <>{list.slice(0, 8).map(({ slug, name }) => <Link key={slug} href={`/services/${slug}`} className={`${linkClass} mr-2`}>{name}</Link>)}{list.length > 8 ? `and ${list.length - 8} more` : ""}</>);
  return (
    <Card>
      <CardHeader title="Risk" detail={`${risk.score} of 100`} actions={<span className="pr-2"><StatusBadge status={riskMark[risk.level]} label={risk.level} /></span>} />
      <CardBody className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <ul className="grid gap-1 text-sm">{risk.reasons.map(({ points, text }) => <li key={text} className="grid grid-cols-[2rem_minmax(0,1fr)] gap-2"><span className="text-right text-fg-3 tabular-nums">{points}</span>{text}</li>)}</ul>
        <div className="border-t border-line pt-3"><DescriptionList items={[{ term: "Need it", description: links(near(1)) }, { term: "Two hops", description: links(near(2)) }]} /></div>
      </CardBody>
    </Card>
  );
}

export function PlanApprovalCard({ detail, reader }: CardProps) {
  const { policy, standing, approvals, row, withoutWayBack } = detail;
  return (
    <ApprovalCard policy={policy} given={Math.min(standing.given, policy.required)} approvals={approvals} reader={reader} review={(approvalId) => <ReviewButton plan={row} approvalId={approvalId} />}>
      {withoutWayBack.length === 0 ? null : <p className="text-xs text-fg-3 wrap-anywhere">Without a way back: {withoutWayBack.join(", ")}.{row.tier === 1 ? " A tier 1 plan needs one for each before it can be approved." : ""}</p>}
    </ApprovalCard>
  );
}

const evidenceWords = { test: "Test", rollback: "Rehearsal of the way back" } as const;

export function EvidenceCard({ detail, reader, canWrite }: CardProps & { canWrite: boolean }) {
  return (
    <Card>
      <CardHeader title="Evidence" detail="what production asks for" actions={canWrite ? <AddEvidence number={detail.row.number} /> : undefined} />
      <CardBody className="grid grid-cols-[minmax(0,1fr)] gap-3 text-sm">
        <ul className="grid gap-1.5">{detail.freshness.map(({ kind, isFresh, text, ageMs }) => <li key={kind} className="flex flex-wrap items-baseline gap-x-2"><StatusBadge status={isFresh ? "ok" : ageMs === null ? "no_data" : "stale"} label={evidenceWords[kind]} /><span className="text-xs text-fg-3">{text}</span></li>)}</ul>
        {detail.evidence.length === 0 ? null : (
          <ul className="divide-y divide-line border-t border-line">
            {detail.evidence.slice(0, 6).map((one) => (
              <li key={one.id} className="grid gap-0.5 py-2">
                <span className="flex flex-wrap items-center gap-2">{evidenceWords[one.kind]} {one.outcome} {one.run === null ? null : <Link href={`/changes/runs/${one.run}`} className={linkClass}>{runName(one.run)}</Link>}<span className="ml-auto text-xs text-fg-3"><Timestamp iso={one.at} now={reader.now} zone={reader.zone} /></span></span>
                <span className="text-xs text-fg-3 wrap-anywhere">{one.text}, {one.actorName}</span>
              </li>
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}

export function WindowItem({ window, zone }: { window: NonNullable<RunDetail["window"]>; zone: string }) {
  return <span className="wrap-anywhere"><Link href={`/maintenance/${window.number}`} className={linkClass}>MW-{window.number}</Link> {window.title} <span className="text-xs text-fg-3">{formatDateTime(window.startsAt, zone)}, {window.status.replace("_", " ")}</span></span>;
}

export function AboutCard({ detail, reader, canWrite }: CardProps & { canWrite: boolean }) {
  const { row, windows } = detail;
  return (
    <Card>
      <CardHeader title="About" actions={canWrite ? <LinkWindow number={row.number} /> : undefined} />
      <CardBody>
        <DescriptionList
          items={[
            { term: "Service", description: row.service === null ? null : <><Link href={`/services/${row.service.slug}`} className={linkClass}>{row.service.name}</Link> <span className="text-xs text-fg-3">tier {row.tier}</span></> },
            { term: "Team", description: row.team?.name ?? null },
            { term: "Kind", description: `${row.kind} ${row.purpose}` },
            { term: "Requested", description: detail.requestedBy === null ? null : `${detail.requestedBy}${detail.requestedAt === null ? "" : `, ${formatDateTime(detail.requestedAt, reader.zone)}`}` },
            { term: "Windows", description: windows.length === 0 ? null : <span className="grid gap-1">{windows.slice(0, 5).map((window) => <WindowItem key={window.number} window={window} zone={reader.zone} />)}</span> },
          ]}
        />
      </CardBody>
    </Card>
  );
}
