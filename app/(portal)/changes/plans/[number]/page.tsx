import type { Metadata } from "next";
import Link from "next/link";
import { planMark, planName, planWords } from "@/components/changes/change-words";
import { PlanActions } from "@/components/changes/plan-actions";
import { AboutCard, EvidenceCard, PlanApprovalCard, RiskCard, StagesCard } from "@/components/changes/plan-cards";
import { RunsTable } from "@/components/changes/runs-table";
import { StartRun } from "@/components/changes/start-run";
import { ApprovalNotice } from "@/components/kit/approval-card";
import { Banner } from "@/components/kit/banner";
import { EmptyState } from "@/components/kit/empty-state";
import { Page, PageHeader } from "@/components/kit/page-header";
import { StatusBadge } from "@/components/kit/status-badge";
import { TopBar } from "@/components/shell/top-bar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { pageCall, pageContext } from "@/server/api/page";
import { changesOperations } from "@/server/changes";

export const metadata: Metadata = { title: "Change plan" };

export default async function PlanPage({ params }: { params: Promise<{ number: string }> }) {
  const { number } = await params;
  const { actor, now } = await pageContext();
  const detail = await pageCall(changesOperations.get, { number: Number(number) });
  const { row } = detail;
  const reader = { now, zone: actor.zone };
  const may = { write: actor.permissions.has("maintenance.write"), approve: actor.permissions.has("maintenance.approve") };
  const card = { detail, reader };
  const edit = may.write && row.status !== "retired" ? <Button asChild><Link href={`/changes/plans/${row.number}/edit`}>Edit</Link></Button> : null;
  return (
    <>
      <TopBar crumbs={[{ label: "Change" }, { label: "Plans", href: "/changes" }, { label: planName(row.number) }]} />
      <Page>
        <PageHeader
          className="max-sm:*:basis-full"
          title={row.title}
          aside={<><StatusBadge status={planMark(row.status)} label={planWords[row.status]} />{row.kind === "emergency" ? <Badge>emergency</Badge> : null}</>}
          description={`${planName(row.number)}, ${row.kind} ${row.purpose}`}
          actions={<>{edit}<PlanActions detail={{ row: { number: row.number, version: row.version, status: row.status }, mine: detail.mine, policy: detail.policy }} may={may} />{may.write ? <StartRun detail={detail} /> : null}</>}
        />
        <ApprovalNotice policy={detail.policy} approvals={detail.approvals} isAsked={row.status === "requested"} price="it is audited, and somebody else reviews it." />
        {row.status === "approved" && detail.obstacles.length > 0 ? <Banner tone="warn" title="Not ready for production.">{detail.obstacles.join(" ")}</Banner> : null}
        {detail.description === "" ? null : <p className="max-w-224 text-base whitespace-pre-line wrap-anywhere">{detail.description}</p>}
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)] xl:items-start">
          <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
            <StagesCard detail={detail} />
            <Card className="overflow-hidden"><CardHeader title="Runs" /><RunsTable caption="Runs of this plan" runs={detail.runs} reader={reader} hasPlan={false} isBare empty={<EmptyState kind="none" title="No run yet">Start one when the plan is approved, or test it now.</EmptyState>} /></Card>
          </div>
          <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
            <RiskCard detail={detail} />
            <PlanApprovalCard {...card} />
            <EvidenceCard {...card} canWrite={may.write} />
            <AboutCard {...card} canWrite={may.write} />
          </div>
        </div>
      </Page>
    </>
  );
}
