import type { Metadata } from "next";
import { listTeamsSchema } from "#contract/catalog";
import { ImportSheet } from "@/components/catalog/import-sheet";
import { listInput } from "@/components/catalog/list-input";
import { teamColumns } from "@/components/catalog/tables";
import { CreateTeamSheet } from "@/components/catalog/team-sheets";
import { optionsOf, teamKindWords } from "@/components/catalog/words";
import { DataTable } from "@/components/kit/data-table";
import { EmptyState } from "@/components/kit/empty-state";
import { FilterBar } from "@/components/kit/filter-bar";
import { Page, PageHeader } from "@/components/kit/page-header";
import { Pagination } from "@/components/kit/pagination";
import type { PageParams } from "@/components/kit/with-params";
import { TopBar } from "@/components/shell/top-bar";
import { formatCount } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { catalogOperations } from "@/server/catalog";
import { demoOperations } from "@/server/demo";

export const metadata: Metadata = { title: "Teams" };

export default async function TeamsPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const { actor } = await pageContext();
  const input = listInput(listTeamsSchema, params);
  const [teams, demo] = await Promise.all([pageCall(catalogOperations.listTeams, input), pageCall(demoOperations.status, {})]);
  const canWrite = actor.permissions.has("catalog.write");
  const url = { pathname: "/teams", params };
  const importSheet = canWrite ? <ImportSheet hasDemo={demo.hasDemo} /> : undefined;
  const actions = canWrite ? (
    <>
      {importSheet}
      <CreateTeamSheet />
    </>
  ) : undefined;
  const empty =
    (input.q ?? input.kind) ? (
      <EmptyState kind="no-match" title="No team matches">Clear a filter to see more.</EmptyState>
    ) : (
      <EmptyState kind="none" title="No teams yet" action={importSheet}>
        Import a YAML list, create the first team, or import tickets: their assignment groups become support groups.
      </EmptyState>
    );
  return (
    <>
      <TopBar crumbs={[{ label: "Organisation" }, { label: "Teams" }]} actions={actions} />
      <Page>
        <PageHeader title="Teams" description="Delivery teams own services; support groups answer tickets." />
        <FilterBar search={{ placeholder: "Find a team" }} filters={[{ param: "kind", label: "Kind", options: optionsOf(teamKindWords) }]} />
        <DataTable
          caption="Teams"
          columns={teamColumns}
          rows={teams.items}
          rowKey={(row) => row.slug}
          rowHref={(row) => `/teams/${row.slug}`}
          url={url}
          empty={empty}
          footer={<Pagination url={url} nextCursor={teams.nextCursor} summary={`${teams.items.length} of ${formatCount(teams.total, "team")}`} />}
        />
      </Page>
    </>
  );
}
