import "server-only";
import { z } from "zod";
import type { Signal } from "#core/alerts";
import type { MetricDefinition, SemanticLayer } from "#core/query";
import type { Tx } from "../platform/db";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import { defineOperation, type Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import { createRuleInput, listRulesOutput, ruleBySlugInput, ruleChangedOutput, updateRuleInput, type RuleRow } from "./contract";
import { alertsUrl } from "./escalate-alerts";
import { teamIdOf } from "./rotas-repository";
import { deleteRule, findRule, insertRule, listRuleRecords, serviceIdOf, updateRuleRow, type RuleData } from "./rules-repository";

/** A rule as it is measured. */
export interface MetricRule {
  slug: string;
  name: string;
  metric: string;
  comparison: "above" | "below";
  threshold: number;
  windowMinutes: number;
  service: string | null;
  team: string | null;
  severity: string;
}

export const listMetricRules = async (): Promise<MetricRule[]> => (await listRuleRecords(true)).map(({ service, team, ...rule }) => ({ ...rule, service: service?.slug ?? null, team: team?.slug ?? null }));

/** What a measured rule says; null while the value is on the good side of its threshold, or on it. */
export function signalOfRule(rule: MetricRule, { value, now }: { value: number; now: Date }): Signal | null {
  const isBad = rule.comparison === "above" ? value > rule.threshold : value < rule.threshold;
  if (!isBad) return null;
  const labels = { alertname: rule.name, rule: rule.slug, metric: rule.metric, severity: rule.severity, ...(rule.service === null ? {} : { service: rule.service }), ...(rule.team === null ? {} : { team: rule.team }) };
  return {
    source: "metric", fingerprint: rule.slug, isFiring: true, title: rule.name, description: `${rule.metric} is ${Number(value.toPrecision(4))}, ${rule.comparison} ${rule.threshold}, over the last ${rule.windowMinutes} minutes.`, severity: rule.severity === "page" ? "page" : "ticket",
    labels, annotations: {}, href: alertsUrl(), startedAtMs: now.getTime(), endedAtMs: null,
  };
}

type RuleInput = z.output<typeof createRuleInput>;

const isUsable = ({ permission }: MetricDefinition, { actor }: Ctx): boolean => (actor.permissions as ReadonlySet<string>).has(permission);

function requireMetric(layer: SemanticLayer, input: Pick<RuleInput, "metric" | "service">, ctx: Ctx): void {
  const metric = layer.metrics.find(({ id }) => id === input.metric);
  if (!metric || !isUsable(metric, ctx)) throw new DomainError("VALIDATION", `There is no metric "${input.metric}" that you may see.`, { faults: [{ path: "metric", message: "unknown" }] });
  if (input.service !== null && metric.entities.service === undefined) throw new DomainError("VALIDATION", `${metric.label} cannot be measured for one service.`, { faults: [{ path: "service", message: "the metric has no services" }] });
}

async function rowOf(tx: Tx, { name, metric, comparison, threshold, windowMinutes, service, team, runbook, severity, isEnabled }: Omit<RuleInput, "slug">): Promise<RuleData> {
  const serviceId = service === null ? null : await serviceIdOf(tx, service);
  const teamId = team === null ? null : await teamIdOf(tx, team);
  if (service !== null && serviceId === null) throw new DomainError("VALIDATION", `There is no service "${service}".`, { faults: [{ path: "service", message: "unknown" }] });
  if (team !== null && teamId === null) throw new DomainError("VALIDATION", `There is no team "${team}".`, { faults: [{ path: "team", message: "unknown" }] });
  return { name, condition: { metric, comparison, threshold, windowMinutes }, severity, serviceId, teamId, runbookSlug: runbook, isEnabled };
}

type Changed = z.input<typeof ruleChangedOutput>;

const createRule = (layer: SemanticLayer) => async ({ slug, ...input }: RuleInput, ctx: Ctx): Promise<Changed> => {
  requireMetric(layer, input, ctx);
  return businessWrite(ctx, { domains: ["alerts"] }, async (tx, record) => {
    const id = newId("alu");
    const row = await rowOf(tx, input);
    if (!(await insertRule(tx, { id, slug, ...row, createdAt: ctx.clock.now() }))) throw new DomainError("CONFLICT", `The name "${slug}" is taken by another rule.`, { faults: [{ path: "slug", message: "is taken" }] });
    record({ action: "alert-rule.create", entityType: "alert_rule", entityId: id, after: { slug, ...input } });
    return { slug, version: 1 };
  });
};

const updateRule = (layer: SemanticLayer) => async ({ slug, version, ...input }: z.output<typeof updateRuleInput>, ctx: Ctx): Promise<Changed> => {
  requireMetric(layer, input, ctx);
  return businessWrite(ctx, { domains: ["alerts"] }, async (tx, record) => {
    const before = await findRule(tx, slug);
    if (!before) throw new DomainError("NOT_FOUND", `There is no rule "${slug}".`);
    if (!(await updateRuleRow(tx, { id: before.id, version }, await rowOf(tx, input)))) throw new DomainError("CONFLICT", "Somebody else has changed this rule since you opened it. Reload to see the change, then make yours again.");
    record({ action: "alert-rule.update", entityType: "alert_rule", entityId: before.id, before: { name: before.name, condition: before.condition, severity: before.severity, isEnabled: before.isEnabled }, after: { slug, ...input } });
    return { slug, version: version + 1 };
  });
};

/** Its alert, if one fires, ends with the next round. */
async function removeRule({ slug }: z.output<typeof ruleBySlugInput>, ctx: Ctx): Promise<{ slug: string }> {
  return businessWrite(ctx, { domains: ["alerts"] }, async (tx, record) => {
    const before = await findRule(tx, slug);
    if (!before) throw new DomainError("NOT_FOUND", `There is no rule "${slug}".`);
    await deleteRule(tx, before.id);
    record({ action: "alert-rule.remove", entityType: "alert_rule", entityId: before.id, before: { slug, name: before.name, condition: before.condition } });
    return { slug };
  });
}

const badSides: Readonly<Record<MetricDefinition["goodDirection"], "above" | "below" | null>> = { up: "below", down: "above", neutral: null };

const listRules = (layer: SemanticLayer) => async (_input: object, ctx: Ctx): Promise<z.input<typeof listRulesOutput>> => {
  const metrics = layer.metrics.filter((metric) => isUsable(metric, ctx));
  const items = (await listRuleRecords(false)).flatMap(({ slug, name, metric: id, comparison, threshold, windowMinutes, service, team, runbookSlug, severity, isEnabled, version, firing }): RuleRow[] => {
    const metric = layer.metrics.find((each) => each.id === id);
    const pick = (of: { slug: string; name: string } | null) => of && { slug: of.slug, name: of.name };
    return [{ slug, name, metric: id, metricLabel: metric?.label ?? id, unit: metric?.unit ?? "", comparison, threshold, windowMinutes, service: pick(service), team: pick(team), runbook: runbookSlug, severity: severity === "page" ? "page" : "ticket", isEnabled, version, firing }];
  });
  return { items, nextCursor: null, metrics: metrics.map(({ id, label, unit, goodDirection }) => ({ id, label, unit, badSide: badSides[goodDirection] })).sort((a, b) => (a.label < b.label ? -1 : 1)) };
};

const write = { permission: "alerts.write", effect: "write" } as const;

/** Rules on metrics need to know which metrics there are. */
export const alertRuleOperations = (layer: SemanticLayer) => ({
  rules: defineOperation({ permission: "alerts.read", effect: "read", summary: "Rules that make an alert of a metric, and the metrics there are", rest: "GET /alert-rules", input: z.object({}), output: listRulesOutput, run: listRules(layer) }),
  createRule: defineOperation({ ...write, summary: "Make an alert of a metric that passes a threshold", rest: "POST /alert-rules", input: createRuleInput, output: ruleChangedOutput, run: createRule(layer) }),
  updateRule: defineOperation({ ...write, summary: "Change a rule", rest: "PATCH /alert-rules/{slug}", input: updateRuleInput, output: ruleChangedOutput, run: updateRule(layer) }),
  removeRule: defineOperation({ ...write, summary: "Remove a rule; its alert ends", rest: "DELETE /alert-rules/{slug}", input: ruleBySlugInput, output: z.object({ slug: z.string() }), run: removeRule }),
});
