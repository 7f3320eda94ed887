import { inapplicable } from "../sql/conditions";
import type { Composition } from "./results";

interface NotApplied {
  /** What the figure or list is called. */
  label: string;
  /** `field:value` pairs of the plan that it has no column for. */
  pairs: string[];
}

/** Each metric and each list of an answer, once. */
export const targetsOf = (results: Composition["results"]) => [...new Map(results.map(({ work }) => (work.kind === "list" ? work.subject : work.metric)).map((target) => [target.id, target])).values()];

/** Narrowings of the plan that the rows cannot carry, for each metric and list of the answer. */
export function narrowingsNotApplied({ plan, results }: Pick<Composition, "plan" | "results">): NotApplied[] {
  return targetsOf(results)
    .map((target) => ({ label: target.label, pairs: inapplicable(target, plan).filter((pair) => !pair.startsWith("unknown:")) }))
    .filter(({ pairs }) => pairs.length > 0);
}

/** Names of the fields that an answer was not narrowed by; operators (`duration>`) are not part of a name. */
export function fieldsNotApplied(composition: Pick<Composition, "plan" | "results">): string[] {
  const fields = narrowingsNotApplied(composition).flatMap(({ pairs }) => pairs.map((pair) => pair.slice(0, pair.indexOf(":")).replace(/[!<>]/g, "").replaceAll("_", " ")));
  return [...new Set(fields)];
}
