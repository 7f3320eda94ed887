import "server-only";
import { catalogLimits } from "#contract/catalog";
import type { ServiceChoices } from "@/components/catalog/service-sheets";
import { pageCall } from "@/server/api/page";
import { catalogOperations } from "@/server/catalog";

const reference = ({ slug, name }: { slug: string; name: string }) => ({ slug, name });

/** Teams and services that forms and filters offer. */
export async function loadChoices(): Promise<ServiceChoices> {
  const limit = catalogLimits.page;
  const [teams, services] = await Promise.all([pageCall(catalogOperations.listTeams, { limit }), pageCall(catalogOperations.listServices, { limit })]);
  return { teams: teams.items.map(reference), services: services.items.map(reference) };
}
