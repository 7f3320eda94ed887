import type { RoleName } from "../contract";

/** Which rows a person may see (the platform's `Scope`, as data). */
export type AccountScope = { kind: "all" } | { kind: "customers"; customerIds: string[] };

/** A requester sees one customer's rows, whatever else was granted; without a customer, none. Everyone else sees all. */
export function scopeOf(roles: readonly RoleName[], customerId: string | null): AccountScope {
  if (roles.length > 0 && !roles.includes("requester")) return { kind: "all" };
  return { kind: "customers", customerIds: customerId === null ? [] : [customerId] };
}

/** Why these roles cannot be granted together; null when they can. */
export function rolesFault(roles: readonly RoleName[], customerId: string | null): string | null {
  if (roles.length === 0) return "Choose at least one role.";
  const isRequester = roles.includes("requester");
  if (isRequester && roles.length > 1) return "A requester holds no other role.";
  if (isRequester && customerId === null) return "Choose the customer whose tickets the requester may see.";
  if (!isRequester && customerId !== null) return "Only a requester is bound to a customer.";
  return null;
}

/** A token never exceeds its owner: what it was given and what the owner still holds. */
export const effectivePermissions = <P extends string>(granted: readonly string[], owned: ReadonlySet<P>): Set<P> => new Set([...owned].filter((each) => granted.includes(each)));
