import { SummaryStrip } from "@/components/kit/summary-strip";
import type { Tally } from "@/components/imports/import-messages";
import { formatNumber } from "@/lib/format";

export interface TallyStripProps {
  tally: Tally;
  isPreview: boolean;
}

/** What an import did, or would do. */
export function TallyStrip({ tally, isPreview }: TallyStripProps) {
  const would = isPreview ? "would be " : "";
  return (
    <SummaryStrip
      label={isPreview ? "What the import would do" : "What the import did"}
      items={[
        { label: "Rows read", value: formatNumber(tally.rowsRead) },
        { label: `Records ${would}created`, value: formatNumber(tally.created) },
        { label: `Records ${would}updated`, value: formatNumber(tally.updated) },
        { label: "Unchanged", value: formatNumber(tally.unchanged) },
        { label: "Rows rejected", value: formatNumber(tally.rejected), ...(tally.rejected > 0 ? { tone: "warn" as const } : {}) },
      ]}
    />
  );
}
