import { Banner } from "@/components/kit/banner";
import type { LiveFault } from "@/hooks/use-live-refresh";
import { formatDateTime } from "@/lib/format";

/** What it means for whoever looks at a page. */
const meaning: Readonly<Record<string, string>> = {
  database: "What you see may be old, and nothing can be saved until it is back.",
  cache: "Answers may take longer.",
  mail: "Messages wait until it is back.",
  jobs: "Background work waits.",
  prometheus: "Goals that are measured by it get no new data.",
  "event-loop": "Pages and answers may take longer.",
  disk: "Files and backups may not be kept.",
};

/** Shown above everything as soon as a part of the portal itself fails, also one without which no page could be loaded. */
export function FaultBanner({ faults, zone }: { faults: readonly LiveFault[]; zone: string }) {
  return faults.map(({ component, name, status, since }) => (
    <Banner key={component} tone={status === "down" ? "critical" : "warn"} isLive title={`${name} ${status === "down" ? "is down" : "is slow"} since ${formatDateTime(since, zone, "time")}.`} className="rounded-none border-x-0 border-t-0">
      {meaning[component] ?? ""}
    </Banner>
  ));
}
