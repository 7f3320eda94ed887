import "server-only";
import { DomainError } from "@/server/platform/errors";
import { passwordFaults, type PasswordOwner } from "#core/accounts";
import { hashPassword } from "./password-hash";

/** The hash of a new password, once the policy accepts it. */
export async function acceptPassword(password: string, owner: PasswordOwner, path = "password"): Promise<string> {
  const faults = passwordFaults(password, owner);
  if (faults.length > 0) throw new DomainError("VALIDATION", faults.join(" "), { faults: faults.map((message) => ({ path, message })) });
  return hashPassword(password);
}
