import "server-only";
import { db } from "../platform/db";
import type { ServiceDetail } from "./contract";

type WatchedBy = NonNullable<ServiceDetail["monitors"]>[number];

/** The caller has found the service within its scope, and checked that it may see what watches it. */
export async function listMonitorsOfService(serviceId: string): Promise<WatchedBy[]> {
  const rows = await db().monitor.findMany({ where: { serviceId }, select: { slug: true, name: true, status: true }, orderBy: { name: "asc" } });
  return rows.map((row) => ({ ...row, status: row.status as WatchedBy["status"] }));
}

export async function listRunbooksOfService(serviceId: string): Promise<{ slug: string; name: string }[]> {
  const rows = await db().document.findMany({ where: { serviceId, kind: "runbook" }, select: { slug: true, title: true }, orderBy: { title: "asc" } });
  return rows.map(({ slug, title }) => ({ slug, name: title }));
}
