/** `kept`: only the text here changed since the last import. `same`: both sides made the same change. */
export type ImportDecision = "create" | "unchanged" | "update" | "kept" | "same" | "conflict";

export interface Sides {
  /** Digest of the text as it was imported last; null when it never was. */
  base: string | null;
  /** Digest of the text as it stands here; null when there is none. */
  here: string | null;
  file: string;
}

/** Three-way: what an import does with one file. Only a text that was left alone here is replaced; an edit on both sides is a person's to settle. */
export function decideImport({ base, here, file }: Sides): ImportDecision {
  if (here === null) return "create";
  if (here === file) return base === file ? "unchanged" : "same";
  if (here === base) return "update";
  return file === base ? "kept" : "conflict";
}
