import type { QueryPlan, Reading } from "../contract";
import { choicesFor } from "./frameworks/describe-choices";
import type { SemanticLayer } from "./metric";
import { settlePlan } from "./settle-plan";

interface Parsed {
  plan: QueryPlan;
  reading: Reading;
}

const withMethods = (plan: QueryPlan, question: string, intent: Reading["intent"]): QueryPlan => (plan.frameworks.length > 0 ? plan : { ...plan, frameworks: choicesFor(question, plan, intent).chosen.map(({ id }) => id) });

/** The plan that is answered: what the parser read, with what the layer settles and the methods that fit. */
export const completePlan = ({ plan, reading }: Parsed, question: string, layer: SemanticLayer): QueryPlan => withMethods(settlePlan(plan, question, layer), question, reading.intent);
