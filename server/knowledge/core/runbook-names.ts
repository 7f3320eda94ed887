const identifier = /^[A-Za-z][A-Za-z0-9_:]*$/;

/** "KubePodNotReady", "etcdNoLeader": letters of both cases, a capital behind another letter. */
const isCompound = (text: string): boolean => identifier.test(text) && /[a-z]/.test(text) && /.[A-Z]/.test(text);

/** "kubernetes/KubePodNotReady.md" -> "KubePodNotReady" */
export const baseNameOf = (path: string): string => (path.split("/").at(-1) ?? path).replace(/\.md$/i, "");

/** "kubernetes/KubePodNotReady.md" -> "kubernetes"; empty at the top. */
export const sectionOf = (path: string): string => path.split("/").slice(0, -1).join("/");

/**
 * The alerts that a runbook is about: its file name and its first heading where they look like an alert's name, and what its front
 * matter lists. A single word ("Watchdog") counts when file and heading agree on it.
 */
export function alertNamesOf(input: { path: string; firstHeading: string | null; listed: readonly string[] }): string[] {
  const file = baseNameOf(input.path);
  const heading = input.firstHeading ?? "";
  const agreed = file === heading && identifier.test(file) ? [file] : [];
  return [...new Set([...[file, heading].filter(isCompound), ...agreed, ...input.listed])];
}

/** "KubeAPIErrorBudgetBurn" -> "kube-api-error-budget-burn" */
function kebab(text: string): string {
  const words = text.replace(/([a-z0-9])([A-Z])/g, "$1-$2").replace(/([A-Z]+)([A-Z][a-z])/g, "$1-$2");
  return words.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 120);
}

/** Addresses below /runbooks that are pages of their own. */
const reserved: ReadonlySet<string> = new Set(["runs", "coverage", "search"]);

/** A runbook's address: from its file name, with the section before it if that is taken, and with a number if that is taken too. */
export function runbookSlug(path: string, taken: ReadonlySet<string>): string {
  const base = kebab(baseNameOf(path)) || "runbook";
  const inSection = [kebab(sectionOf(path)), base].filter((part) => part !== "").join("-");
  const free = [base, inSection].find((slug) => !taken.has(slug) && !reserved.has(slug));
  if (free !== undefined) return free;
  for (let count = 2; ; count += 1) if (!taken.has(`${inSection}-${count}`)) return `${inSection}-${count}`;
}
