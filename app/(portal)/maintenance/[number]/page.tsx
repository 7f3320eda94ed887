import type { Metadata } from "next";
import type { WindowDetail } from "#contract/maintenance";
import { ApprovalNotice } from "@/components/kit/approval-card";
import { Banner } from "@/components/kit/banner";
import { Page, PageHeader } from "@/components/kit/page-header";
import { StatusBadge } from "@/components/kit/status-badge";
import { SummaryStrip } from "@/components/kit/summary-strip";
import { NoticesCard } from "@/components/maintenance/notices/notices-card";
import { WindowActions } from "@/components/maintenance/window-actions";
import { ConsequencesCard, IncidentsCard, PlanCard, RecordCard, WindowApprovalCard } from "@/components/maintenance/window-cards";
import { toDraft } from "@/components/maintenance/window-draft";
import { EditWindowSheet } from "@/components/maintenance/window-sheet";
import { WindowSteps } from "@/components/maintenance/window-steps";
import { markOf, statusWords } from "@/components/maintenance/window-words";
import { SubjectRunbooks } from "@/components/runbooks/subject-runbooks";
import { TopBar } from "@/components/shell/top-bar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { formatDateTime, formatDuration } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { maintenanceOperations } from "@/server/maintenance";
import { runbooksOperations } from "@/server/runbooks";
import { loadChoices } from "../../services/load-choices";

export const metadata: Metadata = { title: "Maintenance window" };

function Figures({ detail }: { detail: WindowDetail }) {
  const { row } = detail;
  const lasted = row.startedAt === null || row.endedAt === null ? null : Date.parse(row.endedAt) - Date.parse(row.startedAt);
  return (
    <SummaryStrip
      label="Figures"
      items={[
        { label: "Planned", value: formatDuration(detail.durationMs) },
        { label: "Lasted", value: lasted === null ? "not yet" : formatDuration(lasted) },
        { label: "Overrun", value: row.startedAt === null ? "not begun" : row.overrunMs === 0 ? "none" : formatDuration(row.overrunMs), ...(row.overrunMs > 0 ? { tone: "warn" as const, detail: "charged to the budget" } : {}) },
        { label: "In its way", value: String(detail.conflicts.length) },
      ]}
    />
  );
}

export default async function WindowPage({ params }: { params: Promise<{ number: string }> }) {
  const { number } = await params;
  const { actor, now } = await pageContext();
  const [detail, notices, choices, runbooks] = await Promise.all([pageCall(maintenanceOperations.get, { number: Number(number) }), pageCall(maintenanceOperations.notices, { number: Number(number) }), actor.permissions.has("catalog.read") ? loadChoices() : { teams: [], services: [] }, actor.permissions.has("knowledge.read") ? pageCall(runbooksOperations.suggest, { type: "window", number }) : null]);
  const { row } = detail;
  const reader = { now, zone: actor.zone };
  const may = { write: actor.permissions.has("maintenance.write"), approve: actor.permissions.has("maintenance.approve") };
  const isEditable = may.write && !["completed", "cancelled", "failed", "rolled_back"].includes(row.status);
  const card = { detail, reader };
  return (
    <>
      <TopBar crumbs={[{ label: "Change" }, { label: "Calendar", href: "/maintenance" }, { label: `MW-${row.number}` }]} />
      <Page>
        <PageHeader
          className="max-sm:*:basis-full"
          title={row.title}
          aside={<><StatusBadge status={markOf(row.status)} label={statusWords[row.status]} />{row.kind === "emergency" ? <Badge>emergency</Badge> : null}</>}
          description={`MW-${row.number}, ${formatDateTime(row.startsAt, actor.zone)}`}
          actions={<>{isEditable ? <EditWindowSheet trigger={<Button variant="outline">Edit</Button>} services={choices.services} reader={reader} defaults={toDraft(detail)} edited={{ number: row.number, version: row.version, repeats: detail.repeats !== null }} /> : null}<WindowActions detail={{ row, repeats: detail.repeats, next: detail.next, mine: detail.mine, policy: detail.policy, lateNotice: detail.lateNotice, withdrawn: detail.withdrawn, startsLocal: detail.startsLocal, noticeMs: detail.noticeMs }} may={may} /></>}
        />
        {detail.withdrawn === null ? null : <Banner tone="warn" title="Its approval was withdrawn.">{detail.withdrawn.by} took it back on {formatDateTime(detail.withdrawn.at, actor.zone)}: from then on the budget is charged and alerts ring. End the work, or roll it back.</Banner>}
        <ApprovalNotice policy={detail.policy} approvals={detail.approvals} isAsked={row.status === "requested"} price="its time is charged to the error budget, and somebody else reviews it." />
        <WindowSteps row={row} dates={detail} />
        <Figures detail={detail} />
        {detail.description === "" ? null : <p className="max-w-224 text-base whitespace-pre-line wrap-anywhere">{detail.description}</p>}
        {detail.closingNote === "" ? null : <p className="max-w-224 text-sm text-fg-2 wrap-anywhere">{detail.closingNote}</p>}
        <div className="grid gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)] xl:items-start">
          <div className="grid min-w-0 gap-4"><ConsequencesCard {...card} canExempt={may.approve} /><NoticesCard notices={notices} reader={reader} canManage={may.write} /><RecordCard {...card} canWrite={may.write} /></div>
          <div className="grid min-w-0 gap-4"><PlanCard {...card} canWrite={may.write} />{runbooks === null ? null : <SubjectRunbooks found={runbooks} subject={{ type: "window", number }} canRun={actor.permissions.has("runbooks.run")} />}<WindowApprovalCard {...card} /><IncidentsCard {...card} /></div>
        </div>
      </Page>
    </>
  );
}
