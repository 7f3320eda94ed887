import Link from "next/link";
import { prepareSummary, type SummaryInput } from "@/components/incidents/prepare-summary";
import { SummaryStrip } from "@/components/kit/summary-strip";

/** What is being worked on, and what is left to do of what is over. */
export function IncidentsSummary(input: SummaryInput) {
  const items = prepareSummary(input).map(({ href, value, ...item }) => ({ ...item, value: href === null ? value : <Link href={href} className="hover:underline">{value}</Link> }));
  return <SummaryStrip label="Incidents at a glance" items={items} />;
}
