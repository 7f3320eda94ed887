/** Addresses below /docs that are pages of their own. */
const reserved: ReadonlySet<string> = new Set(["api", "tools", "board", "new"]);

/** "How do I rotate keys?" -> "how-do-i-rotate-keys". Without letters it is "document". */
export const nameSlug = (name: string): string => name.normalize("NFKD").replace(/\p{Mark}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 80).replace(/^-+|-+$/g, "") || "document";

/** The address of a document: its name, with a number behind it when that is taken. */
export function docSlugFor(title: string, taken: ReadonlySet<string>): string {
  const base = nameSlug(title);
  const isFree = (slug: string): boolean => !taken.has(slug) && !reserved.has(slug);
  for (let count = 1; ; count += 1) {
    const slug = count === 1 ? base : `${base}-${count}`;
    if (isFree(slug)) return slug;
  }
}
