import "server-only";
import type { Ctx } from "@/server/platform/registry";
import type { ListOutagesInput, ListOutagesOutput, OutageRow } from "./contract";
import { decodeCursor, encodeCursor } from "./cursor";
import { listMonitorRows, readCoverage } from "./monitors-repository";
import { listOutageRows, readOutageTotals, type OutageFilter, type OutageListRow } from "./outages-repository";

const present = (row: OutageListRow): OutageRow => ({
  id: row.id, monitor: { slug: row.slug, name: row.name }, startedAt: row.startedAt.toISOString(), endedAt: row.endedAt?.toISOString() ?? null, durationMs: row.durationMs, cause: row.cause,
});

/** Outages of all monitors, sorted by start or length, with the totals over everything that matches. */
export async function listOutages(input: ListOutagesInput, ctx: Ctx): Promise<ListOutagesOutput> {
  const { scope } = ctx.actor;
  const filter: OutageFilter = { monitor: input.monitor ?? null, service: input.service ?? null, team: input.team ?? null, region: input.region ?? null, status: input.status ?? null, from: input.from ?? null, to: input.to ?? null, time: input.time };
  const [rows, totals, monitors, coverage] = await Promise.all([
    listOutageRows(scope, { ...filter, sort: input.sort, after: decodeCursor(input.cursor), limit: input.limit + 1 }, ctx.signal),
    readOutageTotals(scope, filter, ctx.signal), listMonitorRows(scope, {}, ctx.signal), readCoverage(scope, "sites", ctx.signal),
  ]);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    items: page.map(present),
    nextCursor: last && rows.length > page.length ? encodeCursor([input.sort.endsWith("duration") ? last.durationMs : last.startedAt.getTime(), last.id]) : null,
    ...totals, monitors: monitors.map(({ slug, name }) => ({ slug, name })).sort((a, b) => (a.name < b.name ? -1 : 1)), dataUntil: coverage.last?.toISOString() ?? null,
  };
}
