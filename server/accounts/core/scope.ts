import type { RoleName } from "../contract";

/** Which rows a person may see (the platform's `Scope`, as data). */
export type AccountScope = { kind: "all" } | { kind: "customers"; customerIds: string[]; requesterKeys: string[] };

/**
 * A requester sees what they asked for themselves, at one customer, whatever else was granted; without a customer, nothing. Everyone else sees all.
 * `person` is null where the rights are meant and nobody in particular: then a requester sees nothing.
 */
export function scopeOf(roles: readonly RoleName[], customerId: string | null, person: { id: string; email: string } | null): AccountScope {
  if (roles.length > 0 && !roles.includes("requester")) return { kind: "all" };
  return { kind: "customers", customerIds: customerId === null ? [] : [customerId], requesterKeys: person === null ? [] : [person.id, person.email.toLowerCase()] };
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
