import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import type { Scope } from "@/server/platform/auth/actor";
import type { RoleName } from "@/server/platform/auth/permissions";
import { db, type Tx } from "@/server/platform/db";
import { cutPage, pageArgs } from "./paging";

const withRoles = { roles: true } as const;

export const findUserByEmail = (email: string) => db().user.findUnique({ where: { email }, include: withRoles });
export const findOwnUser = (id: string) => db().user.findUnique({ where: { id }, include: withRoles });
export type UserRow = NonNullable<Awaited<ReturnType<typeof findOwnUser>>>;

/** Locks a person's row until the end of the transaction, so that two changes to one account follow one another. */
export async function lockUser(tx: Tx, id: string): Promise<UserRow | null> {
  await tx.$queryRaw`select id from app_user where id = ${id} for update`;
  return tx.user.findUnique({ where: { id }, include: withRoles });
}

function within(scope: Scope): Prisma.UserWhereInput {
  if (scope.kind === "all") return {};
  return scope.kind === "customers" ? { customerId: { in: [...scope.customerIds] } } : { id: { in: [] } };
}

export interface UserFilter {
  query?: string;
  role?: RoleName;
  status?: string;
  cursor?: string;
  limit: number;
}

export async function findUsers(scope: Scope, filter: UserFilter) {
  const text = filter.query === undefined || filter.query === "" ? {} : { OR: [{ name: { contains: filter.query, mode: "insensitive" as const } }, { email: { contains: filter.query, mode: "insensitive" as const } }] };
  const where: Prisma.UserWhereInput = { AND: [within(scope), text], status: filter.status, roles: filter.role === undefined ? undefined : { some: { role: filter.role } } };
  const [rows, total] = await Promise.all([
    db().user.findMany({ where, include: withRoles, orderBy: [{ name: "asc" }, { id: "asc" }], ...pageArgs(filter) }),
    db().user.count({ where }),
  ]);
  return { ...cutPage(rows, filter.limit), total };
}

export const findUser = (scope: Scope, id: string) => db().user.findFirst({ where: { AND: [within(scope), { id }] }, include: withRoles });

const activeAdmin = { status: "active", roles: { some: { role: "admin" } } } as const;
export const countActiveAdmins = (): Promise<number> => db().user.count({ where: activeAdmin });

const adminLock = 7_251_002;
/** Serialises every change to who is an administrator, then counts: two admins cannot remove each other at once. */
export async function lockAndCountAdmins(tx: Tx, exceptUserId?: string): Promise<number> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${adminLock})`;
  return tx.user.count({ where: { ...activeAdmin, ...(exceptUserId === undefined ? {} : { id: { not: exceptUserId } }) } });
}

export interface NewUser {
  id: string;
  email: string;
  name: string;
  passwordHash: string | null;
  roles: readonly string[];
  customerId: string | null;
  zone: string;
  createdAt: Date;
  isDemo?: boolean;
}

export const insertUser = (tx: Tx, { roles, ...user }: NewUser) => tx.user.create({ data: { ...user, roles: { create: roles.map((role) => ({ role })) } }, include: withRoles });

export const deleteDemoUsers = async (tx: Tx): Promise<number> => (await tx.user.deleteMany({ where: { isDemo: true } })).count;

export const emailTaken = async (tx: Tx, email: string): Promise<boolean> => (await tx.user.count({ where: { email } })) > 0;

export async function replaceRoles(tx: Tx, id: string, change: { roles: readonly string[]; customerId: string | null }): Promise<void> {
  await tx.roleGrant.deleteMany({ where: { userId: id } });
  await tx.roleGrant.createMany({ data: change.roles.map((role) => ({ userId: id, role })) });
  await tx.user.update({ where: { id }, data: { customerId: change.customerId, authVersion: { increment: 1 }, version: { increment: 1 } } });
}

/** Changes who may sign in or with what; sessions from before are outdated from then on. */
export const updateAccess = (tx: Tx, id: string, data: { passwordHash?: string; status?: string; totpSecret?: string | null; totpEnabled?: boolean }) =>
  tx.user.update({ where: { id }, data: { ...data, authVersion: { increment: 1 }, version: { increment: 1 } }, include: withRoles });

export const updateDetails = (tx: Tx, id: string, data: { name?: string; zone?: string; totpSecret?: string | null; totpEnabled?: boolean }) =>
  tx.user.update({ where: { id }, data: { ...data, version: { increment: 1 } }, include: withRoles });

/** Replaces the sealed second factor only if nobody else did meanwhile: a code counts once. */
export const swapTotp = async (id: string, change: { from: string; to: string }): Promise<boolean> =>
  (await db().user.updateMany({ where: { id, totpSecret: change.from }, data: { totpSecret: change.to } })).count === 1;

export const findCustomerNames = async (ids: readonly string[]): Promise<Map<string, string>> => {
  if (ids.length === 0) return new Map();
  const rows = await db().customer.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
  return new Map(rows.map((row) => [row.id, row.name]));
};
export const listCustomers = () => db().customer.findMany({ select: { id: true, name: true }, orderBy: { name: "asc" }, take: 500 });

// Identities of the single sign-on
export const findIdentity = (provider: string, subject: string) => db().identity.findUnique({ where: { provider_subject: { provider, subject } }, include: { user: true } });
export const insertIdentity = (tx: Tx, data: { provider: string; subject: string; userId: string }) => tx.identity.create({ data });
