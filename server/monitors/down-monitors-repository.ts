import "server-only";
import { db } from "@/server/platform/db";

export interface DownMonitor {
  slug: string;
  name: string;
  url: string;
  service: string | null;
  isP0: boolean;
  since: Date | null;
}

/** Monitors that the portal checks itself and that are down or flapping: one that flaps is one alert, not one each time. Imported records tell of the past, and wake nobody. */
export const listDownMonitors = (): Promise<DownMonitor[]> =>
  db().$queryRaw<DownMonitor[]>`
    select m.slug, m.name, m.url, s.slug as service, m.is_p0 as "isP0", m.status_since as since from monitor m left join service s on s.id = m.service_id
    where (m.status = 'down' or m.flapping_since is not null) and (m."check" is not null or m.source = 'self') and not m.is_paused and not m.is_demo and m.archived_at is null`;
