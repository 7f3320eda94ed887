import "server-only";
import type { z } from "zod";
import { ruleFor, toWords, whenWords, type EscalationRule } from "#core/sla";
import type { Ctx } from "../platform/registry";
import { supportLevels, type EscalationOverview, type EscalationStep, type TakenStep, type ticketStepsInput, type ticketStepsOutput } from "./contract";
import { countByLevel, listEscalationRows, listHandedOn, listLevelRows, listTaken, namesByIds, toEscalation, type StepRow } from "./escalation-repository";
import { requireDesk } from "./list-rules";

const shownSteps = 50;
const shownBounced = 20;
const usualBounces = 3;

const toTaken = ({ at, acknowledgedAt, ...row }: StepRow): TakenStep => ({ ...row, at: at.toISOString(), acknowledgedAt: acknowledgedAt?.toISOString() ?? null });
const idsOf = ({ to }: EscalationStep): string[] => (to.kind === "person" ? [to.userId] : to.kind === "team" ? [to.teamId] : to.kind === "on_call" && to.teamId !== null ? [to.teamId] : []);

/** Open tickets that were handed on more often than the policy that holds for them allows; without one, than is usual. */
async function listBounced(policies: readonly EscalationRule[], ctx: Ctx): Promise<EscalationOverview["bounced"]> {
  const rows = await listHandedOn(ctx.actor.scope, Math.min(usualBounces, ...policies.map(({ bounceLimit }) => bounceLimit)));
  const bounced = rows.filter((row) => row.handovers > (ruleFor(policies, row)?.bounceLimit ?? usualBounces));
  return bounced.slice(0, shownBounced).map(({ number, subject, team, assignee, handovers }) => ({ number, subject, team, assignee, handovers }));
}

/** Levels, policies, the steps that were taken, and the tickets that bounce. */
export async function readEscalation(_input: object, ctx: Ctx): Promise<EscalationOverview> {
  requireDesk(ctx);
  const [levels, rows, taken, open] = await Promise.all([listLevelRows(), listEscalationRows(), listTaken(ctx.actor.scope, { number: null, limit: shownSteps }), countByLevel()]);
  const policies = rows.map((row) => ({ id: row.id, version: row.version, ...toEscalation(row) }));
  const names = await namesByIds([...levels.flatMap(({ teamIds }) => teamIds), ...policies.flatMap(({ steps, lastResortId }) => [...steps.flatMap(idsOf), ...(lastResortId === null ? [] : [lastResortId])])]);
  const nameOf = (id: string): string => names.get(id) ?? "somebody who has left";
  return {
    levels: supportLevels.map((id) => {
      const row = levels.find((level) => level.id === id);
      return { id, name: row?.name ?? id.toUpperCase(), entry: row?.entry ?? "", duties: row?.duties ?? "", teamIds: row?.teamIds ?? [], teams: (row?.teamIds ?? []).map(nameOf), version: row?.version ?? 0, openTickets: open.get(id) ?? 0 };
    }),
    policies: policies.map((policy) => ({ ...policy, lastResort: policy.lastResortId === null ? null : nameOf(policy.lastResortId), texts: policy.steps.map((step) => ({ when: whenWords(step), to: toWords(step, nameOf) })) })),
    taken: taken.map(toTaken),
    bounced: await listBounced(policies, ctx),
  };
}

/** The steps that were taken for one ticket. */
export async function listTicketSteps({ number }: z.output<typeof ticketStepsInput>, ctx: Ctx): Promise<z.input<typeof ticketStepsOutput>> {
  requireDesk(ctx);
  return { items: (await listTaken(ctx.actor.scope, { number, limit: shownSteps })).map(toTaken), nextCursor: null };
}
