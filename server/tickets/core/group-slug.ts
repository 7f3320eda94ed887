/** "Group 56" -> "group-56". Never empty: a name without letters or digits gets the code points of its characters. */
export function groupSlug(name: string): string {
  const slug = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  return slug === "" ? `group-${[...name].map((character) => (character.codePointAt(0) ?? 0).toString(16)).join("-")}` : slug;
}
