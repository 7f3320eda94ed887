import { gaps, type ListBlindSpotsOutput } from "#contract/blind-spots";
import { gapWords } from "@/components/blind-spots/gap-words";
import { Figure } from "@/components/kit/figure";
import { SummaryStrip } from "@/components/kit/summary-strip";
import { formatNumber } from "@/lib/format";

/** How much is covered, and how often each thing is missing. */
export function BlindSpotsSummary({ list }: { list: ListBlindSpotsOutput }) {
  const { services, byGap } = list;
  return (
    <SummaryStrip
      label="Coverage at a glance"
      items={[
        { label: "Services covered", value: services.total === 0 ? "none yet" : `${formatNumber(services.covered)} of ${formatNumber(services.total)}`, detail: "lacking nothing" },
        ...gaps.map((gap) => ({ label: gapWords[gap].label, value: byGap[gap] > 0 ? <Figure value={formatNumber(byGap[gap])} href={`/blind-spots?gap=${gap}`} /> : "0", ...(gap === "no_data" ? { detail: "monitors and SLOs" } : {}) })),
      ]}
    />
  );
}
