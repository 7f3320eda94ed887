import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import type { Scope } from "../platform/auth/actor";

/** A customer sees the services that it uses; a team sees the services that it owns. */
export function servicesIn(scope: Scope): Prisma.ServiceWhereInput {
  if (scope.kind === "all") return {};
  if (scope.kind === "customers") return { customers: { some: { customerId: { in: [...scope.customerIds] } } } };
  return { ownerTeamId: { in: [...scope.teamIds] } };
}

export function customersIn(scope: Scope): Prisma.CustomerWhereInput {
  if (scope.kind === "all") return {};
  if (scope.kind === "customers") return { id: { in: [...scope.customerIds] } };
  return { services: { some: { service: servicesIn(scope) } } };
}

/** A customer sees the teams behind its services. */
export function teamsIn(scope: Scope): Prisma.TeamWhereInput {
  if (scope.kind === "all") return {};
  if (scope.kind === "teams") return { id: { in: [...scope.teamIds] } };
  return { services: { some: servicesIn(scope) } };
}

/** Goals are the whole organisation's: a narrower scope sees none. */
export function goalsIn(scope: Scope): Prisma.GoalWhereInput {
  return scope.kind === "all" ? {} : { id: { in: [] } };
}
