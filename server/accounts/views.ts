import "server-only";
import type { UserView } from "./contract";
import { knownRoles } from "./resolve-actor";
import { findCustomerNames, type UserRow } from "./users-repository";

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** People as the portal shows them: never a hash, never a secret. */
export async function userViews(rows: readonly UserRow[]): Promise<UserView[]> {
  const names = await findCustomerNames(rows.flatMap((row) => (row.customerId === null ? [] : [row.customerId])));
  return rows.map((row) => ({
    id: row.id, email: row.email, name: row.name, status: row.status === "active" ? "active" : "inactive", roles: knownRoles(row.roles), customerId: row.customerId,
    customerName: row.customerId === null ? null : (names.get(row.customerId) ?? null), zone: row.zone, totpEnabled: row.totpEnabled, isDemo: row.isDemo,
    createdAt: row.createdAt.toISOString(), lastSeenAt: iso(row.lastSeenAt),
  }));
}

/** What an audit row keeps of a person's access. */
export const accessOf = (row: UserRow) => ({ roles: knownRoles(row.roles), customerId: row.customerId, status: row.status });
