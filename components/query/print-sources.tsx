import type { Brief } from "#contract/query";
import { formatDateTime } from "@/lib/format";

/** On paper only: as of when, until when the data reaches, and where the figures come from. */
export function PrintSources({ brief, zone }: { brief: Brief; zone: string }) {
  const until = brief.trace.dataAsOf.map(({ domain, at }) => `${domain} until ${at === null ? "no data" : formatDateTime(at, zone)}`);
  return (
    <footer className="hidden border-t border-line pt-2 text-xs text-fg-3 print:block" data-slot="print-sources">
      <p>
        As of {formatDateTime(brief.asOf, zone)} ({zone}). {until.length === 0 ? "" : `Data: ${until.join(", ")}. `}
        {brief.trace.model === "no model used" ? "Computed without a language model" : brief.trace.model}, engine {brief.trace.engineVersion}, answer {brief.runId}.
      </p>
      {brief.tables.length === 0 ? null : <p className="line-clamp-2">Sources: {brief.tables.map(({ title, totalRows }) => `${title} (${totalRows} ${totalRows === 1 ? "row" : "rows"})`).join("; ")}.</p>}
    </footer>
  );
}
