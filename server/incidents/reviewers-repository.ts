import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import type { Tx } from "../platform/db";

interface Reader {
  id: string;
  name: string;
  /** Null for made-up people of the demo: nothing is mailed to them. */
  email: string | null;
}

/** By e-mail address or full name, whatever its case. */
export const peopleNamed = (name: string): Prisma.UserWhereInput => ({ OR: [{ email: name.toLowerCase() }, { name: { equals: name, mode: "insensitive" } }] });

/** At most two people of the organisation who can sign in. */
async function findReaders(tx: Tx, where: Prisma.UserWhereInput): Promise<Reader[]> {
  const people = await tx.user.findMany({ where: { AND: [{ status: "active", customerId: null }, where] }, select: { id: true, name: true, email: true, isDemo: true }, take: 2 });
  return people.map(({ isDemo, email, ...person }) => ({ ...person, email: isDemo ? null : email }));
}

/** The one person that a name means; null when it means nobody or several. */
export async function findNamedReader(tx: Tx, name: string): Promise<Reader | null> {
  const [one, other] = await findReaders(tx, peopleNamed(name));
  return one !== undefined && other === undefined ? one : null;
}
export const findReader = async (tx: Tx, id: string): Promise<Reader | null> => (await findReaders(tx, { id }))[0] ?? null;
