import type { QueryPlan, Reading } from "../../contract";
import { statLabels } from "../metric";
import { intentLabels } from "../parse/intent-words";
import { wholeRecordLabel } from "../parse/period";
import { personaLabels } from "../parse/persona";
import { entityChoices, filterChoices, intentChoices, lensChoices, metricChoices, periodChoices, splitChoices, splitName, type EditContext } from "./choices";

type Chip = Reading["chips"][number];

const chip = (slot: string, connective: string, rest: Pick<Chip, "value" | "options"> & { assumed?: boolean }): Chip => ({ slot, connective, assumed: false, ...rest });

const filterWords = (filter: string): string => {
  const [, field = "", sign = "", value = ""] = /^([a-z_]+)([!<>]*):(.*)$/.exec(filter) ?? [];
  const relation = { "!": "not ", ">": "over ", "<": "under " }[sign] ?? "";
  if (field === "minutes") return `${relation}${value} minutes`;
  return field === "" ? filter : `${field} ${relation}${field === "number" ? value.toUpperCase() : value}`.replaceAll("_", " ");
};

function measure({ plan, metrics, subjects }: EditContext): string {
  const names = plan.metrics.map((id) => metrics.find((metric) => metric.id === id)?.label ?? id.replaceAll("_", " "));
  return [...names, ...plan.stats.map((stat) => statLabels[stat])].join(", ") || (plan.subject === null ? "" : (subjects.find(({ id }) => id === plan.subject)?.nouns[1] ?? plan.subject.replaceAll("_", " ")));
}

const entityName = ({ lexicon }: EditContext, entity: string): string => lexicon.entities.find(({ type, id }) => `${type}:${id}` === entity)?.name ?? entity.slice(entity.indexOf(":") + 1);

function splitChip(context: EditContext): Chip[] {
  const { dimensions, metrics } = context.plan;
  if (dimensions.length === 0 && metrics.length === 0) return [];
  const value = dimensions.length === 0 ? "no split" : dimensions.map(splitName).join(", ");
  return [chip("dimension", dimensions.length === 0 ? "" : "by", { value, assumed: dimensions.length === 0, options: splitChoices(context) })];
}

/** The chips that a plan alone gives: what is asked, of what, for whom, when, and under which lens. */
function chipsOfPlan(context: EditContext): Chip[] {
  const { plan } = context;
  const name = measure(context);
  return [
    chip("intent", "", { value: intentLabels[plan.intent], options: intentChoices(context) }),
    ...(name === "" ? [] : [chip("metric", "of", { value: name, options: metricChoices(context) })]),
    ...plan.entities.map((entity) => chip("entity", "for", { value: entityName(context, entity), options: entityChoices(context, entity) })),
    ...plan.filters.map((filter) => chip("filter", "for", { value: filterWords(filter), options: filterChoices(context, filter) })),
    ...splitChip(context),
    ...(plan.time === null ? [] : [chip("time", "in", { value: plan.time.label, assumed: !plan.time.explicit, options: periodChoices(context) })]),
    chip("lens", "lens", { value: personaLabels[plan.persona], options: lensChoices(context) }),
  ];
}

/** What was not said in the question stays marked as assumed; what the reader edited was said by the reader. */
function assumedIn(chips: readonly Chip[], slot: string): boolean {
  return chips.some((each) => each.slot === slot && each.assumed);
}

/**
 * A reading whose chips edit its plan. An edited plan is read from the plan alone; a question keeps what it only assumed, what it did not find, and
 * the choices between two meanings of a word.
 */
export function editableReading(reading: Reading, context: EditContext, isEdited: boolean): Reading {
  if (context.plan.scope !== "in") return reading;
  const chips = chipsOfPlan(context).map((each) => (isEdited ? each : { ...each, assumed: each.assumed || assumedIn(reading.chips, each.slot) }));
  const kept = isEdited ? [] : reading.chips.filter(({ slot }) => slot === "unknown");
  const meanings = isEdited ? [] : reading.chips.filter(({ slot, options }) => slot === "entity" && options.length > 0);
  const [other] = isEdited ? [] : reading.chips.filter(({ slot }) => slot === "intent").flatMap(({ options }) => options);
  const second = other?.plan == null ? [] : [{ label: `${other.label} (read so as well)`, question: "", patch: { intent: other.plan.intent } }];
  const withMeanings = chips.map((each) => {
    if (each.slot === "intent") return { ...each, options: [...second, ...each.options.filter(({ patch }) => patch?.intent !== second[0]?.patch.intent)] };
    const meant = meanings.find(({ slot, value }) => slot === each.slot && value === each.value);
    return meant ? { ...each, options: [...meant.options, ...each.options] } : each;
  });
  const notes = isEdited ? ["You edited how this was read; the question stands as its title."] : reading.notes;
  return { ...reading, chips: [...withMeanings.slice(0, 2), ...kept, ...withMeanings.slice(2)], notes };
}

/**
 * The period's chip as the answer applied it, where the question named none: figures and lists may have taken the whole record instead of the last
 * days, and what looks ahead takes none of the two. `applied` null: no period narrowed the rows.
 */
export function withAppliedPeriod(reading: Reading, { planned, applied, isOfTimes }: { planned: QueryPlan["time"]; applied: QueryPlan["time"]; isOfTimes: boolean }): Reading {
  const isSaid = planned?.explicit === true || reading.chips.every(({ slot }) => slot !== "time");
  if (isSaid || (applied !== null && applied.label.replace(/^the /, "") === planned?.label.replace(/^the /, ""))) return reading;
  const chips = reading.chips.flatMap((each) => (each.slot !== "time" ? [each] : applied === null && !isOfTimes ? [] : [{ ...each, value: applied?.label ?? wholeRecordLabel }]));
  return { ...reading, chips };
}
