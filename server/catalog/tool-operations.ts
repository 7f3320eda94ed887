import "server-only";
import type { z } from "zod";
import { can } from "../platform/auth/actor";
import { DomainError } from "../platform/errors";
import { defineOperation, type Ctx } from "../platform/registry";
import { neighbours } from "./get-service";
import { reversed, type Dependency } from "./core";
import type { Neighbour } from "./contract";
import { findServiceRecord, readGraph } from "./services-repository";
import { aroundInput, aroundOutput, blastRadiusOutput, gapsInput, gapsOutput, maxToolRows } from "./tool-contract";
import { readCovered, readReach } from "./tool-repository";

type Around = z.output<typeof aroundInput>;

const bounded = (found: number): { total: number; rowLimit: number; isTruncated: boolean } => ({ total: found, rowLimit: maxToolRows, isTruncated: found > maxToolRows });

async function lookAround({ slug, hops }: Around, ctx: Ctx, turn: (edges: readonly Dependency[]) => readonly Dependency[]): Promise<{ id: string; found: Neighbour[]; idOf: ReadonlyMap<string, string> }> {
  const record = await findServiceRecord(ctx.actor.scope, slug);
  if (!record) throw new DomainError("NOT_FOUND", `There is no service "${slug}".`);
  const { nodes, edges } = await readGraph(ctx.actor.scope);
  return { id: record.id, found: neighbours(record.id, { nodes: new Map(nodes.map((node) => [node.id, node])), edges: turn(edges), hops }), idOf: new Map(nodes.map((node) => [node.slug, node.id])) };
}

async function dependencies(input: Around, ctx: Ctx): Promise<z.input<typeof aroundOutput>> {
  const { found } = await lookAround(input, ctx, (edges) => edges);
  return { service: input.slug, hops: input.hops, items: found.slice(0, maxToolRows), ...bounded(found.length) };
}

async function blastRadius(input: Around, ctx: Ctx): Promise<z.input<typeof blastRadiusOutput>> {
  const { id, found, idOf } = await lookAround(input, ctx, reversed);
  const ids = found.map(({ slug }) => idOf.get(slug) ?? "");
  const reach = new Map((await readReach(ctx.actor.scope, [id, ...ids])).map((each) => [each.id, each]));
  const items = found.map((each, at) => ({ ...each, owner: reach.get(ids[at] ?? "")?.owner ?? null, customers: reach.get(ids[at] ?? "")?.customers.length ?? 0 }));
  return { service: input.slug, hops: input.hops, items: items.slice(0, maxToolRows), ...bounded(items.length), customers: new Set([...reach.values()].flatMap(({ customers }) => customers)).size };
}

/** What a reader may not see is not called missing. */
async function gaps({ limit }: z.output<typeof gapsInput>, ctx: Ctx): Promise<z.input<typeof gapsOutput>> {
  const covered = await readCovered(ctx.actor.scope);
  const [seesMonitors, seesRunbooks] = [can(ctx.actor, "monitors.read"), can(ctx.actor, "knowledge.read")];
  const items = covered.map(({ slug, name, tier, hasOwner, hasMonitor, hasRunbook, hasCustomers }) => ({
    slug, name, tier, missing: [...(hasOwner ? [] : ["owner"]), ...(hasMonitor || !seesMonitors ? [] : ["monitor"]), ...(hasRunbook || !seesRunbooks ? [] : ["runbook"]), ...(hasCustomers ? [] : ["customer"])],
  })).filter(({ missing }) => missing.length > 0);
  return { items: items.slice(0, limit), total: items.length, rowLimit: limit, isTruncated: items.length > limit };
}

const read = { permission: "catalog.read", effect: "read", cost: "light" } as const;

/** What hangs on what, and what stands behind nothing. */
export const catalogTools = {
  dependencies: defineOperation({ ...read, summary: "Services that a service needs, up to some hops away", rest: "GET /services/{slug}/dependencies", input: aroundInput, output: aroundOutput, run: dependencies }),
  blastRadius: defineOperation({ ...read, summary: "Services and customers that an outage of a service reaches, up to some hops away", rest: "GET /services/{slug}/blast-radius", input: aroundInput, output: blastRadiusOutput, run: blastRadius }),
  gaps: defineOperation({ ...read, summary: "Services without an owner, a monitor, a runbook or a customer, most important first", rest: "GET /services/gaps", input: gapsInput, output: gapsOutput, run: gaps }),
};
