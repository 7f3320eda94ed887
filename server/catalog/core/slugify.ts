import { catalogLimits } from "../contract";

/**
 * A name as a slug: lower-case ASCII letters, digits and single hyphens, at most the limit long, accents dropped. Text without any
 * letter or digit gives the empty string, which no contract accepts.
 */
export function slugify(name: string): string {
  const plain = name.normalize("NFKD").replaceAll(/\p{M}+/gu, "").toLowerCase();
  return plain.replaceAll(/[^a-z0-9]+/g, "-").slice(0, catalogLimits.slug).replaceAll(/^-+|-+$/g, "");
}
