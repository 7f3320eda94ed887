import { formatCell, formatInstant } from "../format";
import { inapplicable } from "../sql/conditions";
import { dayParts, isApplicable, readFilter } from "../sql/filters";
import { capital } from "../sql/measures";
import { isBucket, isCycle } from "../sql/time-dimensions";
import { numberAt } from "./evidence";
import { targetsOf } from "./not-applied";
import { resultsOf, type Composition } from "./results";

const named = (pair: string): string => `${pair.slice(0, pair.indexOf(":")).replaceAll("_", " ")} ${pair.slice(pair.indexOf(":") + 1)}`;

function leftOut({ results, zone }: Composition): string[] {
  return resultsOf(results, "missing").flatMap(({ work, table }) => {
    const missing = numberAt(table, 0, "missing") ?? 0;
    return missing === 0 || !work.metric.missing ? [] : [`${formatCell(missing, "count", zone)} ${missing === 1 ? work.metric.sampleNoun.replace(/s$/, "") : work.metric.sampleNoun} ${work.metric.missing.phrase}: left out.`];
  });
}

/** A narrowing or a split that the figures do not carry must be said: the reader would take them for narrower than they are. */
function notApplied({ plan, results }: Composition): string[] {
  return targetsOf(results).flatMap((target) => {
    const narrowing = inapplicable(target, plan).filter((pair) => !pair.startsWith("unknown:")).map((pair) => `${target.label} cannot be narrowed to ${named(pair)}: the figures are for all.`);
    const splits = "dimensions" in target ? plan.dimensions.filter((id) => !target.dimensions.some((dimension) => dimension.id === id) && !(isBucket(id) || (isCycle(id) && (target.kind === "flow" || target.events !== undefined)))) : [];
    return [...narrowing, ...splits.map((id) => `${target.label} cannot be split by ${id.replaceAll("_", " ")}.`)];
  });
}

/** Data that ends within the last hour before now, or before the end of the period, leaves nothing unknown. */
function dataUntil({ coverage, period, results, now, zone }: Composition, isOneOfSeveral: boolean): string[] {
  const until = Math.min(Date.parse(period.to), Date.parse(now));
  const isStanding = results.length > 0 && results.every(({ work }) => work.kind !== "list" && work.metric.isStanding === true);
  if (coverage === null || isStanding || until - Date.parse(coverage.to) < 3_600_000) return [];
  const labels = isOneOfSeveral ? [...new Set(results.flatMap(({ work }) => (work.kind === "list" ? [] : [work.metric.label])))] : [];
  const whose = labels.length === 0 ? "The data ends" : `${labels.join(", ")}: the data ends`;
  return [`${whose} at ${formatInstant(coverage.to, zone)} (${zone}).`];
}

/** What a split of a change cannot say, and which hours a part of the day has. */
function caveats({ plan, results, zone }: Composition): string[] {
  const why = plan.intent === "root_cause" && resultsOf(results, "drivers").length > 0 ? ["The split shows where the change happened. Why it happened is not in the records."] : [];
  const hours = plan.filters.flatMap((pair) => {
    const { field, value } = readFilter(pair);
    const part = field === "time_of_day" ? dayParts[value] : undefined;
    if (targetsOf(results).every((target) => !isApplicable(target, pair))) return [];
    if (field === "time_of_day" && value.includes("-")) return [`Only the hours from ${value.replace("-", " to ")} (${zone}) are counted.`];
    return part ? [`${capital(value.replaceAll("_", " "))} is taken as ${part.from}:00 to ${part.to}:00${part.isWorkday ? ", Monday to Friday" : ""} (${zone}).`] : [];
  });
  return [...why, ...hours];
}

/** What the answer does not know or did not do, in sentences. `isOneOfSeveral`: other figures stand beside these, so that it must be said whose data ends. */
export const composeUnknowns = (composition: Composition, isOneOfSeveral: boolean): string[] => [...notApplied(composition), ...caveats(composition), ...leftOut(composition), ...dataUntil(composition, isOneOfSeveral)];

/** Phrases with digits that these sentences may hold besides those of the findings: when the data ends, hours of a part of the day, counts of what was left out. */
export function unknownPhrases({ coverage, zone, plan, results }: Composition): string[] {
  const clock = plan.filters.map((pair) => readFilter(pair).value.replace("-", " to "));
  const hours = plan.filters.flatMap((pair) => Object.values(dayParts[readFilter(pair).value] ?? {}).flatMap((value) => (typeof value === "number" ? [`${value}:00`] : [])));
  const counts = resultsOf(results, "missing").flatMap(({ work, table }) => [`${formatCell(numberAt(table, 0, "missing") ?? 0, "count", zone)} ${work.metric.sampleNoun.replace(/s$/, "")}`]);
  const narrowed = [...plan.entities, ...plan.filters].map(named);
  return [zone, ...narrowed, ...clock, ...(coverage === null ? [] : [formatInstant(coverage.to, zone)]), ...hours, ...counts, ...results.flatMap(({ work }) => (work.kind === "list" ? [] : [work.metric.missing?.phrase ?? "", work.metric.label]))];
}
