import type { Metadata } from "next";
import { dueFilters } from "#contract/sla";
import { EmptyState } from "@/components/kit/empty-state";
import { FilterBar } from "@/components/kit/filter-bar";
import { Pagination } from "@/components/kit/pagination";
import type { PageParams } from "@/components/kit/with-params";
import { DueTable } from "@/components/sla/due-table";
import { ForecastStrip } from "@/components/sla/forecast-strip";
import { kindWords } from "@/components/sla/sla-words";
import { formatCount } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { slaOperations } from "@/server/sla";
import { SlaPage } from "./sla-page";

export const metadata: Metadata = { title: "Service levels" };

const one = (value: PageParams[string]): string | undefined => (typeof value === "string" && value !== "" ? value.slice(0, 100) : undefined);
const among = <T extends string>(values: readonly T[], value: string | undefined): T | undefined => values.find((each) => each === value);
const kinds = ["first_response", "next_response", "resolution"] as const;

export default async function DuePage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const { actor, now } = await pageContext();
  const asked = { show: among(dueFilters, one(params.show)), kind: among(kinds, one(params.kind)), team: one(params.team), priority: one(params.priority), cursor: one(params.cursor) };
  const list = await pageCall(slaOperations.listDue, asked);
  const isFiltered = Object.values(asked).some((value) => value !== undefined);
  const filters = [
    { param: "show", label: "Show", options: [{ value: "late", label: "Late" }, { value: "soon", label: "Past the warning" }, { value: "paused", label: "Standing" }] },
    { param: "kind", label: "Promise", options: kinds.map((value) => ({ value, label: kindWords[value] })) },
    { param: "priority", label: "Priority", options: ["p1", "p2", "p3", "p4"].map((value) => ({ value, label: value.toUpperCase() })) },
    ...(asked.team === undefined ? [] : [{ param: "team", label: "Group", options: [{ value: asked.team, label: list.items[0]?.team?.name ?? asked.team }] }]),
  ];
  const empty = isFiltered ? <EmptyState kind="no-match" title="No open promise matches">Clear a filter to see the others.</EmptyState> : <EmptyState kind="none" title="Nothing is owed">Open tickets that fall under a policy stand here by when they are due.</EmptyState>;
  return (
    <SlaPage current="due" title="Service levels" description="What is owed, by when, and what will probably be late at the pace of the last half year.">
      <ForecastStrip counts={list.counts} forecast={list.forecast} />
      <FilterBar filters={filters} />
      <DueTable rows={list.items} reader={{ now, zone: actor.zone }} empty={empty} footer={list.total === 0 ? undefined : <Pagination summary={`${list.items.length} of ${formatCount(list.total, "promise")}`} url={{ pathname: "/sla", params }} nextCursor={list.nextCursor} />} />
    </SlaPage>
  );
}
