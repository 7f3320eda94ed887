import "server-only";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { adoptReferenced, deleteDemoRows } from "./remove-repository";
import { readDemoPresence } from "./status-repository";

export interface RemoveReport {
  /** Rows deleted, by table. */
  counts: Record<string, number>;
  /** Teams, services and customers kept, because real rows refer to them; they are not demo any more. */
  kept: number;
}

/** Takes the demo organisation away: every row that is marked as demo, and no other. */
export async function removeDemo(ctx: Ctx): Promise<RemoveReport> {
  const { hasDemo } = await readDemoPresence();
  if (!hasDemo) throw new DomainError("PRECONDITION_FAILED", "There is no demo data to remove.");
  return businessWrite(ctx, { domains: ["accounts", "alerts", "catalog", "deployments", "incidents", "knowledge", "maintenance", "monitors", "slo", "status", "tickets", "changes"], timeoutMs: 600_000 }, async (tx, record) => {
    const kept = await adoptReferenced(tx);
    const counts = await deleteDemoRows(tx);
    record({ action: "demo.remove", entityType: "demo", entityId: "demo", before: { rows: counts }, after: { kept } });
    return { counts, kept };
  });
}
