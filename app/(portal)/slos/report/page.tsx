import type { Metadata } from "next";
import { Download } from "lucide-react";
import type { SloReport } from "#contract/slo";
import { FilterBar } from "@/components/kit/filter-bar";
import { Page, PageHeader } from "@/components/kit/page-header";
import { SummaryStrip } from "@/components/kit/summary-strip";
import type { PageParams } from "@/components/kit/with-params";
import { TopBar } from "@/components/shell/top-bar";
import { readMonth, reportMonths } from "@/components/slo/report-months";
import { ReportTable } from "@/components/slo/report-table";
import { titleOf } from "@/components/slo/slo-words";
import { Button } from "@/components/ui/button";
import { formatDateTime, formatNumber, formatRatio } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { sloOperations } from "@/server/slo";

export const metadata: Metadata = { title: "SLO report" };

const nameOf = (month: string): string => formatDateTime(`${month}-01T00:00:00Z`, "UTC", "month");

function Summary({ report }: { report: SloReport }) {
  const measured = report.rows.filter(({ isMet }) => isMet !== null);
  const met = measured.filter(({ isMet }) => isMet === true).length;
  const worst = [...measured].sort((a, b) => (b.adjusted.spent ?? 0) - (a.adjusted.spent ?? 0))[0];
  const soFar = report.isOver ? "" : "so far";
  return (
    <SummaryStrip
      label="The month at a glance"
      items={[
        { label: "Met", tone: "ok", value: measured.length === 0 ? "no data" : formatNumber(met), detail: measured.length === 0 ? "nothing was measured" : `of ${measured.length} with data ${soFar}` },
        { label: report.isOver ? "Missed" : "Below target", tone: report.isOver ? "critical" : "warn", value: measured.length === 0 ? "no data" : formatNumber(measured.length - met), detail: soFar || "below their target" },
        { label: "No data", tone: "none", value: formatNumber(report.rows.length - measured.length), detail: "in this month" },
        { label: "Most budget spent", value: worst === undefined ? "no data" : formatRatio(worst.adjusted.spent), detail: worst === undefined ? "" : titleOf(worst) },
      ]}
    />
  );
}

export default async function SloReportPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const { now } = await pageContext();
  const asked = readMonth(params.month, now);
  const report = await pageCall(sloOperations.report, asked === undefined ? {} : { month: asked });
  const running = now.slice(0, 7);
  const options = reportMonths(report.firstMonth, now).filter((month) => month !== running).map((value) => ({ value, label: nameOf(value) }));
  const csv = <Button asChild size="sm"><a href={`/api/slos/report?month=${report.month}`} download={`slo-report-${report.month}.csv`}><Download aria-hidden />CSV</a></Button>;
  return (
    <>
      <TopBar crumbs={[{ label: "Reliability" }, { label: "SLOs", href: "/slos" }, { label: "Report" }]} actions={report.rows.length === 0 ? undefined : csv} />
      <Page>
        <PageHeader title={`SLO report, ${nameOf(report.month)}`} description={report.isOver ? "What each promise came to in this month." : "The running month: what each promise came to so far."} />
        <FilterBar filters={[{ param: "month", label: "Month", options, anyLabel: `${nameOf(running)}, so far` }]} />
        <Summary report={report} />
        <ReportTable report={report} monthName={nameOf(report.month)} />
      </Page>
    </>
  );
}
