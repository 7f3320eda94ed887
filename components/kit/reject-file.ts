import { formatBytes } from "@/lib/format";

export interface FileRules {
  /** Extensions with the dot; empty takes any. */
  extensions: readonly string[];
  limitBytes: number;
}

/** Why a file cannot be taken, as a sentence, or null when it can. */
export function rejectFile(file: { name: string; size: number }, rules: FileRules): string | null {
  const name = file.name.toLowerCase();
  if (rules.extensions.length > 0 && !rules.extensions.some((extension) => name.endsWith(extension.toLowerCase()))) {
    return `${file.name} is not ${rules.extensions.join(" or ")}.`;
  }
  if (file.size === 0) return `${file.name} is empty.`;
  if (file.size > rules.limitBytes) return `${file.name} is ${formatBytes(file.size)}; the limit is ${formatBytes(rules.limitBytes)}.`;
  return null;
}
