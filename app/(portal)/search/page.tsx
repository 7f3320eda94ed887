import type { Metadata } from "next";
import Link from "next/link";
import { catalogLimits } from "#contract/catalog";
import { searchInputSchema, searchKinds, searchLimits, type SearchKind, type SearchOutput } from "#contract/search";
import { Banner } from "@/components/kit/banner";
import { EmptyState } from "@/components/kit/empty-state";
import { FilterBar, type FilterDefinition } from "@/components/kit/filter-bar";
import { Page, PageHeader } from "@/components/kit/page-header";
import { withParams, type PageParams, type PageUrl } from "@/components/kit/with-params";
import { kindWords } from "@/components/search/kind-words";
import { SearchResults } from "@/components/search/search-results";
import { TopBar } from "@/components/shell/top-bar";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import { formatCount } from "@/lib/format";
import { pageCall, pageContext } from "@/server/api/page";
import { catalogOperations } from "@/server/catalog";
import { searchOperations } from "@/server/search";

export const metadata: Metadata = { title: "Search" };

const textOf = (value: string | readonly string[] | undefined): string => (typeof value === "string" ? value : "").trim().slice(0, searchLimits.query);
const kindOf = (value: string | readonly string[] | undefined): SearchKind | null => searchKinds.find((kind) => kind === value) ?? null;

const dayMs = 86_400_000;
const periods = [{ value: "week", label: "the last 7 days", days: 7 }, { value: "month", label: "the last 30 days", days: 30 }, { value: "year", label: "the last year", days: 365 }] as const;

const filtersFor = (services: readonly { slug: string; name: string }[]): FilterDefinition[] => [
  { param: "changed", label: "Changed in", anyLabel: "any time", options: periods.map(({ value, label }) => ({ value, label })) },
  ...(services.length === 0 ? [] : [{ param: "service", label: "About", anyLabel: "any service", options: services.map(({ slug, name }) => ({ value: slug, label: name })) }]),
];

interface KindsProps {
  counts: SearchOutput["counts"];
  kind: SearchKind | null;
  url: PageUrl;
}

function Kinds({ counts, kind, url }: KindsProps) {
  if (counts.length === 0) return null;
  const total = counts.reduce((sum, each) => sum + each.count, 0);
  const entries = [{ key: null, label: "Everything", count: total }, ...counts.map((each) => ({ key: each.kind, label: kindWords[each.kind].many, count: each.count }))];
  return (
    <nav aria-label="Kinds of results" className="flex flex-wrap gap-1.5">
      {entries.map(({ key, label, count }) => (
        <Link
          key={label}
          href={withParams(url, { kind: key })}
          aria-current={key === kind ? "page" : undefined}
          className={cn("inline-flex h-7 items-center gap-1.5 rounded-md border border-line px-2.5 text-sm text-fg-2 hover:bg-hover", key === kind && "border-line-2 bg-select font-medium text-fg")}
        >
          {label} <span className="text-xs text-fg-3 tabular-nums">{count >= 1000 ? "1,000+" : count}</span>
        </Link>
      ))}
    </nav>
  );
}

function Remarks({ found }: { found: SearchOutput }) {
  return (
    <>
      {found.repaired.length === 0 ? null : (
        <Banner tone="info" title="Typing mended:">
          {found.repaired.map(({ from, to }) => `“${from}” was taken for “${to}”`).join(", ")}.
        </Banner>
      )}
      {found.isPartial ? <Banner tone="note" title="Nothing has all of these words.">These results have some of them; the search was noted for those who write documents.</Banner> : null}
    </>
  );
}

export default async function SearchPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const params = await searchParams;
  const { actor, now } = await pageContext();
  const [q, kind] = [textOf(params.q), kindOf(params.kind)];
  const [changed, service] = [periods.find(({ value }) => value === params.changed) ?? null, textOf(params.service)];
  const narrowed = { ...(kind === null ? {} : { kinds: [kind] }), ...(changed === null ? {} : { changedSince: new Date(Date.parse(now) - changed.days * dayMs).toISOString() }), ...(service === "" ? {} : { service: service.slice(0, 80) }) };
  const found = q === "" ? null : await pageCall(searchOperations.find, searchInputSchema.parse({ q, limit: 30, ...narrowed }));
  const services = actor.permissions.has("catalog.read") ? (await pageCall(catalogOperations.listServices, { limit: catalogLimits.page })).items : [];
  const canAsk = actor.permissions.has("query.ask");
  return (
    <>
      <TopBar crumbs={[{ label: "Search" }]} />
      <Page width="prose">
        <PageHeader title="Search" description="Documents, runbooks, tickets, incidents, planned work, services and your conversations: whatever you may see." />
        <FilterBar search={{ placeholder: "Search everything" }} filters={filtersFor(services)} resets={["kind"]} />
        {found === null ? (
          <div className="rounded-lg border border-line bg-card"><EmptyState kind="none" title="What are you looking for?">Type words, a number such as INC-12, or the name of an alert. Typing mistakes are mended.</EmptyState></div>
        ) : (
          <>
            <Kinds counts={found.counts} kind={kind} url={{ pathname: "/search", params }} />
            <Remarks found={found} />
            {found.items.length === 0 ? (
              <div className="rounded-lg border border-line bg-card">
                <EmptyState kind="no-match" title={`Nothing found for “${q}”`} action={canAsk ? <Button asChild><Link href={`/ask?q=${encodeURIComponent(q)}`}>Ask it as a question</Link></Button> : undefined}>
                  Try fewer or other words. {Object.keys(narrowed).length === 0 ? "Searches without a result are noted for those who write documents." : "Without the filters there may be results."}
                </EmptyState>
              </div>
            ) : (
              <>
                <SearchResults hits={found.items} searchId={found.searchId} now={now} zone={actor.zone} />
                <p className="text-xs text-fg-3">The best {formatCount(found.items.length, "result")}, ordered by words, freshness and use.</p>
              </>
            )}
          </>
        )}
      </Page>
    </>
  );
}
