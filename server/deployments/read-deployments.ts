import "server-only";
import type { z } from "zod";
import { DomainError } from "../platform/errors";
import type { Ctx } from "../platform/registry";
import type { DeliveryFigures, DeploymentDetail, DeploymentRow, deploymentIdInput, figuresInput, figuresOutput, ListDeployments, listDeploymentsOutput, Outcome } from "./contract";
import { findDeployment, incidentsById, listDeploymentRecords, listNeighbours, readFigures, runNumber, type DeploymentRecord } from "./deployments-repository";

type Incidents = Awaited<ReturnType<typeof incidentsById>>;
const dayMs = 86_400_000;

function presentDeployment(record: DeploymentRecord, incidents: Incidents): DeploymentRow {
  const incident = record.incidentId === null ? undefined : incidents.get(record.incidentId);
  const restoredAt = record.outcome === "succeeded" ? null : (record.restoredAt ?? incident?.resolvedAt ?? null);
  const after = (at: Date | null): number | null => (at === null ? null : at.getTime() - record.deployedAt.getTime());
  return {
    id: record.id, service: record.service, release: record.release, environment: record.environment, outcome: record.outcome as Outcome, deployedAt: record.deployedAt.toISOString(), isDemo: record.isDemo,
    leadMs: record.committedAt === null ? null : record.deployedAt.getTime() - record.committedAt.getTime(), restoreMs: after(restoredAt), incident: incident?.number ?? null, actor: record.actorName,
  };
}

/** Deployments, the newest first unless asked otherwise. */
export async function listDeployments(input: ListDeployments, ctx: Ctx): Promise<z.input<typeof listDeploymentsOutput>> {
  const { records, total, environments } = await listDeploymentRecords(ctx.actor.scope, input);
  const shown = records.slice(0, input.limit);
  const incidents = await incidentsById(shown.flatMap(({ incidentId }) => incidentId ?? []));
  return { items: shown.map((record) => presentDeployment(record, incidents)), nextCursor: records.length > input.limit ? (shown.at(-1)?.id ?? null) : null, total, environments };
}

export async function getDeployment({ id }: z.output<typeof deploymentIdInput>, ctx: Ctx): Promise<DeploymentDetail> {
  const record = await findDeployment(ctx.actor.scope, id);
  if (!record) throw new DomainError("NOT_FOUND", "There is no such deployment.");
  const [incidents, neighbours, run] = await Promise.all([incidentsById(record.incidentId === null ? [] : [record.incidentId]), listNeighbours(record), runNumber(record.runId)]);
  return {
    ...presentDeployment(record, incidents), commit: record.commit, committedAt: record.committedAt?.toISOString() ?? null, restoredAt: record.restoredAt?.toISOString() ?? null, source: record.source, sourceKey: record.sourceKey, run,
    incidentTitle: incidents.get(record.incidentId ?? "")?.title ?? null,
    neighbours: neighbours.map(({ outcome, deployedAt, ...one }) => ({ ...one, outcome: outcome as Outcome, deployedAt: deployedAt.toISOString() })),
  };
}

/** The four measures of delivery over the last days, and over as many before them. A rate of no deployments is no data. */
export async function getFigures({ service, days }: z.output<typeof figuresInput>, ctx: Ctx): Promise<z.input<typeof figuresOutput>> {
  const nowMs = ctx.clock.now().getTime();
  const read = async (toMs: number): Promise<DeliveryFigures> => {
    const row = await readFigures(ctx.actor.scope, { from: new Date(toMs - days * dayMs), to: new Date(toMs), service: service ?? null }, ctx.signal);
    return {
      deployments: row.deployments, perWeek: (row.deployments / days) * 7, leadMs: row.lead_ms, leadKnown: row.lead_known, failureRate: row.deployments === 0 ? null : row.failures / row.deployments, failures: row.failures, restoreMs: row.restore_ms, restored: row.restored,
    };
  };
  const [now, before] = await Promise.all([read(nowMs), read(nowMs - days * dayMs)]);
  return { days, now, before };
}
