import "server-only";
import { DomainError } from "../platform/errors";

/** Removing something that history refers to would make that history unreadable. */
export function refuseInUse(what: string, uses: Readonly<Record<string, number>>): void {
  const standing = Object.entries(uses).filter(([, count]) => count > 0).map(([kind, count]) => `${count} ${kind}${count === 1 ? "" : "s"}`);
  if (standing.length > 0) throw new DomainError("PRECONDITION_FAILED", `This ${what} cannot be removed: ${standing.join(" and ")} refer to it.`);
}
