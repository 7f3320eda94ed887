import type { Metadata } from "next";
import type { PromiseRow } from "#contract/slo";
import { Page, PageHeader } from "@/components/kit/page-header";
import { SummaryStrip } from "@/components/kit/summary-strip";
import { TopBar } from "@/components/shell/top-bar";
import { countPromises } from "@/components/slo/prepare-promises";
import { PromisesTable } from "@/components/slo/promises-table";
import { formatNumber } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { sloOperations } from "@/server/slo";

export const metadata: Metadata = { title: "Promises" };

function Summary({ rows }: { rows: readonly PromiseRow[] }) {
  const { kept, atRisk, broken, unmeasured } = countPromises(rows);
  return (
    <SummaryStrip
      label="Promises at a glance"
      items={[
        { label: "Kept", tone: "ok", value: formatNumber(kept), detail: `of ${rows.length - unmeasured} that are measured` },
        { label: "At risk", tone: "warn", value: formatNumber(atRisk), detail: "a fifth of the budget left, or less" },
        { label: "Broken", tone: "critical", value: formatNumber(broken), detail: "nothing left of the budget" },
        { label: "Not measured", tone: "none", value: formatNumber(unmeasured), detail: "no data yet, or by the benchmark only" },
      ]}
    />
  );
}

export default async function PromisesPage() {
  const { actor, now } = await pageContext();
  const { items, windowDays } = await pageCall(sloOperations.promises, {});
  return (
    <>
      <TopBar crumbs={[{ label: "Reliability" }, { label: "Promises" }]} />
      <Page>
        <PageHeader title="Promises" description="What this portal owes its users, measured by itself while it runs." />
        <Summary rows={items} />
        <PromisesTable rows={items} windowDays={windowDays} reader={{ now, zone: actor.zone }} />
      </Page>
    </>
  );
}
