import type { BudgetFreeze, SloBudget } from "#contract/slo";
import type { Status } from "@/components/kit/status-map";
import type { Tone } from "@/components/kit/status-mark";
import { formatRatio } from "@/lib/format";

const names = { warn: "Warning", soft: "Soft freeze", hard: "Hard freeze" } as const;
const tones = { warn: "warn", soft: "warn", hard: "critical" } as const satisfies Record<string, Tone>;

export interface ShownStep {
  act: string;
  at: string;
  tone: Tone;
  state: string;
}

/** The steps with whether each holds now. Shape and word tell it, not colour alone. */
export function stepsOf({ policy, freezes }: Pick<SloBudget, "policy" | "freezes">, remaining: number | null): ShownStep[] {
  const open = new Set(freezes.filter(({ closedAt }) => closedAt === null).map(({ kind }) => kind));
  return [...policy].sort((a, b) => b.remaining - a.remaining).map(({ act, remaining: at }) => {
    const away = remaining === null ? "no data" : `${formatRatio(remaining - at)} of the budget away`;
    return { act: names[act], at: formatRatio(at, { digits: 0 }), tone: open.has(act) ? tones[act] : remaining === null ? "none" : "ok", state: open.has(act) ? "in force" : away };
  });
}

const isOverridden = ({ override, closedAt }: BudgetFreeze, now: string): boolean => closedAt === null && override !== null && override.until > now;

/** A freeze as a badge: in force, overridden for now, or over. */
export function freezeState(freeze: BudgetFreeze, now: string): { status: Status; label: string } {
  const name = names[freeze.kind];
  if (freeze.closedAt !== null) return { status: "none", label: `${name}, over` };
  return isOverridden(freeze, now) ? { status: "info", label: `${name}, overridden` } : { status: freeze.kind === "hard" ? "critical" : "warn", label: name };
}

/** The hardest freeze in force now; null when change is free. */
export function heldFreeze(freezes: readonly BudgetFreeze[], now: string): "soft" | "hard" | null {
  const held = freezes.filter((freeze) => freeze.closedAt === null && !isOverridden(freeze, now)).map(({ kind }) => kind);
  return held.includes("hard") ? "hard" : held.includes("soft") ? "soft" : null;
}
