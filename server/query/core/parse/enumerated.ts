import type { Intent } from "../../contract";
import type { Slots } from "./read-slots";

/** The field of a condition. */
export const fieldOf = (filter: string): string => filter.split(/[!<>]*:/)[0] ?? "";
const enumerated: ReadonlySet<string> = new Set(["severity", "priority", "customer_tier", "region", "support_level", "channel"]);

/** "Tier 1 vs tier 2 vs tier 3", "how many sev1, how many sev2 and so on": all values of a field are a split by it, and narrow nothing. */
export function enumeratedField(slots: Slots, intent: Intent): string | null {
  if (!figures.has(intent) || slots.metrics.length === 0) return null;
  const said = [...new Set(slots.filters.map(({ value }) => value))].filter((value) => /^[a-z_]+:/.test(value)).map(fieldOf);
  const isOpen = slots.tokens.some(({ text }, at) => text === "so" && slots.tokens[at + 1]?.text === "on");
  return said.find((field) => enumerated.has(field) && said.filter((each) => each === field).length >= (isOpen ? 2 : 3)) ?? null;
}
const figures: ReadonlySet<Intent> = new Set(["metric_lookup", "comparison", "breakdown", "trend"]);

/** "How many sev1 and how many sev2": values that are each asked for are told apart. */
export function fieldsToldApart(slots: Slots, intent: Intent): string[] {
  if (!figures.has(intent)) return [];
  const each = slots.filters.filter(({ from, value }) => enumerated.has(fieldOf(value)) && slots.tokens[from - 1]?.text === "many" && slots.tokens[from - 2]?.text === "how").map(({ value }) => fieldOf(value));
  return [...new Set(each.filter((field, at) => each.indexOf(field) !== at))];
}
