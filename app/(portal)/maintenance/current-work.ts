import type { CurrentWindow } from "#contract/maintenance";
import { pageCall, type PageContext } from "@/server/api/page";
import { maintenanceOperations } from "@/server/maintenance";

/** Work that goes on or begins within a day, of a service or of all; nothing for a reader who may not see it. */
export async function currentWork({ actor }: Pick<PageContext, "actor">, service?: string): Promise<CurrentWindow[]> {
  if (!actor.permissions.has("maintenance.read")) return [];
  return (await pageCall(maintenanceOperations.current, service === undefined ? {} : { service })).items;
}
