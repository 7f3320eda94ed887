import type { DueList } from "#contract/sla";
import { SummaryStrip } from "@/components/kit/summary-strip";
import { formatNumber } from "@/lib/format";

const expected = (breaches: number | null): string => (breaches === null ? "too few finished tickets to say more" : `about ${formatNumber(breaches, { digits: breaches < 10 ? 1 : 0 })} of them late`);

/** What is late, what is close, and what falls due when. */
export function ForecastStrip({ counts, forecast }: Pick<DueList, "counts" | "forecast">) {
  return (
    <SummaryStrip
      label="Open promises at a glance"
      items={[
        { label: "Late", tone: counts.late > 0 ? "critical" : "ok", value: formatNumber(counts.late), detail: `of ${formatNumber(counts.open)} open` },
        { label: "Past the warning", tone: counts.soon > 0 ? "warn" : "ok", value: formatNumber(counts.soon), detail: `${formatNumber(counts.paused)} stand, waiting` },
        ...forecast.map(({ label, due, expectedBreaches }) => ({ label: `Due ${label}`, value: formatNumber(due), detail: due === 0 ? "nothing" : expected(expectedBreaches) })),
      ]}
    />
  );
}
