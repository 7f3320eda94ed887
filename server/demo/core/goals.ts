export interface DemoGoal {
  title: string;
  /** Id of a metric of the semantic layer. */
  metric: string | null;
  /** In the metric's base unit. */
  target: number | null;
  /** Where it stood when the quarter began; null = as its records say. */
  startValue: number | null;
  ownerName: string;
  /** Quarters after the one in which the demo ends; its last day is the due date. */
  quartersAhead: number;
}

export const goals: readonly DemoGoal[] = [
  { title: "Keep nine out of ten promises on resolution time", metric: "sla_breach_rate", target: 0.1, startValue: null, ownerName: "Grace Okafor", quartersAhead: 0 },
  { title: "Resolve urgent tickets within four hours", metric: "resolution_time", target: 14_400_000, startValue: null, ownerName: "Paula Reyes", quartersAhead: 0 },
  { title: "Tier 1 services reachable 99.95% of the time", metric: "availability", target: 0.9995, startValue: null, ownerName: "Anton Fischer", quartersAhead: 1 },
  { title: "Fewer than fifty open tickets on a Monday morning", metric: "ticket_backlog", target: 50, startValue: 80, ownerName: "Daniel Weiss", quartersAhead: 1 },
  { title: "First answer within one hour", metric: "first_response_time", target: 3_600_000, startValue: null, ownerName: "Sofia Lindqvist", quartersAhead: 0 },
  { title: "A canary in front of every tier 1 release", metric: null, target: null, startValue: null, ownerName: "Ines Moreau", quartersAhead: 2 },
];

/** The day after one, both as `2026-09-30`. */
export const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** The last day of a quarter, as `2026-09-30`; 0 = the quarter of the instant itself. */
export function quarterEnd(instantMs: number, quartersAhead: number): string {
  const date = new Date(instantMs);
  const firstMonthAfter = (Math.floor(date.getUTCMonth() / 3) + 1 + quartersAhead) * 3;
  return new Date(Date.UTC(date.getUTCFullYear(), firstMonthAfter, 0)).toISOString().slice(0, 10);
}
