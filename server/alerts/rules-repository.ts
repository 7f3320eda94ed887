import "server-only";
import { z } from "zod";
import type { Prisma } from "@/server/generated/prisma/client";
import { db, type Tx } from "../platform/db";

const conditionSchema = z.object({ metric: z.string(), comparison: z.enum(["above", "below"]), threshold: z.number(), windowMinutes: z.number().int() });
export type RuleCondition = z.infer<typeof conditionSchema>;
type Stored = Prisma.AlertRuleGetPayload<object>;

/** A rule on a metric. One whose stored condition is not understood is left out. */
const understood = (row: Stored): (Stored & RuleCondition)[] => {
  const parsed = conditionSchema.safeParse(row.condition);
  return parsed.success ? [{ ...row, ...parsed.data }] : [];
};

export async function listRuleRecords(onlyEnabled: boolean) {
  const rows = (await db().alertRule.findMany({ where: { source: "metric", ...(onlyEnabled ? { isEnabled: true, isDemo: false } : {}) }, orderBy: { name: "asc" } })).flatMap(understood);
  const [services, teams, alerts] = await Promise.all([
    db().service.findMany({ where: { id: { in: rows.flatMap(({ serviceId }) => serviceId ?? []) } }, select: { id: true, slug: true, name: true } }),
    db().team.findMany({ where: { id: { in: rows.flatMap(({ teamId }) => teamId ?? []) } }, select: { id: true, slug: true, name: true } }),
    db().alert.findMany({ where: { openKey: { in: rows.map(({ slug }) => `metric:${slug}`) } }, select: { openKey: true, number: true } }),
  ]);
  return rows.map((row) => ({ ...row, service: services.find(({ id }) => id === row.serviceId) ?? null, team: teams.find(({ id }) => id === row.teamId) ?? null, firing: alerts.find(({ openKey }) => openKey === `metric:${row.slug}`)?.number ?? null }));
}

export const findRule = (tx: Tx, slug: string): Promise<Stored | null> => tx.alertRule.findUnique({ where: { slug } });
export const serviceIdOf = async (tx: Tx, slug: string): Promise<string | null> => (await tx.service.findUnique({ where: { slug }, select: { id: true } }))?.id ?? null;

export interface RuleData {
  name: string;
  condition: RuleCondition;
  severity: string;
  serviceId: string | null;
  teamId: string | null;
  runbookSlug: string | null;
  isEnabled: boolean;
}

/** False when the name is taken. */
export const insertRule = async (tx: Tx, row: RuleData & { id: string; slug: string; createdAt: Date }): Promise<boolean> => (await tx.alertRule.createMany({ data: { ...row, source: "metric" }, skipDuplicates: true })).count > 0;
export const updateRuleRow = async (tx: Tx, key: { id: string; version: number }, data: RuleData): Promise<boolean> => (await tx.alertRule.updateMany({ where: key, data: { ...data, version: { increment: 1 } } })).count > 0;
export const deleteRule = (tx: Tx, id: string): Promise<unknown> => tx.alertRule.delete({ where: { id } });
