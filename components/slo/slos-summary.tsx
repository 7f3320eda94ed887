import Link from "next/link";
import type { ReactNode } from "react";
import type { ListSlosOutput } from "#contract/slo";
import { figureLinkClass } from "@/components/kit/figure";
import { SummaryStrip, type SummaryItem } from "@/components/kit/summary-strip";
import { withParams, type PageUrl } from "@/components/kit/with-params";
import { burnText, titleOf } from "@/components/slo/slo-words";
import { formatDateTime, formatNumber, formatRelative } from "@/lib/format";

export interface SlosSummaryProps {
  list: ListSlosOutput;
  url: PageUrl;
  reader: { now: string; zone: string };
}

type Named = NonNullable<ListSlosOutput["summary"]["fastest"]> | NonNullable<ListSlosOutput["summary"]["next"]>;

const nameLink = (row: Pick<Named, "slug" | "name" | "service">): ReactNode => (
  <Link href={`/slos/${row.slug}`} className="hover:underline">
    {titleOf(row)}
  </Link>
);

/** How many stand how, what burns fastest and what runs out first. A count opens the rows behind it. */
export function SlosSummary({ list: { summary, items }, url, reader }: SlosSummaryProps) {
  const { byStatus, fastest, next } = summary;
  const countOf = (status: keyof typeof byStatus): number => byStatus[status] ?? 0;
  const counted = (status: "exhausted" | "at_risk" | "healthy" | "no_data"): ReactNode =>
    countOf(status) === 0 ? "0" : <Link href={withParams(url, { status, cursor: null })} className={figureLinkClass}>{formatNumber(countOf(status))}</Link>;
  const firstOf = (status: string): string => items.filter((row) => row.status === status).slice(0, 2).map(titleOf).join(", ");
  const aside = [["paused", countOf("paused")], ["misconfigured", countOf("misconfigured")]] as const;
  const unmeasured = aside.filter(([, count]) => count > 0).map(([word, count]) => `${count} ${word}`).join(", ");
  const figures: SummaryItem[] = [
    { label: "Exhausted", tone: "critical", value: counted("exhausted"), detail: firstOf("exhausted") || "none" },
    { label: "At risk", tone: "warn", value: counted("at_risk"), unit: "20 % or less", detail: firstOf("at_risk") || "none" },
    { label: "Healthy", tone: "ok", value: counted("healthy"), detail: "more than 20 % left" },
    { label: "No data", tone: "none", value: counted("no_data"), detail: unmeasured || "nothing paused" },
    { label: "Fastest burn, 1 h", value: fastest ? burnText(fastest.burn) : "none", detail: fastest ? nameLink(fastest) : "no budget is being spent" },
    { label: "Runs out next", value: next ? formatDateTime(next.at, reader.zone, "day") : "none", ...(next ? { unit: formatRelative(next.at, reader.now, reader.zone) } : {}), detail: next ? <>{nameLink(next)}, at its recent burn</> : "at the burn of the last 3 days" },
  ];
  return <SummaryStrip label="SLOs at a glance" items={figures} />;
}
