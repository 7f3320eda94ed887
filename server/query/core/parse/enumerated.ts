import type { Intent } from "../../contract";
import type { Slots } from "./read-slots";

/** The field of a condition. */
export const fieldOf = (filter: string): string => filter.split(/[!<>]*:/)[0] ?? "";
const enumerated: ReadonlySet<string> = new Set(["severity", "priority", "customer_tier", "region", "support_level", "channel"]);

/** Ways in and plans that are read as conditions only with words beside them. */
const ways: ReadonlySet<string> = new Set(["phone", "email", "mail", "chat", "portal"]);
const unpaid: ReadonlySet<string> = new Set(["free"]);
/** "The chat service", "the customer portal" are things and no ways in. */
const things = new Set(["service", "app", "team", "api", "system", "gateway"]);
const wordsIn = ({ tokens }: Slots, words: ReadonlySet<string>): number =>
  new Set(tokens.filter(({ text }, at) => words.has(text) && !things.has(tokens[at + 1]?.stem ?? "") && !(text === "portal" && tokens[at - 1]?.stem === "customer")).map(({ text }) => text)).size;
/** "Does it differ between chat and email?", but not "between 1 and 10 July". */
const setsApart = ({ tokens }: Slots): boolean => tokens.some(({ text }, at) => text === "differ" || (text === "between" && ways.has(tokens[at + 1]?.text ?? "")));

/** "Tier 1 vs tier 2 vs tier 3", "how many sev1, how many sev2 and so on": all values of a field are a split by it, and narrow nothing. */
export function enumeratedField(slots: Slots, intent: Intent): string | null {
  if (!figures.has(intent) || (slots.metrics.length === 0 && slots.subjects.every(({ value }) => value !== "ticket"))) return null;
  const said = [...new Set(slots.filters.map(({ value }) => value))].filter((value) => /^[a-z_]+:/.test(value)).map(fieldOf);
  const isOpen = slots.tokens.some(({ text }, at) => text === "etc" || (text === "rest" && slots.tokens[at + 1]?.text !== "of") || (text === "so" && slots.tokens[at + 1]?.text === "on"));
  const needed = isOpen ? 2 : 3;
  if (wordsIn(slots, ways) >= (intent === "comparison" || setsApart(slots) ? 2 : needed)) return "channel";
  if (slots.metrics.length === 0) return null;
  const counts = (field: string): number => said.filter((each) => each === field).length + (field === "customer_tier" && !slots.filters.some(({ value }) => value.endsWith(":free")) ? wordsIn(slots, unpaid) : 0);
  return said.find((field) => enumerated.has(field) && counts(field) >= needed) ?? null;
}
const figures: ReadonlySet<Intent> = new Set(["metric_lookup", "comparison", "breakdown", "trend", "ranking"]);

const against: ReadonlySet<string> = new Set(["vs", "versus", "against", "than"]);

/** "EU against US", "sev1 vs sev2": the field of two values that are set against each other, in a comparison whatever stands between them. */
export function rivalField({ filters, tokens }: Slots, isCompared = false): string | null {
  const said = filters.filter(({ value }) => /^[a-z_]+:/.test(value)).sort((a, b) => a.from - b.from);
  const first = said.find((one, at) => {
    const other = said[at + 1];
    const isOther = other !== undefined && fieldOf(other.value) === fieldOf(one.value) && other.value !== one.value;
    return isOther && enumerated.has(fieldOf(one.value)) && (isCompared || tokens.slice(one.to, other.to).some(({ text }) => against.has(text)));
  });
  return first ? fieldOf(first.value) : null;
}

/** "How many sev1 and how many sev2", "EU against US": values that are each asked for are told apart. */
export function fieldsToldApart(slots: Slots, intent: Intent): string[] {
  if (!figures.has(intent)) return [];
  const rivals = intent === "metric_lookup" || intent === "ranking" ? null : rivalField(slots, intent === "comparison");
  if (rivals !== null) return [rivals];
  const each = slots.filters.filter(({ from, value }) => enumerated.has(fieldOf(value)) && slots.tokens[from - 1]?.text === "many" && slots.tokens[from - 2]?.text === "how").map(({ value }) => fieldOf(value));
  return [...new Set(each.filter((field, at) => each.indexOf(field) !== at))];
}
