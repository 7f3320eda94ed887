import "server-only";
import { unknownVariables } from "#core/changes";
import { DomainError } from "../platform/errors";
import { newId } from "../platform/ids";
import type { Ctx } from "../platform/registry";
import { businessWrite } from "../platform/write";
import type { CreatePlan, Stage, UpdatePlan, Variable } from "./contract";
import { editPlan, type ChangedPlan } from "./edit-plan";
import { insertPlan, serviceBySlug, teamBySlug } from "./plans-repository";
import { stagesOf, variablesOf } from "./present-plan";

function requireVariables(stages: readonly Stage[], variables: readonly Variable[]): void {
  const unknown = unknownVariables(stages, variables);
  if (unknown.length > 0) throw new DomainError("VALIDATION", `Steps use variables that the plan does not have: ${unknown.join(", ")}.`, { faults: [{ path: "variables", message: `missing: ${unknown.join(", ")}` }] });
}

async function requireService(slug: string | null): Promise<{ id: string; ownerTeamId: string | null } | null> {
  const service = slug === null ? null : await serviceBySlug(slug);
  if (slug !== null && !service) throw new DomainError("VALIDATION", `There is no service "${slug}".`, { faults: [{ path: "service", message: "an existing service" }] });
  return service;
}

async function requireTeam(slug: string): Promise<string> {
  const team = await teamBySlug(slug);
  if (!team) throw new DomainError("VALIDATION", `There is no team "${slug}".`, { faults: [{ path: "team", message: "an existing team" }] });
  return team.id;
}

/** Drafts a plan. */
export async function createPlan(input: CreatePlan, ctx: Ctx): Promise<ChangedPlan> {
  const { service: serviceSlug, team, ...fields } = input;
  requireVariables(input.stages, input.variables);
  const service = await requireService(serviceSlug);
  const ownerTeamId = team === null ? (service?.ownerTeamId ?? null) : await requireTeam(team);
  return businessWrite(ctx, { domains: ["changes"] }, async (tx, record) => {
    const { id, number } = await insertPlan(tx, { id: newId("cpl"), ...fields, serviceId: service?.id ?? null, ownerTeamId, createdAt: ctx.clock.now() });
    record({ action: "changes.plan.create", entityType: "change_plan", entityId: id, after: { number, ...input } });
    return { number, version: 1, status: "draft" };
  });
}

/** Changes the fields that are named. What was requested or approved is a draft again; runs under way keep the plan as it was when they began. */
export async function updatePlan(input: UpdatePlan, ctx: Ctx): Promise<ChangedPlan> {
  const { number, version, service: serviceSlug, team, ...fields } = input;
  const service = serviceSlug === undefined ? undefined : await requireService(serviceSlug);
  const ownerTeamId = team === undefined ? undefined : team === null ? null : await requireTeam(team);
  return editPlan({ number, version }, ctx, (_tx, before) => {
    if (before.status === "retired") throw new DomainError("PRECONDITION_FAILED", "A retired plan is kept as it is. Take it back to draft first.");
    requireVariables(input.stages ?? stagesOf(before), input.variables ?? variablesOf(before));
    const data = { ...fields, ...(service === undefined ? {} : { serviceId: service?.id ?? null }), ...(ownerTeamId === undefined ? {} : { ownerTeamId }), status: "draft", approvedAt: null, approvedVersion: null };
    return Promise.resolve({ action: "changes.plan.update", data, after: { ...fields, ...(serviceSlug === undefined ? {} : { service: serviceSlug }), status: "draft" } });
  });
}
