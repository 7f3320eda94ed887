import "server-only";
import { db, type Tx } from "@/server/platform/db";
import { permissionsOfRole, roleNames } from "@/server/platform/auth/permissions";
import type { Named } from "#core/tickets";

type Finder = (tx: Tx, slug: string) => Promise<Named | null>;
const idName = { select: { id: true, name: true } } as const;

export const findTeam: Finder = (tx, slug) => tx.team.findUnique({ where: { slug }, ...idName });
export const findCustomer: Finder = (tx, slug) => tx.customer.findUnique({ where: { slug }, ...idName });
export const findService: Finder = (tx, slug) => tx.service.findUnique({ where: { slug }, ...idName });

const deskRoles = roleNames.filter((role) => permissionsOfRole[role].includes("tickets.write"));
const agents = { status: "active", customerId: null, roles: { some: { role: { in: deskRoles } } } };

/** Somebody whose role includes working on tickets. */
export const findAgent: Finder = (tx, id) => tx.user.findFirst({ where: { id, ...agents }, ...idName });
export const listAgents = (): Promise<Named[]> => db().user.findMany({ where: agents, ...idName, orderBy: { name: "asc" }, take: 500 });

const slugName = { select: { slug: true, name: true }, orderBy: { name: "asc" as const }, take: 1_000 };

/** What the fields of a ticket can be set to. */
export async function listChoices() {
  const [teams, customers, services, categories] = await Promise.all([
    db().team.findMany(slugName), db().customer.findMany(slugName), db().service.findMany(slugName),
    db().$queryRaw<{ category: string }[]>`select category from (select category, count(*) as n from (select category from ticket where category is not null order by opened_at desc limit 5000) recent group by 1 order by n desc limit 60) c order by 1`,
  ]);
  return { teams, customers, services, categories: categories.map(({ category }) => category) };
}
