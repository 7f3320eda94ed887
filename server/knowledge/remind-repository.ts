import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import { db } from "@/server/platform/db";

const fields = { id: true, slug: true, title: true, reviewBy: true, remindedAt: true, ownerId: true, ownerName: true } as const;
type Remindable = Prisma.DocumentGetPayload<{ select: typeof fields }>;
const person = { id: true, name: true, email: true } as const;

/** Published documents to be looked at by a day, whose owner is one person with an account. Made-up ones of the demo remind nobody. */
export async function listRemindable({ until, notSince }: { until: Date; notSince: Date }): Promise<{ document: Remindable; owner: { id: string; email: string } }[]> {
  const documents = await db().document.findMany({
    where: { kind: { in: ["doc", "policy"] }, state: "published", isDemo: false, reviewBy: { lte: until }, ownerName: { not: null }, OR: [{ remindedAt: null }, { remindedAt: { lt: notSince } }] },
    select: fields, orderBy: [{ reviewBy: "asc" }, { id: "asc" }], take: 1000,
  });
  const names = [...new Set(documents.flatMap(({ ownerName }) => ownerName ?? []))];
  const people = await db().user.findMany({ where: { status: "active", customerId: null, OR: [{ id: { in: documents.flatMap(({ ownerId }) => ownerId ?? []) } }, { name: { in: names, mode: "insensitive" } }, { email: { in: names.map((name) => name.toLowerCase()) } }] }, select: person });
  const ownersOf = ({ ownerName }: Remindable) => people.filter(({ name, email }) => [name.toLowerCase(), email].includes(ownerName?.toLowerCase() ?? ""));
  return documents.flatMap((document) => {
    const owners = ownersOf(document);
    const owner = owners.length === 1 ? owners[0] : undefined;
    return owner ? [{ document, owner }] : [];
  });
}

/** The reminder and that it was sent, or neither. */
export const writeDocReminder = (document: Pick<Remindable, "id" | "remindedAt">, rows: readonly Prisma.DeliveryCreateManyInput[], now: Date): Promise<number> =>
  db().$transaction(async (tx) => {
    const marked = await tx.document.updateMany({ where: { id: document.id, remindedAt: document.remindedAt }, data: { remindedAt: now } });
    return marked.count === 0 ? 0 : (await tx.delivery.createMany({ data: [...rows], skipDuplicates: true })).count;
  });
