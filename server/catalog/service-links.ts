import "server-only";
import type { Tx } from "../platform/db";
import { DomainError } from "../platform/errors";
import { describeCycle, findCycle } from "./core";
import { lockGraph, readEdges, serviceIdsBySlug } from "./services-repository";
import { teamIdBySlug } from "./teams-repository";

export async function requireOwner(tx: Tx, slug: string | null): Promise<string | null> {
  if (slug === null) return null;
  const id = await teamIdBySlug(tx, slug);
  if (id === null) throw new DomainError("VALIDATION", `There is no team "${slug}" to own this service.`, { faults: [{ path: "owner", message: "an existing team" }] });
  return id;
}

/** Ids of services that all have to exist; `path` is the field that named them. */
export async function requireServices(tx: Tx, path: string, slugs: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(slugs)];
  const ids = await serviceIdsBySlug(tx, wanted);
  const missing = wanted.filter((slug) => !ids.has(slug));
  if (missing.length > 0) throw new DomainError("VALIDATION", `There is no service ${missing.map((slug) => `"${slug}"`).join(", ")}.`, { faults: [{ path, message: `unknown: ${missing.join(", ")}` }] });
  return [...ids.values()];
}

/** The ids of the services that `slug` shall need, once it is certain that they close no circle. Holds the graph until the transaction ends. */
export async function requireDependencies(tx: Tx, slug: string, dependsOn: readonly string[]): Promise<string[]> {
  await lockGraph(tx);
  const cycle = findCycle(await readEdges(tx), slug, dependsOn);
  if (cycle) throw new DomainError("PRECONDITION_FAILED", `Services cannot need each other in a circle: ${describeCycle(cycle)}.`, { faults: [{ path: "dependsOn", message: describeCycle(cycle) }] });
  return requireServices(tx, "dependsOn", dependsOn);
}
