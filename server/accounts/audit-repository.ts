import "server-only";
import type { Prisma } from "@/server/generated/prisma/client";
import { db } from "@/server/platform/db";

export interface AuditFilter {
  actor?: string;
  action?: string;
  entityType?: string;
  entityId?: string;
  from?: string;
  to?: string;
  cursor?: bigint;
  limit: number;
}

/** Audit rows, newest first. `action` matches from its beginning ("accounts." = everything about accounts), `actor` anywhere in the name or exactly the id. */
export async function findAudit(filter: AuditFilter) {
  const actor: Prisma.AuditEventWhereInput = filter.actor === undefined ? {} : { OR: [{ actorId: filter.actor }, { actorName: { contains: filter.actor, mode: "insensitive" } }] };
  const rows = await db().auditEvent.findMany({
    where: {
      ...actor, action: filter.action === undefined ? undefined : { startsWith: filter.action }, entityType: filter.entityType, entityId: filter.entityId,
      at: { gte: filter.from === undefined ? undefined : new Date(filter.from), lt: filter.to === undefined ? undefined : new Date(filter.to) },
      seq: filter.cursor === undefined ? undefined : { lt: filter.cursor },
    },
    orderBy: { seq: "desc" }, take: filter.limit + 1,
  });
  return { rows: rows.slice(0, filter.limit), nextCursor: rows.length > filter.limit ? (rows[filter.limit - 1]?.seq.toString() ?? null) : null };
}
