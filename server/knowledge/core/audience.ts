export interface Reader {
  roles: readonly string[];
  /** Bound to customers: sees only what is written for requesters. */
  isOutside: boolean;
}

/**
 * Whether a document is for this reader. Without an audience it is for everyone inside; an audience names roles, and administrators
 * read everything. Someone bound to a customer reads only what names requesters.
 */
export function isForReader(audience: readonly string[], { roles, isOutside }: Reader): boolean {
  if (isOutside) return audience.includes("requester");
  return audience.length === 0 || roles.includes("admin") || roles.some((role) => audience.includes(role));
}
