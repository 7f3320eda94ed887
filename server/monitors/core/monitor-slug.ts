/** Words that are pages beside the monitors' own. */
const reserved = new Set(["outages"]);

/** The part of an address that names a monitor: "Manual (dev)" -> "manual-dev". `taken` slugs get a number: "manual-dev-2". */
export function monitorSlug(name: string, taken: ReadonlySet<string>): string {
  const base = name.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 80) || "site";
  const isFree = (slug: string): boolean => !taken.has(slug) && !reserved.has(slug);
  if (isFree(base)) return base;
  for (let count = 2; ; count += 1) if (isFree(`${base}-${count}`)) return `${base}-${count}`;
}

/** Equal for a site's name and for the file names that other tools make of it ("MySQL Playground", "my-sql-playground"). */
export const nameKey = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
