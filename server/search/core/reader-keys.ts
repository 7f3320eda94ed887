import type { SearchKind } from "../contract";

/** The permission without which nothing of a kind is found. */
export const kindPermissions: Readonly<Record<SearchKind, string>> = {
  document: "docs.read", runbook: "knowledge.read", ticket: "tickets.read", incident: "incidents.read", window: "maintenance.read", service: "catalog.read", person: "accounts.read", brief: "query.ask",
};

export interface SearchReader {
  scope: { kind: "all" } | { kind: "customers"; customerIds: readonly string[]; requesterKeys?: readonly string[] } | { kind: "teams"; teamIds: readonly string[] };
  roles: readonly string[];
  permissions: ReadonlySet<string>;
  userId: string | null;
}

/**
 * The keys that a reader holds; an entry that names any of them may be seen. "all" is everything there is, "inside" the organisation.
 * A requester holds no key of the whole customer, only those of what they asked for there.
 * Someone bound to customers holds no key of the inside, and of the roles only that of requesters. Nobody without keys sees anything.
 */
export function readerKeys({ scope, roles, userId }: SearchReader): string[] {
  const own = userId === null ? [] : [`user:${userId}`];
  if (scope.kind === "customers") {
    const customers = scope.requesterKeys === undefined ? scope.customerIds.map((id) => `customer:${id}`) : scope.customerIds.flatMap((id) => scope.requesterKeys?.map((key) => `requester:${id}:${key}`) ?? []);
    return [...own, ...customers, "role:requester"];
  }
  const inside = ["inside", ...roles.map((role) => `role:${role}`), ...own];
  return scope.kind === "all" ? ["all", ...inside] : [...inside, ...scope.teamIds.map((id) => `team:${id}`)];
}

export const readableKinds = (reader: SearchReader, wanted: readonly SearchKind[]): SearchKind[] => wanted.filter((kind) => reader.permissions.has(kindPermissions[kind]));
