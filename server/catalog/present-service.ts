import "server-only";
import type { Lifecycle, ServiceRow } from "./contract";
import type { ServiceRecord } from "./services-repository";

export function presentService(record: ServiceRecord): ServiceRow {
  const { slug, name, tier, owner, region, isDemo, version } = record;
  return { slug, name, tier, owner, region, isDemo, version, lifecycle: record.lifecycle as Lifecycle, dependencyCount: record._count.dependencies, customerCount: record._count.customers };
}
