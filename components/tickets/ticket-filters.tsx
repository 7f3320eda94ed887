import { FilterBar, type FilterDefinition, type FilterOption } from "@/components/kit/filter-bar";
import { OpenedRange } from "@/components/tickets/opened-range";
import { formatNumber } from "@/lib/format";
import type { Facet, TicketFacets } from "#contract/tickets";

const counted = (facets: readonly Facet[]): FilterOption[] => facets.map((facet) => ({ value: facet.value, label: `${facet.label} (${formatNumber(facet.count)})` }));
const yesNo: readonly FilterOption[] = [{ value: "yes", label: "yes" }, { value: "no", label: "no" }];

/** Parameters that have a control in the filter bar. */
export const barFilters = ["state", "priority", "team", "customer", "service", "sla", "reassigned", "reopened"] as const;

function filtersOf(facets: TicketFacets): FilterDefinition[] {
  const usable = (list: readonly Facet[]) => list.length > 1 || list.some((facet) => facet.value !== "unknown");
  const all: readonly (FilterDefinition & { isShown: boolean })[] = [
    { param: "state", label: "State", options: counted(facets.state), isShown: true },
    { param: "priority", label: "Priority", options: counted(facets.priority), isShown: true },
    { param: "team", label: "Group", options: counted(facets.team), isShown: true },
    { param: "customer", label: "Customer", options: counted(facets.customer), isShown: usable(facets.customer) },
    { param: "service", label: "Service", options: counted(facets.service), isShown: usable(facets.service) },
    { param: "sla", label: "SLA", options: counted(facets.sla), isShown: true },
    { param: "reassigned", label: "Handed over", options: yesNo, isShown: true },
    { param: "reopened", label: "Reopened", options: yesNo, isShown: true },
  ];
  return all.filter((filter) => filter.isShown).map(({ isShown: _isShown, ...filter }) => filter);
}

/** Search and filters of the ticket list, with the number of tickets behind each choice. */
export function TicketFilters({ facets, isRequester = false }: { facets: TicketFacets; /** How the desk sorts its work is none of a requester's business. */ isRequester?: boolean }) {
  return (
    <FilterBar
      search={{ placeholder: isRequester ? "Words of your requests" : "Words, -not, customer:acme, tag:vip" }}
      filters={isRequester ? filtersOf(facets).filter(({ param }) => param === "state") : filtersOf(facets)}
      actions={<OpenedRange first={facets.firstOpenedAt?.slice(0, 10) ?? null} last={facets.lastOpenedAt?.slice(0, 10) ?? null} />}
    />
  );
}
