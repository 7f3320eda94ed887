import type { QueryPlan } from "../../contract";
import { fieldOf } from "./enumerated";
import { stem } from "./tokens";
import { wordTable } from "./word-table";

/** What a follow-up takes back of the question before: names, conditions by their field, or the split. */
export interface TakenBack {
  /** Kinds of names that no longer narrow; "all" for every kind. */
  kinds: ReadonlySet<string> | "all";
  fields: ReadonlySet<string>;
  /** Splits that are given up; "all" for every one. */
  splits: ReadonlySet<string> | "all";
  /** Is it named by what it is to be done with ("drop the split", "take the severity filter off"), not only by its opposite ("all severities")? */
  isNamed: boolean;
}

const fieldNouns: Readonly<Record<string, readonly string[]>> = wordTable({
  severity: ["severity"], severities: ["severity"], priority: ["priority"], priorities: ["priority"], prios: ["priority"], tier: ["customer_tier", "tier", "support_level"], tiers: ["customer_tier", "tier", "support_level"],
  region: ["region", "customer_region"], regions: ["region", "customer_region"], cause: ["root_cause"], causes: ["root_cause"], day: ["day_of_week"], days: ["day_of_week", "time_of_day"], hours: ["time_of_day"], channel: ["channel"], channels: ["channel"], states: ["status", "state"], state: ["status", "state"], status: ["status", "state"],
});
const kindNouns: Readonly<Record<string, readonly string[]>> = wordTable({ services: ["service", "monitor"], sites: ["service", "monitor"], teams: ["team"], customers: ["customer"], clients: ["customer"], accounts: ["customer"] });

const everyone = /\b(?:everyone|everybody|all of (?:them|us)|across the board|company wide|the whole (?:company|estate|lot))\b/;
const allOf = /\b(?:all|any|every|regardless of|whatever|across all|over all)(?: the| our)? (\w+)\b/g;
/** The word that is taken away: "drop the Friday bit", "take the severity filter off", "leave out the team split". */
const dropped = /\b(?:drop|forget|lose|skip|remove|ignore|without|not just|clear|lift|never mind)(?: about)? (?:the |that |those )?(\w+)|\b(?:take|leave|get|turn|switch|cut) (?:the |that |those )?(\w+)(?: \w+){0,2} (?:off|out|away)\b|\b(?:take|leave|strip|cut) (?:off|out|away) (?:the |that |those )?(\w+)/;
const unsplit = /\b(?:drop|forget|lose|skip|remove|without|no) (?:the |that )?(?:split|breakdown|grouping)\b|\bjust (?:the|a|one) (?:total|overall|sum|single)\b|\b(?:one|a single) (?:number|figure|total)\b|\boverall (?:only|instead)\b|\bnot split\b/;
/** "Drop the filter", "clear the filters": whatever narrows. */
const anyCondition = new Set(["filter", "condition", "restriction"]);

const valueOf = (filter: string): string => filter.slice(filter.indexOf(":") + 1);
const wordOf = (text: string): string => stem(dropped.exec(text)?.slice(1).find((word) => word !== undefined) ?? "");

/** Reads what a follow-up takes back ("all severities", "everyone, not just sre", "drop the Friday bit", "just the total"); null where it takes nothing back. */
export function takenBack(text: string, previous: QueryPlan): TakenBack | null {
  const nouns = [...text.matchAll(allOf)].map(([, noun = ""]) => noun);
  const word = wordOf(text);
  const isSaid = (value: string): boolean => word !== "" && (value === word || value.startsWith(`${word}-`));
  const held = previous.filters.map(fieldOf);
  const called = anyCondition.has(word) ? held : (fieldNouns[word] ?? []).filter((field) => held.includes(field));
  const named = { fields: [...previous.filters.filter((filter) => isSaid(valueOf(filter))).map(fieldOf), ...called], kinds: previous.entities.filter((entity) => isSaid(valueOf(entity))).map(fieldOf), splits: previous.dimensions.filter((id) => isSaid(id.replaceAll("_", "-")) || (fieldNouns[word] ?? []).includes(id)) };
  const fields = new Set([...nouns.flatMap((noun) => fieldNouns[noun] ?? []), ...named.fields]);
  const kinds = new Set([...nouns.flatMap((noun) => kindNouns[noun] ?? []), ...named.kinds]);
  const splits = unsplit.test(text) ? "all" : new Set(named.fields.length + named.kinds.length > 0 ? [] : named.splits);
  const isEveryone = everyone.test(text);
  if (!isEveryone && splits !== "all" && fields.size + kinds.size + splits.size === 0) return null;
  return { kinds: isEveryone ? "all" : kinds, fields, splits, isNamed: splits === "all" || named.fields.length + named.kinds.length + named.splits.length > 0 };
}

/** The plan before without what was taken back. */
export function withoutTaken(previous: QueryPlan, taken: TakenBack): QueryPlan {
  const dimensions = previous.dimensions.filter((id) => taken.splits !== "all" && !taken.splits.has(id));
  const isUnsplit = dimensions.length === 0 && previous.dimensions.length > 0;
  return {
    ...previous,
    intent: isUnsplit && (previous.intent === "breakdown" || previous.intent === "trend") ? "metric_lookup" : previous.intent,
    entities: taken.kinds === "all" ? [] : previous.entities.filter((entity) => !(taken.kinds as ReadonlySet<string>).has(fieldOf(entity))),
    filters: previous.filters.filter((filter) => !taken.fields.has(fieldOf(filter))),
    dimensions,
  };
}
