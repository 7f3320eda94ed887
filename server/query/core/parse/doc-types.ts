import type { Intent } from "../../contract";
import type { Slots } from "./read-slots";
import { overlaps } from "./slots";
import { said } from "./time-slot";
import { wordTable } from "./word-table";

const types: Readonly<Record<string, string>> = wordTable({ runbook: "runbook", playbook: "runbook", policy: "policy", postmortem: "postmortem", guide: "guide", handbook: "guide", manual: "guide" });

/** "Step by step instructions" are a runbook, "the write-up of an outage" is its postmortem. */
const spoken: readonly (readonly [RegExp, string])[] = [[/\bstep by step (?:instructions?|guide|steps)\b/, "runbook"], [/\b(?:write up|writeup) (?:of|on|about|for) .*\b(?:outage|incident|failure)\b/, "postmortem"]];

/** The kind of document that a question speaks of: "runbook", "post mortem"; null when it names none. */
export function docTypeOf(slots: Slots): string | null {
  const at = slots.tokens.findIndex((token, index) => !overlaps({ from: index, to: index + 1 }, slots.entities) && (types[token.stem] !== undefined || (token.text === "mortem" && slots.tokens[index - 1]?.text === "post")));
  if (at < 0) return spoken.find(([words]) => words.test(said(slots)))?.[1] ?? null;
  return types[slots.tokens[at]?.stem ?? ""] ?? "postmortem";
}

/**
 * Filters of a question about documents. In a look-up the kind of document is the only condition: what else is said is what is searched for.
 * Where documents are listed or aged, their kind is a condition as well.
 */
export function documentFilters(slots: Slots, chosen: { intent: Intent; metrics: readonly string[]; filters: readonly string[] }): string[] {
  const type = docTypeOf(slots);
  const found = type === null ? [] : [`doc_type:${type}`];
  if (chosen.intent === "doc_lookup") return found;
  const isLacking = slots.filters.some((match) => match.value === "runbook:none");
  const isListed = chosen.intent === "list_lookup" && slots.subjects[0]?.value === "runbook" && slots.subjects.length === 1;
  return chosen.metrics.includes("doc_age") || (isListed && !isLacking) ? [...chosen.filters, ...found] : [...chosen.filters];
}
