import "server-only";
import { db } from "@/server/platform/db";
import { monitorLimits } from "./contract";

export interface DownMonitor {
  slug: string;
  name: string;
  url: string;
  service: string | null;
  isP0: boolean;
  since: Date | null;
  /** False: an imported record that has grown old. It says how it was, not how it is. */
  isFresh: boolean;
}

/**
 * Monitors that are down or flapping: one that flaps is one alert, not one each time. Those that the portal checks itself always are
 * fresh; an imported record is while its last check is recent at `now`.
 */
export const listDownMonitors = (now: Date): Promise<DownMonitor[]> => {
  const freshFrom = new Date(now.getTime() - monitorLimits.freshMs);
  return db().$queryRaw<DownMonitor[]>`
    select m.slug, m.name, m.url, s.slug as service, m.is_p0 as "isP0", m.status_since as since, (m."check" is not null or m.source = 'self' or coalesce(m.last_check_at >= ${freshFrom}, false)) as "isFresh"
    from monitor m left join service s on s.id = m.service_id
    where (m.status = 'down' or m.flapping_since is not null) and not m.is_paused and not m.is_demo and m.archived_at is null`;
};
