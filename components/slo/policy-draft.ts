import { z } from "zod";
import type { SloBudget } from "#contract/slo";
import { policyActs, policyFault, usualPolicy, type PolicyAct } from "#core/slo";

/** Percent of the budget left, as typed; empty = the step is left out. */
export type PolicyDraft = Record<PolicyAct, string>;
type Policy = SloBudget["policy"];

export const policyDraftOf = (policy: Policy): PolicyDraft => {
  const text = (act: PolicyAct): string => {
    const step = policy.find((one) => one.act === act);
    return step === undefined ? "" : String(Number((step.remaining * 100).toPrecision(6)));
  };
  return { warn: text("warn"), soft: text("soft"), hard: text("hard") };
};

const isUsual = (policy: Policy): boolean => policy.length === usualPolicy.length && usualPolicy.every(({ act, remaining }) => policy.some((step) => step.act === act && step.remaining === remaining));

/** The fields as a policy: the usual steps are stored as "the usual", so that they follow it. */
export const policyDraftSchema = z.custom<PolicyDraft>().transform((draft, ctx): { policy: Policy | null } => {
  const policy: Policy = [];
  for (const act of policyActs) {
    const text = draft[act].trim();
    const percent = Number(text);
    if (text === "") continue;
    if (!Number.isFinite(percent) || percent < 0 || percent >= 100) ctx.issues.push({ code: "custom", path: [act], message: "A share from 0 to below 100%.", input: text });
    else policy.push({ act, remaining: Number((percent / 100).toPrecision(8)) });
  }
  if (ctx.issues.length > 0) return z.NEVER;
  const fault = policyFault(policy);
  if (fault !== null) ctx.issues.push({ code: "custom", path: ["soft"], message: fault, input: draft });
  return fault === null ? { policy: isUsual(policy) ? null : policy } : z.NEVER;
});
