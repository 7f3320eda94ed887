import "server-only";
import { stepsOf } from "#core/changes";
import type { PlanKind, PlanPurpose, PlanRow, PlanStatus, RunPurpose, RunStatus, Stage, Variable } from "./contract";
import type { PlanRecord, WindowRow } from "./plans-repository";

export const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
/** Written by this capability alone and checked on the way in. */
export const stagesOf = ({ stages }: { stages: unknown }): Stage[] => stages as Stage[];
export const variablesOf = ({ variables }: { variables: unknown }): Variable[] => variables as Variable[];

export const windowLink = ({ number, title, status, startsAt, endsAt }: WindowRow) => ({ number, title, status, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() });

export function presentPlan(record: PlanRecord, teams: readonly { id: string; slug: string; name: string }[]): PlanRow {
  const { number, title, isDemo, version, service, ownerTeamId } = record;
  const stages = stagesOf(record);
  const [last] = record.runs;
  const team = teams.find(({ id }) => id === ownerTeamId);
  return {
    number, title, isDemo, version, purpose: record.purpose as PlanPurpose, kind: record.kind as PlanKind, status: record.status as PlanStatus,
    service: service ? { slug: service.slug, name: service.name } : null, tier: service?.tier ?? null, team: team ? { slug: team.slug, name: team.name } : null,
    steps: stepsOf(stages).length, stages: stages.map(({ name }) => name), runs: record._count.runs,
    lastRun: last ? { number: last.number, status: last.status as RunStatus, purpose: last.purpose as RunPurpose, at: last.createdAt.toISOString() } : null, createdAt: record.createdAt.toISOString(),
  };
}
