import "server-only";
import { slugify } from "#core/catalog";
import type { Tx } from "../platform/db";
import { DomainError } from "../platform/errors";
import { measuresTime, windowAt } from "#core/slo";
import type { SloDefinition } from "./contract";
import { readKnownMonitors } from "./sli-repository";
import { findReferences, type SloColumns } from "./slos-repository";

const refuse = (message: string, path: string): DomainError => new DomainError("VALIDATION", message, { faults: [{ path, message }] });

function requireZone({ window }: SloDefinition): void {
  try {
    windowAt(window, 0);
  } catch {
    throw refuse(window.kind === "calendar" ? `There is no time zone "${window.zone}".` : "The window is not valid.", "window");
  }
}

/** What a definition names, found; throws VALIDATION with the field at fault. A service's owner is the owner of its SLO unless another is named. */
export async function requireDefinition(tx: Tx | null, definition: SloDefinition): Promise<SloColumns> {
  requireZone(definition);
  if (definition.method.kind === "occurrences" && !measuresTime(definition.sli) && (definition.noData === "good" || definition.noData === "bad"))
    throw refuse("Events that nobody counted have no number: use timeslices, or leave missing data out.", "noData");
  const { service, team } = await findReferences(tx, definition);
  if (definition.service !== null && !service) throw refuse(`There is no service "${definition.service}".`, "service");
  if (definition.owner !== null && !team) throw refuse(`There is no team "${definition.owner}".`, "owner");
  if (definition.sli.kind === "probe") {
    const known = await readKnownMonitors(tx, definition.sli.monitors);
    const missing = definition.sli.monitors.filter((slug) => !known.has(slug));
    if (missing.length > 0) throw refuse(`There is no monitor ${missing.map((slug) => `"${slug}"`).join(", ")}.`, "sli");
  }
  return { definition, serviceId: service?.id ?? null, ownerTeamId: team?.id ?? service?.ownerTeamId ?? null };
}

/** The slug asked for, or one made from the name. */
export function sloSlug(input: { slug?: string | undefined; name: string; service: string | null }): string {
  const slug = input.slug ?? slugify(`${input.service ?? ""} ${input.name}`);
  if (slug === "") throw refuse("Give a slug: the name has no letter or digit to make it from.", "slug");
  return slug;
}
