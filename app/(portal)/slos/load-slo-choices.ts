import "server-only";
import { monitorLimits } from "#contract/monitors";
import type { SloChoices } from "@/components/slo/slo-fields";
import { pageCall } from "@/server/api/page";
import { monitorsOperations } from "@/server/monitors";
import { loadChoices } from "../services/load-choices";

/** Services, teams and monitors that an SLO may name. */
export async function loadSloChoices(): Promise<SloChoices> {
  const [{ teams, services }, { items }] = await Promise.all([loadChoices(), pageCall(monitorsOperations.list, { limit: monitorLimits.page })]);
  return { teams, services, monitors: items.map(({ slug, name }) => ({ slug, name })) };
}
