import { Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { listPlansInput, planPurposes, planStatuses } from "#contract/changes";
import { listInput } from "@/components/catalog/list-input";
import { linkClass } from "@/components/changes/change-words";
import { PlansTable } from "@/components/changes/plans-table";
import { RunsTable } from "@/components/changes/runs-table";
import { EmptyState } from "@/components/kit/empty-state";
import { FilterBar } from "@/components/kit/filter-bar";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Pagination } from "@/components/kit/pagination";
import type { PageParams } from "@/components/kit/with-params";
import { TopBar } from "@/components/shell/top-bar";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { changesOperations } from "@/server/changes";
import { loadChoices } from "../services/load-choices";

export const metadata: Metadata = { title: "Change plans" };

const same = (values: readonly string[]) => values.map((value) => ({ value, label: value }));

function Empty({ isFiltered, canWrite }: { isFiltered: boolean; canWrite: boolean }) {
  if (isFiltered) return <EmptyState kind="no-match" title="No plan matches" action={<Button asChild><Link href="/changes">Clear the filters</Link></Button>}>Other plans may be on record.</EmptyState>;
  return <EmptyState kind="none" title="No change plan yet" action={canWrite ? <Button asChild variant="primary"><Link href="/changes/plans/new">New plan</Link></Button> : undefined}>A plan says how a change is carried out, step by step, and how it is undone.</EmptyState>;
}

export default async function ChangesPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const { actor, now } = await pageContext();
  const input = listInput(listPlansInput, params);
  const [list, active, choices] = await Promise.all([pageCall(changesOperations.list, input), pageCall(changesOperations.runs, { status: "active", limit: 20 }), actor.permissions.has("catalog.read") ? loadChoices() : { teams: [], services: [] }]);
  const url = { pathname: "/changes", params };
  const canWrite = actor.permissions.has("maintenance.write");
  const isFiltered = Boolean(input.q ?? input.status ?? input.service ?? input.purpose);
  return (
    <>
      <TopBar crumbs={[{ label: "Change" }, { label: "Plans" }]} actions={canWrite ? <Button asChild variant="primary"><Link href="/changes/plans/new"><Plus aria-hidden />New plan</Link></Button> : undefined} />
      <Page>
        <PageHeader title="Change plans" description="How changes are carried out, step by step, and how they are undone." aside={<Link href="/changes/runs" className={`text-sm ${linkClass}`}>All runs</Link>} />
        {active.items.length === 0 ? null : (
          <section aria-label="Under way" className="grid grid-cols-[minmax(0,1fr)] gap-2">
            <h2 className="text-base font-semibold">Under way</h2>
            <RunsTable caption="Runs under way" runs={active.items} reader={{ now, zone: actor.zone }} empty={null} />
          </section>
        )}
        <FilterBar
          search={{ placeholder: "Search plans" }}
          filters={[{ param: "status", label: "State", options: [{ value: "open", label: "not retired" }, ...same(planStatuses)] }, { param: "purpose", label: "Purpose", options: same(planPurposes) }, { param: "service", label: "Service", options: choices.services.map(({ slug, name }) => ({ value: slug, label: name })) }]}
        />
        <PlansTable plans={list.items} url={url} empty={<Empty isFiltered={isFiltered} canWrite={canWrite} />} footer={<Pagination url={url} nextCursor={list.nextCursor} summary={`${list.items.length} of ${formatCount(list.total, "plan")}`} />} />
      </Page>
    </>
  );
}
