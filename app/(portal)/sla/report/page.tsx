import type { Metadata } from "next";
import { Download } from "lucide-react";
import { reportGroups } from "#contract/sla";
import { FilterBar } from "@/components/kit/filter-bar";
import type { PageParams } from "@/components/kit/with-params";
import { AgreementCard } from "@/components/sla/agreement-card";
import { AgeingTable, ComplianceTable } from "@/components/sla/report-tables";
import { kindWords } from "@/components/sla/sla-words";
import { Button } from "@/components/ui/button";
import { formatDateTime } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { slaOperations } from "@/server/sla";
import { SlaPage } from "../sla-page";

export const metadata: Metadata = { title: "SLA compliance" };

const kinds = ["first_response", "next_response", "resolution"] as const;
const groupWords: Record<(typeof reportGroups)[number], string> = { policy: "Policy", team: "Group", priority: "Priority", customer: "Customer", tier: "Customer tier", service: "Service", category: "Category", month: "Month" };
const periods = { "7": "last 7 days", "90": "last 90 days", "365": "last 365 days" } as const;
const dayMs = 86_400_000;

const among = <T extends string>(values: readonly T[], value: PageParams[string]): T | undefined => values.find((each) => each === value);

export default async function CompliancePage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const { actor, now } = await pageContext();
  const days = among(Object.keys(periods), params.days) ?? "30";
  const by = among(reportGroups, params.by) ?? "policy";
  const kind = among(kinds, params.kind) ?? "resolution";
  const from = new Date(Date.parse(now) - Number(days) * dayMs).toISOString();
  const [report, agreement] = await Promise.all([pageCall(slaOperations.report, { by, kind, from, to: now }), pageCall(slaOperations.agreement, {})]);
  const filters = [
    { param: "by", label: "By", anyLabel: groupWords.policy, options: reportGroups.filter((value) => value !== "policy").map((value) => ({ value, label: groupWords[value] })) },
    { param: "kind", label: "Promise", anyLabel: kindWords.resolution, options: kinds.filter((value) => value !== "resolution").map((value) => ({ value, label: kindWords[value] })) },
    { param: "days", label: "Period", anyLabel: "last 30 days", options: Object.entries(periods).map(([value, label]) => ({ value, label })) },
  ];
  const query = new URLSearchParams({ by, kind, from, to: now }).toString();
  const csv = <Button asChild size="sm"><a href={`/api/sla/report?${query}`} download={`sla-${by}-${now.slice(0, 10)}.csv`}><Download aria-hidden />CSV</a></Button>;
  return (
    <SlaPage current="report" title="Compliance" description={`${kindWords[kind]}: what was kept and what was broken from ${formatDateTime(from, actor.zone, "date")} to ${formatDateTime(now, actor.zone, "date")}. Times are business time.`} barActions={csv}>
      <FilterBar filters={filters} />
      <ComplianceTable report={report} groupWord={groupWords[by]} />
      <AgeingTable rows={report.ageing} />
      <AgreementCard agreement={agreement} />
    </SlaPage>
  );
}
