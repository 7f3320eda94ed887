import type { SloDetail } from "#contract/slo";
import { Banner } from "@/components/kit/banner";
import { Timestamp } from "@/components/kit/timestamp";

export interface SourceBannerProps {
  slo: Pick<SloDetail, "source" | "status">;
  reader: { now: string; zone: string };
}

/** What stands between an SLI and the Prometheus that it is read from, and since when; nothing while all is well. */
export function SourceBanner({ slo: { source, status }, reader }: SourceBannerProps) {
  if (source === null || source.error === null) return null;
  return (
    <Banner tone={status === "misconfigured" ? "critical" : "warn"} title={source.error}>
      {source.queriedTo === null ? "Nothing was read yet." : <>Read until <Timestamp iso={source.queriedTo} now={reader.now} zone={reader.zone} />; later time has no data until it answers again.</>}
    </Banner>
  );
}
