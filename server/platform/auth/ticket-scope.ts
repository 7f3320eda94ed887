import "server-only";
import type { Prisma } from "../../generated/prisma/client";
import type { Scope } from "./actor";

/** What one person asked for: by account, or by address where there is no account. */
function askedBy(keys: readonly string[] | undefined): Prisma.TicketWhereInput {
  if (keys === undefined) return {};
  return { OR: [{ requesterId: { in: [...keys] } }, { requesterId: null, requesterEmail: { in: [...keys], mode: "insensitive" } }] };
}

/** Which tickets a person may work on, as a condition of the client; reading has `whereScope`. */
export function ticketsIn(scope: Scope): Prisma.TicketWhereInput {
  switch (scope.kind) {
    case "all":
      return {};
    case "customers":
      return { customerId: { in: [...scope.customerIds] }, ...askedBy(scope.requesterKeys) };
    case "teams":
      return { teamId: { in: [...scope.teamIds] } };
  }
}
