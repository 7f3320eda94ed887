import type { Metadata } from "next";
import type { RunbookCoverage } from "#contract/runbooks";
import { Page, PageHeader } from "@/components/kit/page-header";
import { SummaryStrip } from "@/components/kit/summary-strip";
import { MissingAlerts, MissingServices, ToRehearse } from "@/components/runbooks/coverage-tables";
import { TopBar } from "@/components/shell/top-bar";
import { formatValue } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { runbooksOperations } from "@/server/runbooks";

export const metadata: Metadata = { title: "Runbook coverage" };

const share = (part: number, whole: number): { value: string; detail: string } => ({ value: formatValue(whole === 0 ? null : part / whole, "ratio"), detail: whole === 0 ? "none to count" : `${part} of ${whole}` });

function Figures({ found }: { found: RunbookCoverage }) {
  const { services, alerts, proof } = found;
  return (
    <SummaryStrip
      label="Figures"
      items={[
        { label: "Services with a runbook", ...share(services.covered, services.total) },
        { label: "Alerts with a runbook", ...share(alerts.covered, alerts.total) },
        { label: "Proved by use", ...share(proof.proven, proof.runbooks) },
        { label: "Changed since their last success", value: String(proof.drifted), ...(proof.drifted > 0 ? { tone: "warn" as const } : {}) },
      ]}
    />
  );
}

export default async function CoveragePage() {
  const { actor, now } = await pageContext();
  const found = await pageCall(runbooksOperations.coverage, {});
  return (
    <>
      <TopBar crumbs={[{ label: "Knowledge" }, { label: "Runbooks", href: "/runbooks" }, { label: "Coverage" }]} />
      <Page>
        <PageHeader title="Runbook coverage" description="Which services and alerts have a runbook, and which runbooks a recent run proves." />
        <Figures found={found} />
        <ToRehearse items={found.items} reader={{ now, zone: actor.zone }} />
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-2 xl:items-start">
          <MissingServices services={found.services} />
          <MissingAlerts alerts={found.alerts} reader={{ now, zone: actor.zone }} />
        </div>
      </Page>
    </>
  );
}
