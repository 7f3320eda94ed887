import "server-only";
import { readRows, type ReadOptions, type SqlValue } from "@/server/platform/db";
import type { Scope } from "@/server/platform/auth/actor";
import { fromObserved, observed, observedSeconds } from "./metrics";
import { scopeCondition } from "./monitors-repository";

export interface AvailabilityRow {
  slug: string;
  name: string;
  service: string | null;
  availability: number | null;
  downMs: number;
  observedMs: number;
  outages: number;
  total: number;
}

/** Monitors that were observed in a period, the least available first. */
export async function readAvailability(scope: Scope, asked: { from: string; to: string; service: string | null; team: string | null; limit: number }, options: ReadOptions): Promise<AvailabilityRow[]> {
  const place = (fragment: string): string => fragment.replaceAll("{from}", "$1::timestamptz").replaceAll("{to}", "$2::timestamptz");
  const allowed = scopeCondition(scope, 6);
  const text = `select m.slug, m.name, s.name as service, 1 - d.down_s / nullif(${observedSeconds}, 0) as availability, d.down_s * 1000 as "downMs", ${observedSeconds} * 1000 as "observedMs", d.outages::int as outages, count(*) over ()::int as total
    from ${place(fromObserved)} where ${observed.map(place).join(" and ")} and ($3::text is null or s.slug = $3) and ($4::text is null or g.slug = $4) and ${allowed.text}
    order by availability nulls last, m.name limit $5`;
  const values: SqlValue[] = [asked.from, asked.to, asked.service, asked.team, asked.limit, ...allowed.values];
  return readRows<AvailabilityRow>({ text, values }, options);
}
