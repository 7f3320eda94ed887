import type { Metadata } from "next";
import Link from "next/link";
import type { RuleRow } from "#contract/alerts";
import { RemoveRuleButton, RuleForm } from "@/components/alerts/rule-forms";
import { DataTable, type Column } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { StatusBadge } from "@/components/kit/status-badge";
import { formatDuration, formatNumber, formatRatio } from "@/lib/format";
import { operations } from "@/server/api/operations";
import { pageCall, pageContext } from "@/server/api/page";
import { loadChoices } from "../../services/load-choices";
import { AlertsPage } from "../alerts-page";

export const metadata: Metadata = { title: "Rules" };

const inUnit = (value: number, unit: string): string => (unit === "ratio" ? formatRatio(value) : unit === "ms" ? formatDuration(value) : formatNumber(value));

function State({ rule }: { rule: RuleRow }) {
  if (!rule.isEnabled) return <StatusBadge status="paused" label="Off" />;
  if (rule.firing === null) return <StatusBadge status="ok" label="Quiet" />;
  return <Link href={`/alerts/${rule.firing}`} className="hover:underline"><StatusBadge status={rule.severity === "page" ? "critical" : "warn"} label="Firing" /></Link>;
}

export default async function RulesPage() {
  const { actor } = await pageContext();
  const canWrite = actor.permissions.has("alerts.write");
  const [{ items, metrics }, choices] = await Promise.all([pageCall(operations.alerts.rules, {}), actor.permissions.has("catalog.read") ? loadChoices() : { teams: [], services: [] }]);
  const columns: Column<RuleRow>[] = [
    { id: "state", header: "State", cell: (row) => <State rule={row} /> },
    { id: "name", header: "Rule", isPrimary: true, cell: ({ name }) => name },
    { id: "when", header: "Fires when", cell: ({ metricLabel, comparison, threshold, unit, windowMinutes }) => `${metricLabel} ${comparison} ${inUnit(threshold, unit)} over ${formatDuration(windowMinutes * 60_000)}` },
    { id: "service", header: "Service", cell: ({ service }) => service?.name ?? "all" },
    { id: "severity", header: "Severity", cell: ({ severity }) => severity },
    { id: "remove", header: "Edit or remove", isHeaderHidden: true, align: "end", cell: (row) => (canWrite ? <span className="inline-flex gap-1"><RuleForm rule={row} metrics={metrics} services={choices.services} teams={choices.teams} /><RemoveRuleButton rule={row} /></span> : null) },
  ];
  return (
    <AlertsPage current="rules" title="Rules" description="Metrics that become an alert beyond a threshold. Error budgets and monitors need none." actions={canWrite ? <RuleForm metrics={metrics} services={choices.services} teams={choices.teams} /> : null}>
      <DataTable caption="Rules" columns={columns} rows={items} rowKey={({ slug }) => slug} empty={<EmptyState kind="none" title="No rule yet">Any figure that can be asked for can be watched.{canWrite ? " “New rule” names one, its limit, and who is told beyond it." : ""}</EmptyState>} />
    </AlertsPage>
  );
}
