import type { Metadata } from "next";
import Link from "next/link";
import { cycleStates, listUpdatesInput } from "#contract/deployments";
import { localOf } from "#core/maintenance";
import { listInput } from "@/components/catalog/list-input";
import { NewCycle } from "@/components/deployments/cycle-forms";
import { CyclesTable } from "@/components/deployments/cycles-table";
import { EmptyState } from "@/components/kit/empty-state";
import { FilterBar } from "@/components/kit/filter-bar";
import { Page, PageHeader } from "@/components/kit/page-header";
import type { PageParams } from "@/components/kit/with-params";
import { TopBar } from "@/components/shell/top-bar";
import { Button } from "@/components/ui/button";
import { pageCall, pageContext } from "@/server/api/page";
import { updatesOperations } from "@/server/deployments";
import { loadChoices } from "../../services/load-choices";

export const metadata: Metadata = { title: "Update cycles" };

const stateOptions = cycleStates.map((value) => ({ value, label: value.replace("_", " ") }));

export default async function UpdatesPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const { actor, now } = await pageContext();
  const input = listInput(listUpdatesInput, params);
  const [list, choices] = await Promise.all([pageCall(updatesOperations.list, { service: input.service, state: input.state }), actor.permissions.has("catalog.read") ? loadChoices() : { teams: [], services: [] }]);
  const mayWrite = actor.permissions.has("maintenance.write");
  const isFiltered = input.service !== undefined || input.state !== undefined;
  const startsLocal = `${localOf(Date.parse(now) + 86_400_000, actor.zone).slice(0, 10)}T09:00`;
  const empty = isFiltered ? <EmptyState kind="no-match" title="No update cycle matches" action={<Button asChild><Link href="/changes/updates">Clear the filters</Link></Button>}>Other cycles may be planned.</EmptyState> : <EmptyState kind="none" title="No update cycle yet" action={<Button asChild><Link href="/deployments">See the deployments</Link></Button>}>Plan what has to be patched, renewed or upgraded again and again.</EmptyState>;
  return (
    <>
      <TopBar crumbs={[{ label: "Change" }, { label: "Update cycles" }]} actions={mayWrite ? <NewCycle startsLocal={startsLocal} zone={actor.zone} {...choices} /> : undefined} />
      <Page>
        <PageHeader title="Update cycles" description="What is patched, renewed and upgraded again and again: when it is due, and when it was last done." />
        <FilterBar filters={[{ param: "service", label: "Service", options: choices.services.map(({ slug, name }) => ({ value: slug, label: name })) }, { param: "state", label: "State", options: stateOptions }]} />
        <CyclesTable cycles={list.items} reader={{ now, zone: actor.zone }} may={mayWrite ? choices : null} empty={empty} />
      </Page>
    </>
  );
}
