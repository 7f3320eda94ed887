import type { QueryPlan } from "../../contract";
import { fieldOf } from "./enumerated";

/** What a follow-up takes back of the question before: names, conditions by their field, or the split. */
export interface TakenBack {
  /** Kinds of names that no longer narrow; "all" for every kind. */
  kinds: ReadonlySet<string> | "all";
  fields: ReadonlySet<string>;
  isSplit: boolean;
}

const fieldNouns: Readonly<Record<string, readonly string[]>> = {
  severity: ["severity"], severities: ["severity"], priority: ["priority"], priorities: ["priority"], prios: ["priority"], tier: ["customer_tier", "tier", "support_level"], tiers: ["customer_tier", "tier", "support_level"],
  region: ["region", "customer_region"], regions: ["region", "customer_region"], cause: ["root_cause"], causes: ["root_cause"], day: ["day_of_week"], days: ["day_of_week", "time_of_day"], hours: ["time_of_day"], channel: ["channel"], channels: ["channel"], states: ["status", "state"],
};
const kindNouns: Readonly<Record<string, readonly string[]>> = { services: ["service", "monitor"], sites: ["service", "monitor"], teams: ["team"], customers: ["customer"], clients: ["customer"], accounts: ["customer"] };

const everyone = /\b(?:everyone|everybody|all of (?:them|us)|across the board|company wide|the whole (?:company|estate|lot))\b/;
const allOf = /\b(?:all|any|every|regardless of|whatever|across all|over all)(?: the| our)? (\w+)\b/g;
const dropped = /\b(?:drop|forget|lose|skip|remove|ignore|without|not just) (?:the |that |those |about )?(\w+)/;
const unsplit = /\b(?:drop|forget|lose|skip|remove|without|no) (?:the |that )?(?:split|breakdown|grouping)\b|\bjust (?:the|a|one) (?:total|overall|sum|single)\b|\b(?:one|a single) (?:number|figure|total)\b|\boverall (?:only|instead)\b|\bnot split\b/;

const valueOf = (filter: string): string => filter.slice(filter.indexOf(":") + 1);

/** Reads what a follow-up takes back ("all severities", "everyone, not just sre", "drop the Friday bit", "just the total"); null where it takes nothing back. */
export function takenBack(text: string, previous: QueryPlan): TakenBack | null {
  const nouns = [...text.matchAll(allOf)].map(([, noun = ""]) => noun);
  const word = dropped.exec(text)?.[1]?.replace(/s$/, "") ?? "";
  const isSaid = (value: string): boolean => word !== "" && (value === word || value.startsWith(`${word}-`));
  const fields = new Set([...nouns.flatMap((noun) => fieldNouns[noun] ?? []), ...previous.filters.filter((filter) => isSaid(valueOf(filter))).map(fieldOf)]);
  const kinds = new Set([...nouns.flatMap((noun) => kindNouns[noun] ?? []), ...previous.entities.filter((entity) => isSaid(valueOf(entity))).map(fieldOf)]);
  const isSplit = unsplit.test(text);
  const isEveryone = everyone.test(text);
  return isEveryone || isSplit || fields.size + kinds.size > 0 ? { kinds: isEveryone ? "all" : kinds, fields, isSplit } : null;
}

/** The plan before without what was taken back. */
export function withoutTaken(previous: QueryPlan, taken: TakenBack): QueryPlan {
  return {
    ...previous,
    intent: taken.isSplit && (previous.intent === "breakdown" || previous.intent === "trend") ? "metric_lookup" : previous.intent,
    entities: taken.kinds === "all" ? [] : previous.entities.filter((entity) => !(taken.kinds as ReadonlySet<string>).has(fieldOf(entity))),
    filters: previous.filters.filter((filter) => !taken.fields.has(fieldOf(filter))),
    dimensions: taken.isSplit ? [] : previous.dimensions,
  };
}
