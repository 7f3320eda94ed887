import type { Metadata } from "next";
import { EmptyState } from "@/components/kit/empty-state";
import { FilterBar } from "@/components/kit/filter-bar";
import { Page, PageHeader } from "@/components/kit/page-header";
import type { PageParams } from "@/components/kit/with-params";
import { FreezeSheet } from "@/components/maintenance/freeze-sheet";
import { FreezesTable } from "@/components/maintenance/freezes-table";
import { MaintenanceTabs } from "@/components/maintenance/maintenance-tabs";
import { TopBar } from "@/components/shell/top-bar";
import { pageCall, pageContext } from "@/server/api/page";
import { maintenanceOperations } from "@/server/maintenance";
import { loadChoices } from "../../services/load-choices";

export const metadata: Metadata = { title: "Freezes" };

const one = (value: PageParams[string]): string | null => (typeof value === "string" && value !== "" ? value : null);

export default async function FreezesPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const { actor, now } = await pageContext();
  const state = params.state === "all" ? "all" : "current";
  const [{ items }, choices] = await Promise.all([pageCall(maintenanceOperations.freezes, { state }), actor.permissions.has("catalog.read") ? loadChoices() : { teams: [], services: [] }]);
  const canChange = actor.permissions.has("maintenance.approve");
  const exempt = /^\d{1,9}$/.test(one(params.exempt) ?? "") ? one(params.exempt) : null;
  return (
    <>
      <TopBar crumbs={[{ label: "Change" }, { label: "Calendar", href: "/maintenance" }, { label: "Freezes" }]} actions={canChange ? <FreezeSheet services={choices.services} zone={actor.zone} /> : null} />
      <Page>
        <MaintenanceTabs current="freezes" />
        <PageHeader title="Freezes" description="Times in which change is blocked or warned of: planned ones, and those that error budgets hold." />
        <FilterBar filters={[{ param: "state", label: "State", anyLabel: "not over", options: [{ value: "all", label: "all" }] }]} />
        <FreezesTable freezes={items} services={choices.services} reader={{ now, zone: actor.zone }} canChange={canChange} chosen={{ freeze: one(params.freeze), exempt }} empty={<EmptyState kind="none" title="No freeze">Change is not held back at any time.</EmptyState>} />
      </Page>
    </>
  );
}
