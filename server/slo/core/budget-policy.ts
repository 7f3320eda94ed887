/** What a policy does when a share of the budget is left: warn, or open a soft or a hard freeze of change. */
export const policyActs = ["warn", "soft", "hard"] as const;
export type PolicyAct = (typeof policyActs)[number];

export interface PolicyStep {
  act: PolicyAct;
  /** Share of the budget left, 0..1, at which it acts, or below. */
  remaining: number;
}

/** The usual policy: a warning at half of the budget, a soft freeze at a quarter, a hard one when nothing is left. Source: Google SRE workbook, appendix B (example error budget policy). */
export const usualPolicy: readonly PolicyStep[] = [{ act: "warn", remaining: 0.5 }, { act: "soft", remaining: 0.25 }, { act: "hard", remaining: 0 }];

export interface PolicyState {
  policy: readonly PolicyStep[];
  /** Share of the budget left, signed; null = nothing is known, and nothing changes. */
  remaining: number | null;
  /** How far the budget must climb over a threshold before what it opened is closed. */
  hysteresis: number;
  open: ReadonlySet<string>;
  /** False while the SLO is paused or out of use: nothing holds then. */
  isActive: boolean;
}

export interface PolicyChange {
  opened: PolicyStep[];
  closed: string[];
}

/**
 * What a policy changes: a step opens at its threshold or below, and closes only beyond threshold + hysteresis, so that a budget on the line does not flap. What
 * is open without a step of its own closes. Without data nothing opens, and nothing closes that still has its step.
 */
export function nextFreezes({ policy, remaining, hysteresis, open, isActive }: PolicyState): PolicyChange {
  const steps = isActive ? policy : [];
  const orphans = [...open].filter((act) => !steps.some((step) => step.act === act));
  if (remaining === null) return { opened: [], closed: orphans };
  return {
    opened: steps.filter((step) => !open.has(step.act) && remaining <= step.remaining),
    closed: [...orphans, ...steps.filter((step) => open.has(step.act) && remaining > step.remaining + hysteresis).map(({ act }) => act)],
  };
}

/** The first fault of a policy; null when it can act: one step of a kind, and the harder it acts the less is left. */
export function policyFault(policy: readonly PolicyStep[]): string | null {
  const sorted = [...policy].sort((a, b) => policyActs.indexOf(a.act) - policyActs.indexOf(b.act));
  if (new Set(policy.map(({ act }) => act)).size < policy.length) return "Name each step once.";
  return sorted.some((step, at) => at > 0 && step.remaining >= (sorted[at - 1]?.remaining ?? Infinity)) ? "The harder the step, the less is left: warning above soft above hard." : null;
}
