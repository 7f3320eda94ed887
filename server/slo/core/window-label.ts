import type { SloWindow } from "../contract";

const units = { week: "calendar week", month: "calendar month", quarter: "calendar quarter", year: "calendar year" } as const;

/** A window in words: "30 d rolling", "calendar month". */
export const windowLabel = (window: SloWindow): string => (window.kind === "rolling" ? `${window.days} d rolling` : units[window.unit]);
