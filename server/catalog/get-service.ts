import "server-only";
import { can } from "../platform/auth/actor";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import type { CustomerTier, Neighbour, ServiceDetail } from "./contract";
import { reachable, reversed, type Dependency } from "./core";
import { presentService } from "./present-service";
import { listMonitorsOfService, listRunbooksOfService } from "./records-repository";
import { findServiceRecord, listCustomersOfService, readGraph, type GraphNode } from "./services-repository";

/** How far the detail page looks along the dependencies. */
const maxHops = 2;

interface Surroundings {
  nodes: ReadonlyMap<string, GraphNode>;
  edges: readonly Dependency[];
  hops: number;
}

/** Services along the edges, the nearest first. */
export function neighbours(start: string, { nodes, edges, hops: farthest }: Surroundings): Neighbour[] {
  const found = reachable(edges, start, farthest).flatMap(({ node, hops }) => {
    const service = nodes.get(node);
    return service ? [{ slug: service.slug, name: service.name, tier: service.tier, hops }] : [];
  });
  return found.sort((a, b) => a.hops - b.hops || a.name.localeCompare(b.name));
}

export async function getService(slug: string, ctx: Ctx): Promise<ServiceDetail> {
  const record = await findServiceRecord(ctx.actor.scope, slug);
  if (!record) throw new DomainError("NOT_FOUND", `There is no service "${slug}".`);
  const [graph, customers, monitors, runbooks] = await Promise.all([
    readGraph(ctx.actor.scope), listCustomersOfService(ctx.actor.scope, record.id),
    can(ctx.actor, "monitors.read") ? listMonitorsOfService(record.id) : null, can(ctx.actor, "knowledge.read") ? listRunbooksOfService(record.id) : null,
  ]);
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  return {
    ...presentService(record), description: record.description, aliases: record.aliases, createdAt: record.createdAt.toISOString(),
    dependencies: neighbours(record.id, { nodes, edges: graph.edges, hops: maxHops }), dependents: neighbours(record.id, { nodes, edges: reversed(graph.edges), hops: maxHops }),
    customers: customers.map((customer) => ({ ...customer, tier: customer.tier as CustomerTier })), monitors, runbooks,
  };
}
