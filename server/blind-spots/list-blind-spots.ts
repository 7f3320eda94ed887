import "server-only";
import type { z } from "zod";
import { can } from "../platform/auth/actor";
import { statementMs, type Ctx } from "../platform/registry";
import { gaps, type BlindSpot, type Gap, type ListBlindSpots, type listBlindSpotsOutput } from "./contract";
import { countServices, readGaps, type GapRow } from "./gaps-repository";

const present = ({ kind, slug, name, gap, service, serviceName, team, teamName, tier, since }: GapRow): BlindSpot => ({
  kind, slug, name, gap, tier, since: since?.toISOString() ?? null,
  service: service === null ? null : { slug: service, name: serviceName ?? service }, team: team === null ? null : { slug: team, name: teamName ?? team },
});

const isAsked = (row: GapRow, { gap, kind, team, service, tier }: ListBlindSpots): boolean =>
  (gap === undefined || row.gap === gap) && (kind === undefined || row.kind === kind) && (team === undefined || row.team === team) && (service === undefined || row.service === service) && (tier === undefined || row.tier === tier);

/** Gaps of what the reader may see: monitors and SLOs only for those who may read them. */
export async function listBlindSpots(input: ListBlindSpots, ctx: Ctx): Promise<z.input<typeof listBlindSpotsOutput>> {
  const { scope } = ctx.actor;
  const options = { signal: ctx.signal, timeoutMs: statementMs.normal };
  const kinds = ["service", ...(can(ctx.actor, "monitors.read") ? ["monitor"] : []), ...(can(ctx.actor, "slo.read") ? ["slo"] : [])];
  const [all, services] = await Promise.all([readGaps(scope, kinds, options), countServices(scope, options)]);
  const found = all.filter((row) => isAsked(row, input));
  const lacking = new Set(all.filter(({ kind }) => kind === "service").map(({ slug }) => slug));
  return {
    items: found.slice(0, input.limit).map(present), nextCursor: null, total: found.length,
    byGap: Object.fromEntries(gaps.map((gap) => [gap, all.filter((row) => row.gap === gap).length])) as Record<Gap, number>, services: { total: services, covered: services - lacking.size },
  };
}
