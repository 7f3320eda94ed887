import type { SloStatusName } from "../contract";

/** At this share of the budget left, or less, a promise is at risk. */
export const atRiskRatio = 0.2;

export interface StatusInput {
  isPaused: boolean;
  /** Something that makes evaluation impossible, such as a monitor that no longer exists. */
  isMisconfigured: boolean;
  /** Share of the budget left, signed; null without data. */
  remaining: number | null;
  previous: SloStatusName | null;
  /** How far a value must climb back over a threshold before the status improves, as a share of the budget. */
  hysteresis: number;
}

/** Status with hysteresis: it worsens at the threshold and improves only beyond it, so that a value on the line does not flap. */
export function nextStatus({ isPaused, isMisconfigured, remaining, previous, hysteresis }: StatusInput): SloStatusName {
  if (isPaused) return "paused";
  if (isMisconfigured) return "misconfigured";
  if (remaining === null) return "no_data";
  const exhaustedBelow = previous === "exhausted" ? hysteresis : 0;
  if (remaining <= exhaustedBelow) return "exhausted";
  const riskBelow = previous === "at_risk" || previous === "exhausted" ? atRiskRatio + hysteresis : atRiskRatio;
  return remaining <= riskBelow ? "at_risk" : "healthy";
}
