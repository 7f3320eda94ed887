import "server-only";
import type { CustomerRow, CustomerTier, GoalRow, Lifecycle, TeamKind, TeamRow } from "./contract";
import type { CustomerRecord } from "./customers-repository";
import type { GoalRecord } from "./goals-repository";
import type { TeamRecord } from "./teams-repository";

export const presentTeam = ({ id: _id, createdAt: _createdAt, _count, ...row }: TeamRecord): TeamRow => ({ ...row, kind: row.kind as TeamKind, serviceCount: _count.services });

export const presentCustomer = ({ id: _id, createdAt: _createdAt, _count, ...row }: CustomerRecord): CustomerRow => ({ ...row, tier: row.tier as CustomerTier, serviceCount: _count.services });

const dayOrNull = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null;

export const presentGoal = ({ serviceId: _serviceId, ...row }: GoalRecord): GoalRow => ({ ...row, dueOn: dayOrNull(row.dueOn), startOn: dayOrNull(row.startOn), createdAt: row.createdAt.toISOString() });

export const presentOwned = <Row extends { lifecycle: string }>(row: Row): Row & { lifecycle: Lifecycle } => ({ ...row, lifecycle: row.lifecycle as Lifecycle });
