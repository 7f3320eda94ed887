import "server-only";
import { db } from "@/server/platform/db";

export interface ChangeRow {
  at: Date;
  actorName: string;
  action: string;
  before: unknown;
  after: unknown;
}

/** What the audit holds about one monitor, newest first. */
export const listChanges = (id: string, limit: number): Promise<ChangeRow[]> =>
  db().auditEvent.findMany({ where: { entityType: "monitor", entityId: id }, orderBy: { seq: "desc" }, take: limit, select: { at: true, actorName: true, action: true, before: true, after: true } });
