export interface EscalationStep {
  /** Minutes after the alert began. */
  afterMinutes: number;
  /** Whom to tell: who is on call, the next in the rota, or everybody of the team. */
  to: "on_call" | "next_on_call" | "team";
}

/** Pages climb until somebody acknowledges; tickets tell the team's channels once. */
export const pageSteps: readonly EscalationStep[] = [{ afterMinutes: 0, to: "on_call" }, { afterMinutes: 10, to: "next_on_call" }, { afterMinutes: 20, to: "team" }];
export const ticketSteps: readonly EscalationStep[] = [{ afterMinutes: 0, to: "team" }];

export interface EscalationState {
  severity: string;
  startedAtMs: number;
  isAcknowledged: boolean;
  isSilenced: boolean;
  isEnded: boolean;
  /** Steps taken so far. */
  taken: number;
}

/** Steps that are due at an instant and not yet taken, in order. Nothing while silenced, and nothing once acknowledged or ended. */
export function dueSteps(alert: EscalationState, atMs: number): { index: number; step: EscalationStep }[] {
  if (alert.isAcknowledged || alert.isSilenced || alert.isEnded) return [];
  const steps = alert.severity === "page" ? pageSteps : ticketSteps;
  return steps.map((step, index) => ({ index, step })).filter(({ index, step }) => index >= alert.taken && alert.startedAtMs + step.afterMinutes * 60_000 <= atMs);
}
