import "server-only";
import { DomainError } from "../platform/errors";
import type { DemoStatus } from "./contract";
import { readDemoPresence } from "./status-repository";

/** Is any demo data present? The banner on every page asks this. */
export async function demoStatus(): Promise<DemoStatus> {
  const { hasDemo, hasReal } = await readDemoPresence();
  return { hasDemo, isMixed: hasDemo && hasReal };
}

/** Importers call this first, so that real data never lands silently beside the demo's. */
export async function requireNoDemo(allowMixed: boolean): Promise<void> {
  if (allowMixed) return;
  const { hasDemo } = await readDemoPresence();
  if (hasDemo) throw new DomainError("PRECONDITION_FAILED", "This organisation holds demo data, and your own would mix with it. Remove the demo first, or confirm that both may stand side by side.");
}
