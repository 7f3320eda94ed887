import type { z } from "zod";
import type { DeliveryFigures, figuresOutput } from "#contract/deployments";
import { SummaryStrip, type SummaryItem } from "@/components/kit/summary-strip";
import { formatCount, formatDuration, formatNumber, formatRatio } from "@/lib/format";

type Figures = z.infer<typeof figuresOutput>;

const before = (value: number | null, told: (value: number) => string, days: number): string => (value === null ? `no data for the ${days} days before` : `${told(value)} in the ${days} days before`);
const perWeek = (value: number): string => formatNumber(value, { digits: 1 });
const rate = ({ failureRate, failures, deployments }: DeliveryFigures): string => (failureRate === null ? "" : `${failures} of ${deployments}, `);

/** The four measures of delivery, each beside the time before. What nobody told is no data. */
export function DeliveryStrip({ figures: { now, before: then, days } }: { figures: Figures }) {
  const none = <span className="text-fg-3">no data</span>;
  const items: SummaryItem[] = [
    { label: "Deployments a week", value: perWeek(now.perWeek), detail: `${formatCount(now.deployments, "deployment")}; ${before(then.perWeek, perWeek, days)}` },
    { label: "Lead time, median", value: now.leadMs === null ? none : formatDuration(now.leadMs), detail: `${now.leadKnown < now.deployments ? `${now.leadKnown} of ${now.deployments} with a commit time; ` : ""}${before(then.leadMs, formatDuration, days)}` },
    { label: "Change failure rate", value: now.failureRate === null ? none : formatRatio(now.failureRate), detail: `${rate(now)}${before(then.failureRate, formatRatio, days)}` },
    { label: "Time to restore, median", value: now.restoreMs === null ? none : formatDuration(now.restoreMs), detail: `${now.failures > now.restored ? `${now.restored} of ${now.failures} told; ` : ""}${before(then.restoreMs, formatDuration, days)}` },
  ];
  return <SummaryStrip label={`Delivery to production in the last ${days} days`} items={items} />;
}
