import type { RoleName } from "#contract/accounts";

/** What each role is for, in one line. */
export const roleText: Record<RoleName, string> = {
  admin: "Everything, including people and access",
  operator: "Services, monitors and runbooks",
  support: "Tickets and knowledge",
  executive: "Reads everything and asks",
  viewer: "Services and their health; no tickets",
  requester: "The tickets of one customer",
};

export const roleLabel = (role: string): string => role.charAt(0).toUpperCase() + role.slice(1);
