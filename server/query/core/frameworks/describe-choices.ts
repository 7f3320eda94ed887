import { intents, type FrameworkChoice, type QueryPlan, type Reading } from "../../contract";
import { cardOf, frameworkCards } from "./cards";
import { chooseFrameworks, isPlainIntent, type ChoiceInput, type ChosenFramework, type FrameworkChoices } from "./choose";
import { followedUp } from "../parse/follow-up";

/** From this share on, a reading has no second one worth hearing. */
const sureFrom = 0.7;

/** Choices kept: a question is ranked when its plan is made and told of once more beside its answer, and popular ones come again. */
const most = 500;
const known = new Map<string, FrameworkChoices>();

/** A record that is asked for by its number is looked up; no method makes more of it. */
const isOfOneRecord = ({ intent, filters }: Pick<QueryPlan, "intent" | "filters">): boolean => intent === "list_lookup" && filters.some((pair) => pair.startsWith("number:"));

/** "A Pareto of that, please": a method by its name. */
function namesMethod(question: string): boolean {
  const words = ` ${question.toLowerCase().replace(/[^a-z0-9]+/g, " ")} `;
  return frameworkCards.some(({ id }) => words.includes(` ${id.replaceAll("_", " ")} `));
}

/** "Just the ones that the payments team owns" behind figures asks for the same figures, and for no method. */
const onlyNarrows = (question: string, { intent }: Pick<QueryPlan, "intent">, { because }: Reading["intent"]): boolean => because === followedUp && isPlainIntent(intent) && !namesMethod(question);

/** The cards that fit a question as it was read. Ranking depends on nothing else, so equal readings share one. */
export function choicesFor(question: string, plan: Pick<QueryPlan, "intent" | "metrics" | "subject" | "entities" | "filters" | "scope">, reading: Reading["intent"]): FrameworkChoices {
  if (isOfOneRecord(plan) || onlyNarrows(question, plan, reading)) return { chosen: [], runnersUp: [] };
  const nextIntent = reading.score < sureFrom ? (intents.find((intent) => intent === reading.next) ?? null) : null;
  const input: ChoiceInput = { question, intent: plan.intent, nextIntent, metrics: plan.metrics, subjects: plan.subject === null ? [] : [plan.subject], entities: plan.entities, scope: plan.scope };
  const key = JSON.stringify(input);
  const choices = known.get(key) ?? chooseFrameworks(input);
  if (known.size >= most) known.clear();
  known.set(key, choices);
  return choices;
}

/** Below this, the words only brush against a card. */
const leastNear = 0.6;

const runnerUp = ({ id, score, because }: ChosenFramework): FrameworkChoice => ({ id, name: cardOf(id)?.name ?? id, score, because, state: "runner_up", missing: [] });

/**
 * Says of each framework of an answer on which words it was chosen, and which came next. The answer itself depends on the plan alone; the
 * words belong to the question. One that the words do not explain was taken over from the question before.
 */
export function describeChoices(asked: { question: string; plan: QueryPlan; reading: Reading }, chosen: readonly FrameworkChoice[]): FrameworkChoice[] {
  const { question, plan, reading } = asked;
  if (plan.scope !== "in") return [...chosen];
  const read = choicesFor(question, plan, reading.intent);
  const all = new Map([...read.chosen, ...read.runnersUp].map((choice) => [choice.id, choice]));
  const taken = new Set(chosen.map(({ id }) => id));
  const described = chosen.map((choice) => ({ ...choice, score: all.get(choice.id)?.score ?? 0, because: all.get(choice.id)?.because ?? "the conversation so far" }));
  return [...described, ...[...read.chosen, ...read.runnersUp].filter(({ id, score }) => !taken.has(id) && score >= leastNear).slice(0, 3).map(runnerUp)];
}
