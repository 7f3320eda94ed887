import type { Metadata } from "next";
import { MessageSquareText, Pencil } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { SloDetail } from "#contract/slo";
import { atRiskRatio } from "#core/slo";
import { Banner } from "@/components/kit/banner";
import { Page, PageHeader } from "@/components/kit/page-header";
import { StatusBadge } from "@/components/kit/status-badge";
import type { PageParams } from "@/components/kit/with-params";
import { WorkNotice } from "@/components/maintenance/work-notice";
import { TopBar } from "@/components/shell/top-bar";
import { BudgetEvents } from "@/components/slo/budget-events";
import { BurnDown } from "@/components/slo/burn-down";
import { BurnRates } from "@/components/slo/burn-rates";
import { DefinitionCard } from "@/components/slo/definition-card";
import { EventLog } from "@/components/slo/event-log";
import { Exclusions } from "@/components/slo/exclusions";
import { ForecastCard } from "@/components/slo/forecast-card";
import { NotesCard } from "@/components/slo/notes-card";
import { PolicyCard } from "@/components/slo/policy-card";
import { ExportMenu } from "@/components/slo/export-menu";
import { ringedOf } from "@/components/slo/prepare-events";
import { heldFreeze } from "@/components/slo/prepare-policy";
import { SloFigures } from "@/components/slo/slo-figures";
import { SloMenu } from "@/components/slo/slo-menu";
import { SloStatus } from "@/components/slo/slo-status";
import { SourceBanner } from "@/components/slo/source-banner";
import { promiseText, titleOf } from "@/components/slo/slo-words";
import { localToIso } from "@/components/slo/zoned-time";
import { Button } from "@/components/ui/button";
import { formatDateTime } from "@/lib/format";
import { pageCall, pageContext, type PageContext } from "@/server/api/page";
import { incidentsOperations } from "@/server/incidents";
import { sloOperations } from "@/server/slo";
import { currentWork } from "../../maintenance/current-work";

interface SloPageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<PageParams>;
}

export async function generateMetadata({ params }: SloPageProps): Promise<Metadata> {
  return { title: (await params).slug };
}

/** `?at=` as a whole instant, or as the date and time field of the explanation writes it, in the viewer's zone. */
function readAt(params: PageParams, zone: string): string | undefined {
  const text = typeof params.at === "string" ? params.at : "";
  const instant = localToIso(text, zone) ?? text;
  return text === "" || Number.isNaN(Date.parse(instant)) ? undefined : new Date(instant).toISOString();
}

function Actions({ slo, reader }: { slo: SloDetail; reader: PageContext }): ReactNode {
  const { permissions } = reader.actor;
  const question = `How much error budget is left for ${slo.row.service?.name ?? titleOf(slo.row)}?`;
  return (
    <>
      {permissions.has("query.ask") ? <Button asChild size="sm" className="max-sm:hidden"><Link href={`/ask?q=${encodeURIComponent(question)}`}><MessageSquareText aria-hidden />Ask about this</Link></Button> : null}
      <ExportMenu slug={slo.row.slug} />
      {permissions.has("slo.write") ? <Button asChild size="sm"><Link href={`/slos/${slo.row.slug}/edit`}><Pencil aria-hidden />Edit</Link></Button> : null}
      {permissions.has("slo.write") ? <SloMenu slo={{ slug: slo.row.slug, title: titleOf(slo.row), version: slo.version, isPaused: slo.isPaused }} /> : null}
    </>
  );
}

function AsOfBanner({ slo, zone }: { slo: SloDetail; zone: string }) {
  return (
    <Banner tone="info" title={`As of ${formatDateTime(slo.at, zone)} (${zone}).`} action={<Button asChild size="sm"><Link href={`/slos/${slo.row.slug}`}>Back to now</Link></Button>}>
      Computed from the data that is there today, with today’s definition (v{slo.version}).
    </Banner>
  );
}

/** Incidents of the service, that what spent the budget may be laid to. */
async function causesOf({ row: { service }, spending }: SloDetail, { actor }: PageContext) {
  if (service === null || spending.length === 0 || !actor.permissions.has("incidents.read")) return [];
  return (await pageCall(incidentsOperations.list, { service: service.slug, limit: 50 })).items;
}

export default async function SloPage({ params, searchParams }: SloPageProps) {
  const [{ slug }, query, context] = await Promise.all([params, searchParams, pageContext()]);
  const reader = { now: context.now, zone: context.actor.zone };
  const at = readAt(query, reader.zone);
  const asOf = { slug, ...(at === undefined ? {} : { at }) };
  const [slo, budget] = await Promise.all([pageCall(sloOperations.get, asOf), pageCall(sloOperations.budget, asOf)]);
  const [work, causes] = await Promise.all([at === undefined && slo.row.service !== null ? currentWork(context, slo.row.service.slug) : [], causesOf(slo, context)]);
  const { permissions } = context.actor;
  const frozen = heldFreeze(budget.freezes, reader.now);
  const title = titleOf(slo.row);
  return (
    <>
      <TopBar crumbs={[{ label: "Reliability" }, { label: "SLOs", href: "/slos" }, { label: title }]} actions={<Actions slo={slo} reader={context} />} />
      <Page>
        <PageHeader title={title} aside={<><SloStatus status={slo.status} />{frozen === null ? null : <StatusBadge status={frozen === "hard" ? "critical" : "warn"} label={frozen === "hard" ? "Hard change freeze" : "Soft change freeze"} />}</>} description={<>{promiseText(slo)}{slo.definition.description === "" ? "" : `. ${slo.definition.description ?? ""}`}</>} />
        {at === undefined ? null : <AsOfBanner slo={slo} zone={reader.zone} />}
        <WorkNotice windows={work} zone={reader.zone} />
        <SourceBanner slo={slo} reader={reader} />
        <SloFigures slo={slo} reader={reader} />
        <BurnDown title={title} points={slo.burnDown} period={slo.period} at={slo.at} excluded={slo.exclusions.filter(({ isCounted }) => isCounted)} notes={budget.annotations} events={ringedOf(slo.spending).map(({ from }) => ({ from }))} runsOutAt={slo.runsOutAt} atRisk={atRiskRatio} isCalendar={slo.definition.window.kind === "calendar"} zone={slo.definition.window.kind === "calendar" ? slo.definition.window.zone : reader.zone} />
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-[22rem_minmax(0,1fr)]">
          <ForecastCard budget={budget} zone={reader.zone} at={slo.at} />
          <PolicyCard budget={budget} remaining={slo.adjusted.remaining} reader={reader} can={{ write: permissions.has("slo.write"), override: permissions.has("slo.override") }} />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,4fr)_minmax(0,3fr)]">
          <BurnRates alerts={slo.alerts} isOwn={(slo.definition.alertRows ?? null) !== null} />
          <BudgetEvents slo={slo} zone={reader.zone} causes={causes} />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
            <Exclusions slo={slo} reader={reader} canWrite={permissions.has("slo.write")} />
            <NotesCard budget={budget} period={slo.period} reader={reader} canWrite={permissions.has("slo.write")} />
            <EventLog slo={slo} reader={reader} />
          </div>
          <DefinitionCard slo={slo} reader={reader} />
        </div>
      </Page>
    </>
  );
}
