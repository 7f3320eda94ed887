import "server-only";
import { DomainError } from "../platform/errors";
import { slugify } from "./core";

/** The slug asked for, or one made from the name. */
export function newSlug(input: { slug?: string; name: string }): string {
  const slug = input.slug ?? slugify(input.name);
  if (slug !== "") return slug;
  throw new DomainError("VALIDATION", "Give a slug: the name has no letter or digit to make it from.", { faults: [{ path: "slug", message: "needed for this name" }] });
}

/** A failing unique index means that somebody has the slug already. */
export async function refusingTakenSlug<T>(what: string, slug: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if ((error as { code?: string }).code !== "P2002") throw error;
    throw new DomainError("CONFLICT", `There is already a ${what} with the slug "${slug}". Choose another one.`, { faults: [{ path: "slug", message: "already taken" }] });
  }
}

/** What an editor hears whose version is not the stored one any more. */
export const staleVersion = (what: string): DomainError =>
  new DomainError("CONFLICT", `Somebody else has changed this ${what} since you opened it. Reload to see the change, then make yours again.`);
