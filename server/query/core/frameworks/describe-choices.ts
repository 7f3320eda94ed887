import type { FrameworkChoice, QueryPlan } from "../../contract";
import { cardOf } from "./cards";
import { chooseFrameworks, type ChosenFramework, type FrameworkChoices } from "./choose";

/** The cards that fit a question as it was read. */
export const choicesFor = (question: string, plan: Pick<QueryPlan, "intent" | "metrics" | "subject" | "entities" | "scope">): FrameworkChoices =>
  chooseFrameworks({ question, intent: plan.intent, metrics: plan.metrics, subjects: plan.subject === null ? [] : [plan.subject], entities: plan.entities, scope: plan.scope });

/** Below this, the words only brush against a card. */
const leastNear = 0.6;

const runnerUp = ({ id, score, because }: ChosenFramework): FrameworkChoice => ({ id, name: cardOf(id)?.name ?? id, score, because, state: "runner_up", missing: [] });

/**
 * Says of each framework of an answer on which words it was chosen, and which came next. The answer itself depends on the plan alone; the
 * words belong to the question. One that the words do not explain was taken over from the question before.
 */
export function describeChoices(question: string, plan: QueryPlan, chosen: readonly FrameworkChoice[]): FrameworkChoice[] {
  if (plan.scope !== "in") return [...chosen];
  const read = choicesFor(question, plan);
  const all = new Map([...read.chosen, ...read.runnersUp].map((choice) => [choice.id, choice]));
  const taken = new Set(chosen.map(({ id }) => id));
  const described = chosen.map((choice) => ({ ...choice, score: all.get(choice.id)?.score ?? 0, because: all.get(choice.id)?.because ?? "the conversation so far" }));
  return [...described, ...[...read.chosen, ...read.runnersUp].filter(({ id, score }) => !taken.has(id) && score >= leastNear).slice(0, 3).map(runnerUp)];
}
