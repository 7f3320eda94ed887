import type { Level, Priority } from "../contract";

const matrix: Readonly<Record<Level, Readonly<Record<Level, Priority>>>> = {
  high: { high: "p1", medium: "p2", low: "p3" },
  medium: { high: "p2", medium: "p3", low: "p4" },
  low: { high: "p3", medium: "p4", low: "p4" },
};

/** Priority from impact (how much is hit) and urgency (how soon it hurts), as in ITIL's 3 x 3 matrix; null while either is unknown. */
export const priorityOf = (impact: Level | null, urgency: Level | null): Priority | null => (impact === null || urgency === null ? null : matrix[impact][urgency]);
